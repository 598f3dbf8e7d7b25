using Smart.Local.Chaos;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Members;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Shares;

namespace Smart.Functions.Tests.Chaos;

/// <summary>
/// A small run at rest of which everything holds: one invoice closed by a transfer of more than it and one paid in part by card, a
/// transfer that names nothing, and a share.
/// </summary>
internal static class ChaosSample
{
    public const string Debtor = "debtor0000000000000a";
    public const string Member = "member0000000000000a";
    public const string Closed = "2026-000001";
    public const string Open = "2026-000002";
    private const string Account = "BE68539007547034-EUR";
    private const string Statement = "BE68539007547034-EUR-20261101-001";
    private static readonly DateOnly Day = new(2026, 11, 2);
    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static ChaosEvidence Evidence { get; } = new(Promised(), Stored());

    public static LedgerEntry Entry(string number, string cause, EntryKind kind, long cents, string? receipt = null) =>
        LedgerEntry.Of(Debtor, number, cause, kind, Money.Eur(cents), Day, At, receipt);

    public static InvoiceRow Invoice(string number, string key, long cents) => new()
    {
        PartitionKey = Debtor,
        RowKey = DebtorKeys.Invoice(number),
        Number = number,
        DraftId = $"draft-{number}",
        IssuedOn = Day,
        DueOn = Day.AddDays(30),
        Reference = "",
        IssuedAt = At,
        Delivery = DeliveryState.Delivered,
        ProviderId = $"sim-{number}",
        Content = new InvoiceContent
        {
            MemberId = Member,
            ContractOrdinal = 1,
            Regime = DebtorKind.Enterprise,
            Language = Language.Fr,
            Lines = [],
            Subtotals = [],
            Net = Money.Eur(cents),
            Vat = Money.Zero,
            Payable = Money.Eur(cents),
            SupplyOn = Day,
            CustomerReference = key,
        },
    };

    public static NumberRow Claim(string number) =>
        new() { PartitionKey = "2026", RowKey = number, DraftId = $"draft-{number}", DebtorId = Debtor, IssuedOn = Day };

    public static ReceiptRow Receipt(string partition, string key, long cents, ReceiptState state) => new()
    {
        PartitionKey = partition,
        RowKey = key,
        Source = ReceiptSource.BankFile,
        Amount = Money.Eur(cents),
        ValueDate = Day,
        ReceivedAt = At,
        State = state,
    };

    private static ChaosExpectation Promised() => new()
    {
        Members = [new("member-0000", Member)],
        Debtors = [new("debtor-0000", Debtor)],
        Contracts = [new("member-0000-contract-1", Member, 1)],
        Invoices = [new("invoice-0000", Closed, Debtor, Member, 100_00), new("invoice-0001", Open, Debtor, Member, 50_00)],
        Shares = [new("share-0000", "request", Member, 1, 30_00)],
        Movements =
        [
            new("payment-0000", Statement, "over", 120_00, Closed, null),
            new("payment-0001", "stripe-202611", "card", 20_00, Open, null),
            new("payment-0002", Statement, "unknown", 7_00, null, null),
            new("payment-0003", Statement, "share", 30_00, null, "request"),
        ],
        Files = [new("file-0000", "sha", Statement)],
        Events = [new("payment-0001", "event", "card")],
        Surprises = [],
    };

