using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Smart.Local.Broker;
using Smart.Local.Durable;
using Smart.Local.Simulation;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Members;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Shares;
using Smart.Shared.Storage;

namespace Smart.Local.Chaos;

/// <summary>Reads what is stored straight from tables and blobs, past the product.</summary>
/// <param name="storage">Where they are.</param>
/// <param name="prefix">What their names begin with.</param>
internal sealed class ChaosStateReader(string storage, string prefix)
{
    private readonly TableServiceClient _tables = new(storage);
    private readonly BlobServiceClient _blobs = new(storage);

    public async Task<ChaosState> ReadAsync(CancellationToken cancellationToken)
    {
        var debtors = await RowsAsync(TableNames.Debtors, cancellationToken);
        var members = await RowsAsync(TableNames.Members, cancellationToken);
        var receipts = await RowsAsync(TableNames.Receipts, cancellationToken);
        var accounts = await RowsAsync(TableNames.Accounts, cancellationToken);
        return new ChaosState
        {
            Debtors = Of<DebtorHead>(debtors, "head|"),
            Invoices = Of<InvoiceRow>(debtors, "invoice|"),
            Open = Of<OpenInvoice>(debtors, "open|"),
            Closed = Of<InvoiceClosed>(debtors, "closed|"),
            Ledger = Of<LedgerEntry>(debtors, "entry|"),
            Markers = Of<ReceiptMarker>(debtors, "receipt|"),
            Numbers = Of<NumberRow>(await RowsAsync(TableNames.Numbers, cancellationToken), ""),
            Members = Of<MemberHead>(members, "head|"),
            Contracts = Of<MemberContract>(members, "contract|"),
            ShareRequests = Of<ShareRequestRow>(members, "sharerequest|"),
            ShareEntries = Of<ShareEntry>(members, "share|"),
            Receipts = [.. receipts.Where(ReceiptRow.IsReceipt).Select(RowMapper.FromEntity<ReceiptRow>)],
            Worklist = Of<WorklistRow>(receipts, WorklistRow.Prefix),
            Work = Of<WorkRow>([.. (await RowsAsync(TableNames.Work, cancellationToken)).Where(row => row.ContainsKey(nameof(WorkRow.Purpose)))], ""),
            Inbox = Of<InboxRow>(await RowsAsync(TableNames.Inbox, cancellationToken), "evt_"),
            Accounts = [.. accounts.Where(row => row.PartitionKey == AccountRow.Partition).Select(RowMapper.FromEntity<AccountRow>)],
            Statements = [.. accounts.Where(row => row.ContainsKey(nameof(StatementRow.IsComplete))).Select(RowMapper.FromEntity<StatementRow>)],
            Files = [.. accounts.Where(row => row.PartitionKey == row.RowKey && row.RowKey.StartsWith(BankFileRow.Prefix, StringComparison.Ordinal)).Select(RowMapper.FromEntity<BankFileRow>)],
            Instances = [.. (await RowsAsync("Instances", cancellationToken)).Where(row => row.RowKey.StartsWith("i|", StringComparison.Ordinal)).Select(Instance)],
            Messages = [.. (await RowsAsync("QueueMessages", cancellationToken)).Where(IsNotDone).Select(Message)],
            Mail = [.. (await LettersAsync(cancellationToken)).Select(letter => new MailFound(letter.OperationId, letter.ProviderId))],
        };
    }

    private async Task<List<TableEntity>> RowsAsync(string table, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in _tables.GetTableClient(prefix + table).QueryAsync<TableEntity>(cancellationToken: cancellationToken)) rows.Add(row);
        return rows;
    }

    private async Task<IReadOnlyList<SimulatedLetter>> LettersAsync(CancellationToken cancellationToken) =>
        await SimulatedMailbox.ReadAllAsync(_blobs.GetBlobContainerClient(SimulatedMailbox.ContainerOf(prefix)), cancellationToken);

    private static IReadOnlyList<T> Of<T>(List<TableEntity> rows, string keyPrefix)
        where T : StoredRow => [.. rows.Where(row => row.RowKey.StartsWith(keyPrefix, StringComparison.Ordinal)).Select(RowMapper.FromEntity<T>)];

    private static InstanceFound Instance(TableEntity row)
    {
        var read = TableRows.ReadRow(row);
        return new InstanceFound(read.Id, read.Name, read.Status.ToString());
    }

    private static bool IsNotDone(TableEntity row) => row.GetString(nameof(BrokerMessage.State)) is { } state && state != nameof(MessageState.Done);

    private static MessageFound Message(TableEntity row) => new(row.GetString(nameof(BrokerMessage.MessageId)), row.GetString(nameof(BrokerMessage.State)));
}
