using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>What the daily sweep has to look at: the work rows of purpose remind.</summary>
public sealed class ReminderIndex(WorkIndex index, DunningPolicies policies)
{
    /// <summary>Debtors with a row up to a date, each once, at most <paramref name="most"/>; <paramref name="after"/> continues.</summary>
    public async Task<IReadOnlyList<string>> DueDebtorsAsync(DateOnly upTo, int most, string? after, CancellationToken cancellationToken = default)
    {
        var due = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in index.DueAsync(upTo, [WorkPurpose.Remind], cancellationToken))
        {
            if (after is null || string.CompareOrdinal(row.OwnerId, after) > 0) due.Add(row.OwnerId);
            if (due.Count > most) due.Remove(due.Max!);
        }

        return [.. due];
    }

    /// <summary>
    /// Moves a debtor's rows that are due: to the day of the invoice's next step, or away when nothing of it is open. The new row
    /// is written before the old one goes.
    /// </summary>
    public async Task MoveAsync(
        string debtorId, IReadOnlyList<OpenInvoice> openInvoices, DateOnly today, CancellationToken cancellationToken = default)
    {
        var open = openInvoices.ToDictionary(invoice => invoice.Number, StringComparer.Ordinal);
        var policy = await policies.InForceAsync(today, cancellationToken);
        await foreach (var row in index.DueOfAsync(debtorId, today, WorkPurpose.Remind, cancellationToken))
        {
            if (open.TryGetValue(row.Subject, out var invoice))
            {
                await index.PutAsync(InvoiceSchedule.LookAgainOn(invoice, policy.For(invoice.Regime), today), debtorId, WorkPurpose.Remind, row.Subject, cancellationToken);
            }

            await index.DeleteAsync(row, cancellationToken);
        }
    }
}
