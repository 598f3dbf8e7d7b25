using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Local.Simulation;

/// <summary>Invoices that nobody issued: the rows that issuing leaves, for what is about their payment.</summary>
public static class SimulatedInvoice
{
    private const int TermDays = 30;

    /// <summary>Claims the number, and writes the open row and the opening entry.</summary>
    /// <param name="store">Where.</param>
    /// <param name="debtorId">Who owes.</param>
    /// <param name="number">The invoice.</param>
    /// <param name="owed">Its principal, open in full.</param>
    /// <param name="issuedOn">The day in Brussels; due thirty days later.</param>
    /// <param name="level">The letters that went.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(
        TableStore store, string debtorId, InvoiceNumber number, Money owed, DateOnly issuedOn, int level = 0, CancellationToken cancellationToken = default)
    {
        var claim = new NumberRow { PartitionKey = NumberRow.Series(number.Year), RowKey = number.ToString(), DraftId = $"draft-{number}", DebtorId = debtorId, IssuedOn = issuedOn };
        await InsertAsync(store, new RowBatch(TableNames.Numbers, claim.PartitionKey).Insert(claim), cancellationToken);
        var open = new OpenInvoice
        {
            PartitionKey = debtorId,
            RowKey = DebtorKeys.Open(number.ToString()),
            Number = number.ToString(),
            MemberId = "member1",
            Regime = DebtorKind.Enterprise,
            IssuedOn = issuedOn,
            DueOn = issuedOn.AddDays(TermDays),
            Subject = "Translation",
            Reference = number.Reference.Digits,
            Original = owed,
            Principal = owed,
            AccruedThrough = issuedOn.AddDays(TermDays),
            Level = level,
        };
        var entry = LedgerEntry.Of(debtorId, open.Number, "issue", EntryKind.Issued, owed, issuedOn, DateTimeOffset.UnixEpoch);
        await InsertAsync(store, new RowBatch(TableNames.Debtors, debtorId).Insert(open).Insert(entry), cancellationToken);
    }

    private static async Task InsertAsync(TableStore store, RowBatch rows, CancellationToken cancellationToken)
    {
        if (!(await store.CommitAsync(rows, cancellationToken)).IsCommitted) throw new InvalidOperationException("The invoice is there already.");
    }
}
