using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Members;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Shares;
using Smart.Shared.Storage;

namespace Smart.Local.Chaos;

/// <summary>An orchestration instance.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The orchestrator.</param>
/// <param name="Status">Where it stands, in the words of the durable client.</param>
public sealed record InstanceFound(string Id, string Name, string Status);

/// <summary>A message of the queue that is not done.</summary>
/// <param name="Id">The sender's id.</param>
/// <param name="State">Active, Deferred or DeadLettered.</param>
public sealed record MessageFound(string Id, string State);

/// <summary>A message that the mail provider took.</summary>
/// <param name="OperationId">The id it was sent with.</param>
/// <param name="ProviderId">The provider's name for it.</param>
public sealed record MailFound(string OperationId, string ProviderId);

/// <summary>Everything that is stored, as the checks need it.</summary>
public sealed record ChaosState
{
    /// <summary>Heads of debtors.</summary>
    public IReadOnlyList<DebtorHead> Debtors { get; init; } = [];

    /// <summary>Issued invoices.</summary>
    public IReadOnlyList<InvoiceRow> Invoices { get; init; } = [];

    /// <summary>What is open.</summary>
    public IReadOnlyList<OpenInvoice> Open { get; init; } = [];

    /// <summary>What is settled.</summary>
    public IReadOnlyList<InvoiceClosed> Closed { get; init; } = [];

    /// <summary>The ledger.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>Markers of booked receipts.</summary>
    public IReadOnlyList<ReceiptMarker> Markers { get; init; } = [];

    /// <summary>Claims of numbers.</summary>
    public IReadOnlyList<NumberRow> Numbers { get; init; } = [];

    /// <summary>Heads of members.</summary>
    public IReadOnlyList<MemberHead> Members { get; init; } = [];

    /// <summary>Contracts of members; the partition is the member.</summary>
    public IReadOnlyList<MemberContract> Contracts { get; init; } = [];

    /// <summary>Requests for shares.</summary>
    public IReadOnlyList<ShareRequestRow> ShareRequests { get; init; } = [];

    /// <summary>The register of shares.</summary>
    public IReadOnlyList<ShareEntry> ShareEntries { get; init; } = [];

    /// <summary>Receipts.</summary>
    public IReadOnlyList<ReceiptRow> Receipts { get; init; } = [];

    /// <summary>The worklist.</summary>
    public IReadOnlyList<WorklistRow> Worklist { get; init; } = [];

    /// <summary>Guard rows.</summary>
    public IReadOnlyList<WorkRow> Work { get; init; } = [];

    /// <summary>Webhooks received.</summary>
    public IReadOnlyList<InboxRow> Inbox { get; init; } = [];

    /// <summary>Bank accounts that have a row.</summary>
    public IReadOnlyList<AccountRow> Accounts { get; init; } = [];

    /// <summary>Statements.</summary>
    public IReadOnlyList<StatementRow> Statements { get; init; } = [];

    /// <summary>Bank files.</summary>
    public IReadOnlyList<BankFileRow> Files { get; init; } = [];

    /// <summary>Orchestration instances.</summary>
    public IReadOnlyList<InstanceFound> Instances { get; init; } = [];

    /// <summary>Messages that are not done.</summary>
    public IReadOnlyList<MessageFound> Messages { get; init; } = [];

    /// <summary>What the mail provider took, one entry a delivery.</summary>
    public IReadOnlyList<MailFound> Mail { get; init; } = [];
}
