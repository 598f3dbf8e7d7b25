using Smart.Shared.Calendar;
using Smart.Shared.Debtors;

namespace Smart.Shared.Dunning;

/// <summary>When the next thing happens to one overdue invoice. Pure.</summary>
public static class InvoiceSchedule
{
    private const int LookAgainDays = 7;

    /// <summary>The day of the next letter level; null when the last level was sent.</summary>
    public static DateOnly? NextLevelOn(OpenInvoice invoice, RegimePolicy policy)
    {
        if (invoice.Level >= policy.Levels.Count) return null;
        var level = policy.Levels[invoice.Level];
        var on = From(invoice).AddDays(level.AfterDays);
        // A consumer's second letter may claim only when the free period is over: before that day it would say nothing new.
        return level.Claims && invoice.ChargeFrom is { } chargeFrom && chargeFrom > on ? chargeFrom : on;
    }

    /// <summary>The day from which the invoice may go to the legal file; null before the last level.</summary>
    public static DateOnly? LegalOn(OpenInvoice invoice, RegimePolicy policy) =>
        invoice.Level >= policy.Levels.Count ? From(invoice).AddDays(policy.LegalAfterDays) : null;

    /// <summary>The day of whatever comes next.</summary>
    public static DateOnly NextOn(OpenInvoice invoice, RegimePolicy policy) =>
        NextLevelOn(invoice, policy) ?? LegalOn(invoice, policy)!.Value;

    /// <summary>
    /// When the sweep looks at an open invoice again. However far away the next step is, once a week, for the row that brings it
    /// there is a guard; a step that is overdue, on the next working day; and once a week when the legal day is over, for then no step
    /// is the sweep's any more.
    /// </summary>
    public static DateOnly LookAgainOn(OpenInvoice invoice, RegimePolicy policy, DateOnly today)
    {
        var (tomorrow, latest) = (today.NextWorkingDay(WorkingDayNotion.MondayToFriday), today.AddDays(LookAgainDays));
        if (LegalOn(invoice, policy) is { } legal && legal < today) return latest;
        var next = invoice.DueOn >= today ? invoice.DueOn.AddDays(1) : NextOn(invoice, policy);
        if (next > latest) next = latest;
        return next < tomorrow ? tomorrow : next;
    }

    // Whose payment came back gets the whole delay again: the debtor may not know yet.
    private static DateOnly From(OpenInvoice invoice)
    {
        var step = invoice.Level == 0 ? invoice.DueOn : invoice.LevelSentOn!.Value;
        return invoice.ResumedOn is { } resumed && resumed > step ? resumed : step;
    }
}
