using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Smart.Local.Broker;
using Smart.Local.Simulation;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Invoicing;
using Smart.Shared.Legal;
using Smart.Shared.Payments;
using Smart.Shared.Shares;
using Smart.Shared.Storage;

namespace Smart.Local.Crash;

/// <summary>Everything that stands in storage and outside at the end of a run.</summary>
public sealed class Books
{
    private readonly Dictionary<string, List<TableEntity>> _tables = new(StringComparer.Ordinal);

    private Books()
    {
    }

    /// <summary>Every orchestration instance and how it stands.</summary>
    public IReadOnlyDictionary<string, OrchestrationRuntimeStatus> Instances { get; private set; } = new Dictionary<string, OrchestrationRuntimeStatus>();

    /// <summary>Messages left in the queues, given up or not.</summary>
    public IReadOnlyList<BrokerMessage> Messages { get; private set; } = [];

    /// <summary>What the mail provider really delivered.</summary>
    public IReadOnlyList<SimulatedLetter> Mail { get; private set; } = [];

    /// <summary>Heads of debtors.</summary>
    public IReadOnlyList<DebtorHead> Heads => Rows<DebtorHead>(TableNames.Debtors, "head|");

    /// <summary>Open invoices.</summary>
    public IReadOnlyList<OpenInvoice> Open => Rows<OpenInvoice>(TableNames.Debtors, "open|");

    /// <summary>Issued invoices.</summary>
    public IReadOnlyList<InvoiceRow> Invoices => Rows<InvoiceRow>(TableNames.Debtors, "invoice|");

    /// <summary>Drafts, turned into invoices or not.</summary>
    public IReadOnlyList<InvoiceDraft> Drafts => Rows<InvoiceDraft>(TableNames.Debtors, "draft|");

    /// <summary>Settled invoices.</summary>
    public IReadOnlyList<InvoiceClosed> Closed => Rows<InvoiceClosed>(TableNames.Debtors, "closed|");

    /// <summary>The ledger.</summary>
    public IReadOnlyList<LedgerEntry> Entries => Rows<LedgerEntry>(TableNames.Debtors, "entry|");

    /// <summary>Attempts at letters.</summary>
    public IReadOnlyList<LetterAttempt> Letters => Rows<LetterAttempt>(TableNames.Debtors, "letter|");

    /// <summary>Dunning cases.</summary>
    public IReadOnlyList<DunningCaseRow> Cases => Rows<DunningCaseRow>(TableNames.Debtors, "case|");

    /// <summary>Legal files.</summary>
    public IReadOnlyList<LegalFileRow> Files => Rows<LegalFileRow>(TableNames.Debtors, "legal|");

    /// <summary>Holds on letters.</summary>
    public IReadOnlyList<HoldRow> Holds => Rows<HoldRow>(TableNames.Debtors, "hold|");

    /// <summary>Number claims.</summary>
    public IReadOnlyList<NumberRow> Numbers => Rows<NumberRow>(TableNames.Numbers, "");

    /// <summary>Receipts.</summary>
    public IReadOnlyList<ReceiptRow> Receipts => [.. Entities(TableNames.Receipts).Where(ReceiptRow.IsReceipt).Select(RowMapper.FromEntity<ReceiptRow>)];

    /// <summary>Receipts that wait for a person.</summary>
    public IReadOnlyList<WorklistRow> Worklist => [.. Entities(TableNames.Receipts).Where(row => row.PartitionKey == WorklistRow.Partition).Select(RowMapper.FromEntity<WorklistRow>)];

    /// <summary>What must be found again.</summary>
    public IReadOnlyList<WorkRow> Work => [.. Entities(TableNames.Work).Where(row => char.IsAsciiDigit(row.PartitionKey[0])).Select(RowMapper.FromEntity<WorkRow>)];

    /// <summary>The register of shares.</summary>
    public IReadOnlyList<ShareEntry> Shares => Rows<ShareEntry>(TableNames.Members, "share|");

    /// <summary>Requests for shares.</summary>
    public IReadOnlyList<ShareRequestRow> ShareRequests => Rows<ShareRequestRow>(TableNames.Members, "sharerequest|");

    /// <summary>Markers of receipts that paid shares.</summary>
    public IReadOnlyList<ShareReceiptRow> ShareReceipts => Rows<ShareReceiptRow>(TableNames.Members, "sharereceipt|");

    /// <summary>Accounts and how far they are known.</summary>
    public IReadOnlyList<AccountRow> Accounts => [.. Entities(TableNames.Accounts).Where(row => row.PartitionKey == AccountRow.Partition).Select(RowMapper.FromEntity<AccountRow>)];

    /// <summary>Daily sweeps.</summary>
    public IReadOnlyList<SweepRow> Sweeps => Rows<SweepRow>(TableNames.Sweeps, "sweep|");

    /// <summary>Reads everything; the system is at rest.</summary>
    public static async Task<Books> ReadAsync(LocalSystem system, TableServiceClient tables, string prefix)
    {
        var books = new Books();
        foreach (var table in TableNames.All)
        {
            var rows = books._tables[table] = [];
            await foreach (var row in tables.GetTableClient(prefix + table).QueryAsync<TableEntity>("", cancellationToken: CancellationToken.None)) rows.Add(row);
        }

        var instances = new SortedDictionary<string, OrchestrationRuntimeStatus>(StringComparer.Ordinal);
        await foreach (var instance in system.Host.Durable.GetAllInstancesAsync()) instances[instance.InstanceId] = instance.RuntimeStatus;
        books.Instances = instances;
        books.Messages = [.. system.Host.Broker.Queues.SelectMany(system.Host.Broker.Peek)];
        books.Mail = system.Mailbox.Delivered;
        return books;
    }

    private List<TableEntity> Entities(string table) => _tables[table];

    private List<T> Rows<T>(string table, string prefix)
        where T : StoredRow =>
        [.. Entities(table).Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(row => row.RowKey, StringComparer.Ordinal).Select(RowMapper.FromEntity<T>)];
}
