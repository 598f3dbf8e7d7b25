using Smart.Shared.Debtors;

namespace Smart.Shared.Payments.TakingBack;

/// <summary>One entry of the ledger that is undone, in whole or in part.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Amount">What of it is undone, above zero.</param>
public sealed record UndoneEntry(LedgerEntry Entry, Money Amount);

/// <summary>What taking back an allocation does to one invoice.</summary>
/// <param name="After">The invoice as it shall be open.</param>
/// <param name="Amount">What is taken back of what the allocation paid.</param>
/// <param name="Entries">The entries that are undone: what it paid, and what it waived when all is taken back.</param>
public sealed record UndoneAllocation(OpenInvoice After, Money Amount, IReadOnlyList<UndoneEntry> Entries)
{
    private static readonly string[] Paid = ["principal", "costs", "interest"];
    private static readonly string[] Waived = ["waived-interest", "waived-costs", "waived-shortfall"];

    /// <summary>
    /// Takes back at most <paramref name="most"/> of what one allocation paid: all of it with what it waived, or a part, principal
    /// first, so that no more interest is owed than before the payment. Interest does not run for the days on which we had the
    /// money. Null when nothing of the allocation stands.
    /// </summary>
    /// <param name="standing">The invoice as it is: its open row, or what stood when it closed.</param>
    /// <param name="entries">Entries of the invoice, those of the allocation and what reversed them among them.</param>
    /// <param name="bookingKey">The allocation.</param>
    /// <param name="most">The most to take back, above zero.</param>
    /// <param name="valueDate">The day from which the money is gone; the value date of the payment when it never was for this invoice.</param>
    /// <param name="today">The day from which the delay to the next reminder counts.</param>
    public static UndoneAllocation? Of(
        OpenInvoice standing, IReadOnlyCollection<LedgerEntry> entries, string bookingKey, Money most, DateOnly valueDate, DateOnly today)
    {
        var paid = Standing(entries, bookingKey, Paid);
        var total = paid.Sum(part => part.Amount);
        var take = Money.Min(most, total);
        if (!take.IsPositive) return null;
        List<UndoneEntry> undone = take == total ? [.. paid, .. Standing(entries, bookingKey, Waived)] : FirstOf(paid, take);
        var toPrincipal = Of(EntryKind.PrincipalPaid, "principal") + Of(EntryKind.Waived, "waived-shortfall");
        var after = Accrued(standing, toPrincipal, valueDate) with
        {
            Principal = standing.Principal + toPrincipal,
            ClaimedInterest = standing.ClaimedInterest + Of(EntryKind.InterestPaid, "interest") + Of(EntryKind.Waived, "waived-interest"),
            ClaimedCosts = standing.ClaimedCosts + Of(EntryKind.CostsPaid, "costs") + Of(EntryKind.Waived, "waived-costs"),
            ResumedOn = today,
        };
        return new UndoneAllocation(after, take, undone);

        Money Of(EntryKind kind, string suffix) =>
            undone.Where(part => part.Entry.Kind == kind && part.Entry.Cause == $"{bookingKey}-{suffix}").Sum(part => part.Amount);
    }

    /// <summary>What of the named entries of an allocation was not reversed before.</summary>
    private static List<UndoneEntry> Standing(IReadOnlyCollection<LedgerEntry> entries, string bookingKey, string[] suffixes) =>
    [
        .. suffixes
            .SelectMany(suffix => entries.Where(entry => entry.Cause == $"{bookingKey}-{suffix}"))
            .Select(entry => new UndoneEntry(entry, -(entry.Amount + entries.Where(other => other.Reverses == entry.RowKey).Sum(other => other.Amount))))
            .Where(part => part.Amount.IsPositive),
    ];

    private static List<UndoneEntry> FirstOf(IEnumerable<UndoneEntry> paid, Money take)
    {
        var first = new List<UndoneEntry>();
        foreach (var part in paid)
        {
            var some = Money.Min(part.Amount, take);
            if (some.IsPositive) first.Add(part with { Amount = some });
            take -= some;
        }

        return first;
    }

    // Up to the value date interest ran on what was open; from then on it runs on what is open again.
    private static OpenInvoice Accrued(OpenInvoice standing, Money restored, DateOnly valueDate)
    {
        if (valueDate >= standing.AccruedThrough) return standing.AccruedTo(valueDate);
        var from = valueDate > standing.DueOn ? valueDate : standing.DueOn;
        if (from >= standing.AccruedThrough) return standing;
        var onRestored = standing with { Principal = restored, AccruedInterest = 0m, AccruedThrough = from };
        return standing with { AccruedInterest = standing.AccruedInterest + InvoiceInterest.Through(onRestored, standing.AccruedThrough) };
    }
}
