using Smart.Shared.Calendar;

namespace Smart.Shared.Legal;

/// <summary>What may be claimed in the procedure for undisputed debts.</summary>
/// <param name="Principal">The unpaid invoices.</param>
/// <param name="Accessories">Interest and penalty clauses together, at most 10 % of the principal.</param>
/// <param name="FixedSum">Increases laid down by law.</param>
/// <param name="Costs">Recovery costs.</param>
public sealed record IosClaim(Money Principal, Money Accessories, Money FixedSum, Money Costs)
{
    /// <summary>The sum of the four.</summary>
    public Money Total => Principal + Accessories + FixedSum + Costs;
}

/// <summary>The dates that follow a summons.</summary>
/// <param name="LastDayToReact">The debtor pays, asks for instalments or contests until this day.</param>
/// <param name="RecordNotBefore">The first day of the bailiff's record of non-contestation.</param>
/// <param name="RecordInPractice">The first working day from then on.</param>
public sealed record IosDates(DateOnly LastDayToReact, DateOnly RecordNotBefore, DateOnly RecordInPractice);

/// <summary>
/// The administrative recovery of undisputed debts, IOS/RCI (art. 1394/20-27 Judicial Code, rules 2.1): between enterprises only.
/// </summary>
public static class IosRules
{
    /// <summary>True between enterprises; public authorities and consumers are out of its reach.</summary>
    public static bool IsOpenAgainst(DebtorKind debtor) => debtor == DebtorKind.Enterprise;

    /// <summary>The most that interest and penalty clauses may add: 10 % of the principal, whole cents below.</summary>
    public static Money AccessoryCap(Money principal) => Money.Eur(principal.Cents / 10);

    /// <summary>The claim, with interest and penalty cut down to the cap.</summary>
    public static IosClaim Claim(Money principal, Money interest, Money penalty, Money fixedSum, Money costs) =>
        new(principal, Money.Min(interest + penalty, AccessoryCap(principal)), fixedSum, costs);

    /// <summary>One month to react; the record at the earliest eight days after that month.</summary>
    public static IosDates After(DateOnly summonsServed)
    {
        var last = ProceduralTerm.EndOfMonths(summonsServed, 1);
        var record = last.AddDays(8);
        return new(last, record, record.FirstWorkingDayFrom(WorkingDayNotion.Procedural));
    }
}
