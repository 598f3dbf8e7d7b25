using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>What is open of one invoice, by one point read.</summary>
public sealed class OpenInvoices(TableStore store)
{
    /// <summary>The open row, or null when nothing of the invoice is open.</summary>
    public Task<OpenInvoice?> FindAsync(string debtorId, string number, CancellationToken cancellationToken = default) =>
        store.FindAsync<OpenInvoice>(TableNames.Debtors, debtorId, DebtorKeys.Open(number), cancellationToken);
}
