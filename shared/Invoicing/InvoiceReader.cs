using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>An invoice and where it stands.</summary>
/// <param name="Row">The invoice.</param>
/// <param name="Open">What is still owed; null when nothing is.</param>
/// <param name="Closed">What closed it; null while something is open.</param>
public sealed record InvoiceView(InvoiceRow Row, OpenInvoice? Open, InvoiceClosed? Closed);

/// <summary>Finds invoices by their number and lists those of a member.</summary>
public sealed class InvoiceReader(TableStore store, InvoiceNumbers numbers)
{
    /// <summary>The invoice of a number, by two point reads; null for a number that is not issued.</summary>
    public async Task<InvoiceRow?> FindAsync(string number, CancellationToken cancellationToken = default)
    {
        if (!InvoiceNumber.TryParse(number, out var parsed)) return null;
        return await numbers.FindAsync(parsed, cancellationToken) is { } claim
            ? await FindAsync(claim.DebtorId, number, cancellationToken)
            : null;
    }

    /// <summary>The invoice of a debtor and number, by one point read.</summary>
    public Task<InvoiceRow?> FindAsync(string debtorId, string number, CancellationToken cancellationToken = default) =>
        store.FindAsync<InvoiceRow>(TableNames.Debtors, debtorId, DebtorKeys.Invoice(number), cancellationToken);

    /// <summary>The invoice and where it stands.</summary>
    public async Task<InvoiceView> ViewAsync(InvoiceRow row, CancellationToken cancellationToken = default)
    {
        var open = await store.FindAsync<OpenInvoice>(TableNames.Debtors, row.DebtorId, DebtorKeys.Open(row.Number), cancellationToken);
        var closed = open is null
            ? await store.FindAsync<InvoiceClosed>(TableNames.Debtors, row.DebtorId, InvoiceClosed.Key(row.Number), cancellationToken)
            : null;
        return new InvoiceView(row, open, closed);
    }

    /// <summary>
    /// A page of a member's invoices in order of number. A row whose invoice is not written yet is listed too: it will be.
    /// </summary>
    /// <param name="memberId">The member.</param>
    /// <param name="after">The last number of the page before; null for the first page.</param>
    /// <param name="count">Rows at most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<MemberInvoiceRow>> ListAsync(
        string memberId, InvoiceNumber? after, int count, CancellationToken cancellationToken = default)
    {
        var all = KeyRange.Prefix(MemberInvoiceRow.Prefix);
        var from = after is { } last ? $"{MemberInvoiceRow.Prefix}{last} " : all.From;
        var page = new List<MemberInvoiceRow>(count);
        await foreach (var row in store.RangeAsync<MemberInvoiceRow>(TableNames.Members, memberId, from, all.Before, cancellationToken))
        {
            page.Add(row);
            if (page.Count == count) break;
        }

        return page;
    }
}