    private static ChaosState Stored() => new()
    {
        Debtors = [new DebtorHead { PartitionKey = Debtor, RowKey = DebtorKeys.Head(Debtor), Kind = DebtorKind.Enterprise, Language = Language.Fr, OnAccount = Money.Eur(20_00) }],
        Invoices = [Invoice(Closed, "invoice-0000", 100_00), Invoice(Open, "invoice-0001", 50_00)],
        Open = [OpenRow()],
        Closed = [new InvoiceClosed { PartitionKey = Debtor, RowKey = InvoiceClosed.Key(Closed), Number = Closed, ClosedOn = Day, Cause = "over-principal" }],
        Ledger =
        [
            Entry(Closed, "issue", EntryKind.Issued, 100_00),
            Entry(Open, "issue", EntryKind.Issued, 50_00),
            Entry(Closed, "over-principal", EntryKind.PrincipalPaid, -100_00, "over"),
            Entry(DebtorKeys.OnAccount(Debtor), "over", EntryKind.OnAccount, -20_00, "over"),
            Entry(Open, "card-principal", EntryKind.PrincipalPaid, -20_00, "card"),
        ],
        Markers = [Marker("over"), Marker("card")],
        Numbers = [Claim(Closed), Claim(Open)],
        Members = [new MemberHead { PartitionKey = Member, RowKey = MemberKeys.Head(Member), Language = Language.Nl, RegisteredAt = At, ContractCount = 1, ShareCount = 1 }],
        Contracts = [new MemberContract { PartitionKey = Member, RowKey = MemberKeys.Contract(Member, 1), Ordinal = 1, Title = "", StartsOn = Day, DeclaredOn = Day }],
        ShareRequests = [Request()],
        ShareEntries = [new ShareEntry { PartitionKey = Member, RowKey = ShareKeys.Entry(Member, "request"), Cause = "request", Count = 1, ShareClass = "A", Paid = Money.Eur(30_00), ValueDate = Day, BookedAt = At }],
        Receipts =
        [
            Receipt(Statement, "over", 120_00, ReceiptState.Allocated) with { DebtorId = Debtor, InvoiceNumber = Closed, AllocatedTo = [new(Closed, Money.Eur(100_00))], OnAccount = Money.Eur(20_00) },
            Receipt("stripe-202611", "card", 20_00, ReceiptState.Allocated) with { DebtorId = Debtor, InvoiceNumber = Open, AllocatedTo = [new(Open, Money.Eur(20_00))] },
            Receipt(Statement, "unknown", 7_00, ReceiptState.Unmatched),
            Receipt(Statement, "share", 30_00, ReceiptState.Allocated) with { MemberId = Member, ShareRequestId = "request", ToShares = Money.Eur(30_00) },
        ],
        Worklist = [WorklistRow.Of(Receipt(Statement, "unknown", 7_00, ReceiptState.Unmatched))],
        Inbox = [new InboxRow { PartitionKey = "stripe-2026-11-02", RowKey = "event", Type = "checkout.session.completed", Document = "", ReceivedAt = At, State = InboxState.Handled, Result = "card" }],
        Accounts = [new AccountRow { PartitionKey = AccountRow.Partition, RowKey = Account, Name = "", IsCollecting = true, LastStatementKey = Statement }],
        Statements = [new StatementRow { PartitionKey = Account, RowKey = Statement, Sequence = "001", FileSha256 = "sha", Date = Day, Movements = 3, IsComplete = true }],
        Files = [new BankFileRow { PartitionKey = BankFileRow.Key("sha"), RowKey = BankFileRow.Key("sha"), Length = 1, Document = "", ReceivedAt = At, SentBy = "", State = BankFileState.Done }],
        Instances = [new("issue-2026-000001", "IssueInvoice", "Completed")],
        Mail = [new($"invoice-{Closed}", $"sim-{Closed}"), new($"invoice-{Open}", $"sim-{Open}"), new("shares-request", "sim-3")],
    };

    private static OpenInvoice OpenRow() => new()
    {
        PartitionKey = Debtor,
        RowKey = DebtorKeys.Open(Open),
        Number = Open,
        MemberId = Member,
        Regime = DebtorKind.Enterprise,
        IssuedOn = Day,
        DueOn = Day.AddDays(30),
        Subject = "",
        Reference = "",
        Original = Money.Eur(50_00),
        Principal = Money.Eur(30_00),
        AccruedThrough = Day,
    };

    private static ReceiptMarker Marker(string receipt) => new()
    {
        PartitionKey = Debtor,
        RowKey = DebtorKeys.Receipt(receipt),
        ReceiptKey = receipt,
        Chunk = 0,
        Mode = AllocationMode.InOrder,
        Parts = [],
        Left = Money.Zero,
        IsLast = true,
    };

    private static ShareRequestRow Request() => new()
    {
        PartitionKey = Member,
        RowKey = ShareKeys.Request(Member, "request"),
        RequestId = "request",
        Count = 1,
        Amount = Money.Eur(30_00),
        ShareClass = "A",
        Reference = "",
        RequestedOn = Day,
        PayBefore = Day,
        State = ShareRequestState.Paid,
        Received = Money.Eur(30_00),
    };
}
