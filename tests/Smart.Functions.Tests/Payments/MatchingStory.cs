using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>Clients who pay from an account of their own, and what became of it.</summary>
public abstract class MatchingStory(TestStorage storage) : PaymentStory(storage)
{
    protected const string ClientAccount = "BE32123456789002";

    protected static SimulatedMovement From(long cents, string text) => Transfer(cents, text) with { CounterpartyAccount = ClientAccount };

    protected static string PathOf(JsonElement receipt) => $"/api/receipts/{receipt.GetProperty("partition").GetString()}/{receipt.GetProperty("key").GetString()}";

    protected static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    protected static ReceiptRow MatchReceipt(InvoiceNumber number) => new()
    {
        PartitionKey = $"{AccountKey}-20260514-094",
        RowKey = "m1",
        Source = ReceiptSource.BankFile,
        Amount = Money.Eur(100_00),
        ValueDate = Today,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        State = ReceiptState.Received,
        Structured = number.Reference.Digits,
    };

    protected async Task WriteOffAsync(string debtor, InvoiceNumber number)
    {
        var (head, open) = ((await HeadAsync(debtor))!, (await OpenAsync(debtor, number))!);
        var entry = LedgerEntry.Of(debtor, open.Number, InvoiceClosed.WriteOffCause, EntryKind.Waived, -open.Balance, Today, DateTimeOffset.UnixEpoch);
        var batch = InvoiceClosing.AddTo(DebtorBatch.Of(head, altersLetters: true).Insert(entry), open, open with { Principal = Money.Zero, ClaimedInterest = Money.Zero, ClaimedCosts = Money.Zero }, Today, entry.Cause);
        (await Store.CommitAsync(batch, Ct)).IsCommitted.ShouldBeTrue();
    }

    protected async Task<bool> IsHeldAsync(string debtor) => (await Host.Services.GetRequiredService<DebtorReader>().LoadAsync(debtor, [DebtorKeys.Holds], Ct))!.HasHold;

    protected async Task<List<LedgerEntry>> EntriesAsync(string debtor)
    {
        var found = new List<LedgerEntry>();
        await foreach (var entry in Store.PrefixAsync<LedgerEntry>(TableNames.Debtors, debtor, "entry|", Ct)) found.Add(entry);
        return found;
    }

    /// <summary>Every receipt of the statements imported so far.</summary>
    protected async Task<List<ReceiptRow>> ReceiptsAsync()
    {
        var found = new List<ReceiptRow>();
        await foreach (var statement in Store.PrefixAsync<StatementRow>(TableNames.Accounts, AccountKey, $"{AccountKey}-", Ct))
        {
            await foreach (var row in Store.RangeAsync<ReceiptRow>(TableNames.Receipts, statement.StatementKey, "!", "~", Ct)) found.Add(row);
        }

        return found;
    }

    protected async Task<string> OnlyReceiptAsync() => (await ReceiptsAsync()).ShouldHaveSingleItem() is var row ? $"/api/receipts/{row.PartitionKey}/{row.Key}" : "";
}
