using Smart.Shared.Debtors;

namespace Smart.Shared.Dunning;

/// <summary>When the next thing happens to one overdue invoice. Pure.</summary>
public static class InvoiceSchedule
{
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

    // Whose payment came back gets the whole delay again: the debtor may not know yet.
    private static DateOnly From(OpenInvoice invoice)
    {
        var step = invoice.Level == 0 ? invoice.DueOn : invoice.LevelSentOn!.Value;
        return invoice.ResumedOn is { } resumed && resumed > step ? resumed : step;
    }
}
