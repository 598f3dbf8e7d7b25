namespace Smart.Shared.Debtors;

/// <summary>
/// What is still owed of one invoice, and where it stands in dunning. Deleted in the transaction that closes the invoice.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record OpenInvoice : DebtorRow
{
    /// <summary>The invoice number.</summary>
    public required string Number { get; init; }

    /// <summary>The member on whose behalf the invoice was issued.</summary>
    public required string MemberId { get; init; }

    /// <summary>The regime, frozen when the invoice was issued.</summary>
    public required DebtorKind Regime { get; init; }

    /// <summary>Date of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Last day to pay without being late.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The product or service in a line: a mandatory mention of the consumer's first reminder (art. XIX.2 CDE).</summary>
    public required string Subject { get; init; }

    /// <summary>The twelve digits that the client pays with.</summary>
    public required string Reference { get; init; }

    /// <summary>The amount of the invoice, VAT included.</summary>
    public required Money Original { get; init; }

    /// <summary>Open principal: what of the original is not yet paid, credited or waived.</summary>
    public required Money Principal { get; init; }

    /// <summary>Interest that an effective letter claimed and that is not yet paid or waived.</summary>
    public Money ClaimedInterest { get; init; }

    /// <summary>Fixed sums and costs that an effective letter claimed and that are not yet paid or waived.</summary>
    public Money ClaimedCosts { get; init; }

    /// <summary>All interest ever claimed, paid or not: the next claim is for what accrued beyond it.</summary>
    public Money InterestEverClaimed { get; init; }

    /// <summary>All fixed sums and costs ever claimed, so that none is claimed twice.</summary>
    public Money CostsEverClaimed { get; init; }

    /// <summary>Exact interest in euro accrued on earlier principal, through <see cref="AccruedThrough"/>; rounded only when claimed.</summary>
    public decimal AccruedInterest { get; init; }

    /// <summary>The day through which <see cref="AccruedInterest"/> counts; the due date at first.</summary>
    public required DateOnly AccruedThrough { get; init; }

    /// <summary>Effective letters so far: 0 none, 1 first reminder, and so on; never skips.</summary>
    public int Level { get; init; }

    /// <summary>When the letter of <see cref="Level"/> was sent.</summary>
    public DateOnly? LevelSentOn { get; init; }

    /// <summary>The day on which a payment of it came back: the delay to the next step counts from then.</summary>
    public DateOnly? ResumedOn { get; init; }

    /// <summary>Consumers: the first day on which interest or costs may be claimed (rules 1.5); null before the first reminder.</summary>
    public DateOnly? ChargeFrom { get; init; }

    /// <summary>Consumers: the first day that bears interest, once the free period passed (rules 1.5).</summary>
    public DateOnly? InterestFrom { get; init; }

    /// <summary>Consumers: the contract has the penalty clause, without which nothing but principal is claimed.</summary>
    public bool HasPenaltyClause { get; init; }

    /// <summary>The dunning policy that this invoice's case started with; null until a case opens.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Everything claimed and open.</summary>
    public Money Balance => Principal + ClaimedInterest + ClaimedCosts;
}
