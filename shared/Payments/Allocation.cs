using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Payments;

/// <summary>How money is set against invoices; dated data, explicit per payment (rules 1.4).</summary>
/// <param name="Order">What a part payment pays first.</param>
/// <param name="WaiveBelow">Claimed interest and costs that remain alone and are below this are waived.</param>
public sealed record AllocationPolicy(ImputationOrder Order, Money WaiveBelow)
{
    /// <summary>Interest first, the law's order; less than one euro of accessories is not pursued.</summary>
    public static AllocationPolicy Default { get; } = new(ImputationOrder.InterestFirst, Money.Eur(1_00));
}

/// <summary>How a receipt goes over the invoices; fixed when its first part is booked.</summary>
public enum AllocationMode
{
    /// <summary>Claimed interest, claimed costs and principal, by the policy.</summary>
    InOrder,

    /// <summary>The receipt is the open principal, or lacks no more of it than may be missing: it closes, and what was claimed beside it is waived.</summary>
    PrincipalExactly,
}

/// <summary>Money to set against invoices.</summary>
/// <param name="Amount">What is left to set; not negative.</param>
/// <param name="ValueDate">The day from which it counts.</param>
/// <param name="Numbers">The invoices that the payer or a person named, in that order; none for all of the debtor, oldest due date first.</param>
/// <param name="Shortfall">What may be missing of the invoices named, and is then waived.</param>
public sealed record IncomingMoney(Money Amount, DateOnly ValueDate, IReadOnlyList<string> Numbers, Money Shortfall = default);

/// <summary>What happens to one invoice.</summary>
/// <param name="Before">As it was read.</param>
/// <param name="After">As it shall be, interest carried through the value date.</param>
/// <param name="ToPrincipal">Paid of the principal.</param>
/// <param name="ToInterest">Paid of claimed interest.</param>
/// <param name="ToCosts">Paid of claimed costs.</param>
/// <param name="WaivedInterest">Claimed interest that is waived.</param>
/// <param name="WaivedCosts">Claimed costs that are waived.</param>
/// <param name="WaivedPrincipal">Principal that is waived: what was missing, within what may be.</param>
public sealed record AllocatedPart(
    OpenInvoice Before,
    OpenInvoice After,
    Money ToPrincipal,
    Money ToInterest,
    Money ToCosts,
    Money WaivedInterest,
    Money WaivedCosts,
    Money WaivedPrincipal = default)
{
    /// <summary>The invoice.</summary>
    public string Number => Before.Number;

    /// <summary>What the receipt pays of it.</summary>
    public Money Paid => ToPrincipal + ToInterest + ToCosts;

    /// <summary>Nothing of it is open any more.</summary>
    public bool Closes => After.Balance.IsZero;
}

/// <summary>What becomes of a receipt: its parts and the rest add up to it.</summary>
/// <param name="Mode">How it goes over the invoices.</param>
/// <param name="Parts">In order; none pays nothing.</param>
/// <param name="Rest">What stays on the debtor's account.</param>
/// <param name="Numbers">The invoices that it turned out to be for: those named, and those that the amount names with them.</param>
public sealed record AllocationPlan(AllocationMode Mode, IReadOnlyList<AllocatedPart> Parts, Money Rest, IReadOnlyList<string> Numbers);
