using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Http;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Local.Pages;

/// <summary>
/// What the pages show. Resources come from the product's HTTP API; only the lists that the product has no use for (every invoice, every
/// case) are read over whole tables, which nothing in the product does.
/// </summary>
internal sealed class ConsoleData(LocalSystem system)
{
    private const int Most = 500;

    public LocalSystem System => system;

    public ApiClient Staff { get; } = system.As("console", "desk", "finance", "engineer");

    public ApiClient Approver { get; } = system.As("approver", "approver");

    public Task<List<InvoiceRow>> InvoicesAsync() => ScanAsync<InvoiceRow>("invoice|");

    public Task<List<OpenInvoice>> OpenAsync() => ScanAsync<OpenInvoice>("open|");

    public Task<List<DunningCaseRow>> CasesAsync() => ScanAsync<DunningCaseRow>("case|");

    public Task<List<LetterAttempt>> LettersAsync() => ScanAsync<LetterAttempt>("letter|");

    public Task<List<DecisionRow>> DecisionsAsync(string number) => ScanAsync<DecisionRow>($"decision|{number}|");

    /// <summary>Every receipt, whatever its state: the API lists only what waits for somebody.</summary>
    public Task<List<ReceiptRow>> ReceiptsAsync() => QueryAsync<ReceiptRow>(TableNames.Receipts, $"{nameof(ReceiptRow.Source)} ge ''");

    /// <summary>Every payout of Stripe.</summary>
    public Task<List<PayoutRow>> PayoutsAsync() => QueryAsync<PayoutRow>(TableNames.Inbox, Filter(PayoutRow.Key("")));

    public async Task<Dictionary<string, string>> NamesAsync() =>
        (await ScanAsync<DebtorProfile>("profile|")).ToDictionary(profile => profile.DebtorId, profile => profile.Name, StringComparer.Ordinal);

    /// <summary>A list of the API; nothing where the API refuses.</summary>
    public async Task<JsonArray> ListAsync(string path, string name)
    {
        var answer = await Staff.GetAsync(path);
        return answer.Succeeded ? answer.Value[name]!.AsArray() : [];
    }

    private Task<List<T>> ScanAsync<T>(string prefix)
        where T : StoredRow => QueryAsync<T>(TableNames.Debtors, Filter(prefix));

    private static string Filter(string prefix)
    {
        var keys = KeyRange.Prefix(prefix);
        return TableClient.CreateQueryFilter($"RowKey ge {keys.From} and RowKey lt {keys.Before}");
    }

    private async Task<List<T>> QueryAsync<T>(string tableName, string filter)
        where T : StoredRow
    {
        var names = system.Host.Services.GetRequiredService<StorageNames>();
        var table = system.Host.Services.GetRequiredService<TableServiceClient>().GetTableClient(names.Table(tableName));
        var found = new List<T>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, maxPerPage: null, select: null, CancellationToken.None))
        {
            found.Add(RowMapper.FromEntity<T>(entity));
            if (found.Count == Most) break;
        }

        return found;
    }
}
