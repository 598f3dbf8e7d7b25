using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Dunning;

/// <summary>What a letter of today says: all overdue invoices of the debtor, those whose step is due one level up. Pure.</summary>
public static class LetterPlanner
{
    /// <summary>Invoices of one letter at most: the row that stores them stays far below the service's limit.</summary>
    public const int MaximumLines = 150;

    /// <summary>The lines of a letter; none when no invoice has a step due.</summary>
    public static IReadOnlyList<LetterLine> Lines(IReadOnlyList<OpenInvoice> overdue, DunningPolicy policy, DateOnly today)
    {
        if (!overdue.Any(invoice => IsDue(invoice, policy, today))) return [];
        var listed = overdue
            .OrderByDescending(invoice => IsDue(invoice, policy, today))
            .ThenBy(invoice => invoice.DueOn)
            .Take(MaximumLines)
            .OrderBy(invoice => invoice.DueOn)
            .ThenBy(invoice => invoice.Number, StringComparer.Ordinal);
        return [.. listed.Select(invoice => Line(invoice, policy, today))];
    }

    private static bool IsDue(OpenInvoice invoice, DunningPolicy policy, DateOnly today) =>
        InvoiceSchedule.NextLevelOn(invoice, policy.For(invoice.Regime)) is { } on && on <= today;

    private static bool GoesAlong(OpenInvoice invoice, DunningPolicy policy, DateOnly today) =>
        invoice.Level == 0
        && InvoiceSchedule.NextLevelOn(invoice, policy.For(invoice.Regime)) is { } on
        && on <= today.AddDays(policy.GroupWithinDays);

    private static LetterLine Line(OpenInvoice invoice, DunningPolicy policy, DateOnly today)
    {
        var advances = IsDue(invoice, policy, today) || GoesAlong(invoice, policy, today);
        var level = advances ? invoice.Level + 1 : invoice.Level;
        var claims = advances && policy.For(invoice.Regime).Levels[level - 1].Claims;
        return new LetterLine(
            invoice.Number,
            level,
            advances,
            invoice.Original,
            invoice.Principal,
            claims ? InvoiceInterest.Claimable(invoice, today) : Money.Zero,
            claims ? Costs(invoice, today) : Money.Zero,
            invoice.ClaimedInterest,
            invoice.ClaimedCosts);
    }

    // The fixed sum of EUR 40 is due once an invoice (art. 6 law of 2002); a consumer's lump sum needs the clause and the end of
    // the free period, and stays below the cap on what was due when it is claimed (rules 1.5). Neither is claimed twice.
    private static Money Costs(OpenInvoice invoice, DateOnly today)
    {
        if (!invoice.CostsEverClaimed.IsZero) return Money.Zero;
        if (invoice.Regime != DebtorKind.Consumer) return FixedSum.For(invoice.Regime);
        return MayChargeConsumer(invoice, today) ? ConsumerRules.LumpSumCap(invoice.Principal) : Money.Zero;
    }

    private static bool MayChargeConsumer(OpenInvoice invoice, DateOnly today) =>
        invoice.HasPenaltyClause && invoice.ChargeFrom is { } chargeFrom && today >= chargeFrom;
}
