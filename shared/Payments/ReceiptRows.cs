using Azure.Data.Tables;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>Where money came from.</summary>
public enum ReceiptSource
{
    /// <summary>A bank file.</summary>
    BankFile,

    /// <summary>A card or other payment through Stripe.</summary>
    Stripe,

    /// <summary>The bank's own interface, transaction by transaction.</summary>
    BankApi,
}

/// <summary>How far a receipt is.</summary>
public enum ReceiptState
{
    /// <summary>Stored; not booked, or not to the end.</summary>
    Received,

    /// <summary>Booked: set against invoices or shares, the rest on account.</summary>
    Allocated,

    /// <summary>In the worklist: a person must say whose it is.</summary>
    Unmatched,

    /// <summary>A person said that it is nothing of ours to book.</summary>
    NotOurs,

    /// <summary>Money that left the account, or moved none: costs, wages, a payment that came back and was never booked.</summary>
    Outgoing,

    /// <summary>Another source brought the same money first: it is booked there.</summary>
    SameMoney,

    /// <summary>A payout of Stripe: what clients paid there is booked by itself.</summary>
    Payout,

    /// <summary>All of it came back: what it had paid is open again.</summary>
    Returned,

    /// <summary>Money out that took back what an earlier receipt had paid.</summary>
    TookBack,

    /// <summary>A person split it into several, each booked for itself.</summary>
    Split,
}

/// <summary>
/// One movement of money, in or out: partition statement or source and month, row movement. Personal data stands here.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record ReceiptRow : StoredRow
{
    /// <summary>Where it came from.</summary>
    public required ReceiptSource Source { get; init; }

    /// <summary>Signed: positive came in.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day from which the money counts.</summary>
    public required DateOnly ValueDate { get; init; }

    /// <summary>When it was stored, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How far it is.</summary>
    public required ReceiptState State { get; init; }

    /// <summary>Why it is in that state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>The other side's name.</summary>
    public string CounterpartyName { get; init; } = "";

    /// <summary>The other side's account.</summary>
    public string CounterpartyAccount { get; init; } = "";

    /// <summary>Free text of the payer.</summary>
    public string Communication { get; init; } = "";

    /// <summary>Twelve digits from a structured field, right or wrong.</summary>
    public string? Structured { get; init; }

    /// <summary>The bank's code for the kind of movement.</summary>
    public string TransactionCode { get; init; } = "";

    /// <summary>A payment that came back, or that the bank took back.</summary>
    public bool IsReturn { get; init; }

    /// <summary>Why it came back, as ISO code or in the provider's word.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>The partition of the receipt that this one takes back, where the source names it.</summary>
    public string? ReturnsPartition { get; init; }

    /// <summary>The key of the receipt that this one takes back.</summary>
    public string? ReturnsKey { get; init; }

    /// <summary>What later receipts took back of it.</summary>
    public Money TakenBack { get; init; }

    /// <summary>The receipts that took something back.</summary>
    public IReadOnlyList<string> TakenBackBy { get; init; } = [];

    /// <summary>The receipt that is taking something back now: until it is done, nobody else undoes or books anything of this one.</summary>
    public string? TakingBack { get; init; }

    /// <summary>The undoing of its allocation that a person asked for and that is not done yet.</summary>
    public string? Undoing { get; init; }

    /// <summary>Our account, of a movement on a bank account: IBAN and currency.</summary>
    public string? AccountKey { get; init; }

    /// <summary>The day the bank entered it.</summary>
    public DateOnly? EntryDate { get; init; }

    /// <summary>The bank's own reference.</summary>
    public string BankReference { get; init; } = "";

    /// <summary>The payer's end-to-end reference.</summary>
    public string? EndToEndId { get; init; }

    /// <summary>An ISO 11649 reference from a structured field.</summary>
    public string? CreditorReference { get; init; }

    /// <summary>The amount before exchange, unsigned, such as <c>100.00 USD</c>.</summary>
    public string? OriginalAmount { get; init; }

    /// <summary>The partition of the receipt that is the same money, or the provider's object behind a payout.</summary>
    public string? SamePartition { get; init; }

    /// <summary>The key of the receipt that is the same money.</summary>
    public string? SameKey { get; init; }

    /// <summary>The debtor it was booked for, or that a person named.</summary>
    public string? DebtorId { get; init; }

    /// <summary>The invoice that the payer or a person named.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>The invoices named together, in that order; null when it is one or none.</summary>
    public IReadOnlyList<string>? InvoiceNumbers { get; init; }

    /// <summary>What is missing of the invoices named and shall be waived: bank charges, or within the tolerance.</summary>
    public Money Shortfall { get; init; }

    /// <summary>Why it was booked without asking, in the words of the candidates; null when a person decided.</summary>
    public IReadOnlyList<string>? MatchedBy { get; init; }

    /// <summary>0 to 100: how sure that was.</summary>
    public int MatchPoints { get; init; }

    /// <summary>The member whose shares it pays.</summary>
    public string? MemberId { get; init; }

    /// <summary>The request for shares that it pays.</summary>
    public string? ShareRequestId { get; init; }

    /// <summary>What of it paid shares.</summary>
    public Money ToShares { get; init; }

    /// <summary>What it paid; of very many the first hundred, the markers of the debtor hold all.</summary>
    public IReadOnlyList<ReceiptPart> AllocatedTo { get; init; } = [];

    /// <summary>What stayed on the debtor's account.</summary>
    public Money OnAccount { get; init; }

    /// <summary>Whose it may be, best first.</summary>
    public IReadOnlyList<ReceiptCandidate> Candidates { get; init; } = [];

    /// <summary>The receipts that it was split into.</summary>
    public IReadOnlyList<string> SplitInto { get; init; } = [];

    /// <summary>How many decisions persons made about it: each is kept.</summary>
    public int Decisions { get; init; }

    /// <summary>Hash of the identity that decided by hand.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When a person decided, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>How often a person undid its allocation: each round books under keys of its own.</summary>
    public int Round { get; init; }

    /// <summary>True for an entity of the table that is a receipt, for those who read the whole table.</summary>
    public static bool IsReceipt(TableEntity entity) => entity.ContainsKey(nameof(Source)) && entity.ContainsKey(nameof(ReceivedAt));

    /// <summary>The receipt's key.</summary>
    public string Key => RowKey;

    /// <summary>What the markers and entries of the present round are named after.</summary>
    public string BookingKey => Round == 0 ? Key : $"{Key}.{Round.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>What can be set against invoices.</summary>
    public Money ForInvoices => Amount - ToShares - TakenBack;

    /// <summary>Every invoice named, in that order.</summary>
    public IReadOnlyList<string> Named => InvoiceNumbers ?? (InvoiceNumber is { } number ? [number] : []);

    /// <summary>The receipt with what it pays and why; its state is left as it is.</summary>
    public ReceiptRow For(ReceiptCandidate candidate) => this with
    {
        DebtorId = candidate.DebtorId,
        InvoiceNumber = candidate.InvoiceNumber,
        InvoiceNumbers = candidate.InvoiceNumbers,
        Shortfall = candidate.Shortfall ?? Money.Zero,
        MatchedBy = candidate.Reasons,
        MatchPoints = candidate.Points,
    };
}

/// <summary>What a receipt paid of one invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What went to it.</param>
public sealed record ReceiptPart(string Number, Money Amount);

/// <summary>Whose a receipt may be. Stored as JSON: properties are only added.</summary>
/// <param name="DebtorId">The debtor; null when it may be a member's.</param>
/// <param name="InvoiceNumber">The invoice, where one is meant; the first one of several.</param>
/// <param name="MemberId">The member, when shares are meant.</param>
/// <param name="Points">0 to 100: how sure.</param>
/// <param name="Reasons">Why, in the words of <see cref="Matching.MatchReason"/>.</param>
/// <param name="InvoiceNumbers">All of them, in order, where several are meant.</param>
/// <param name="RequestId">The request, when shares are meant.</param>
/// <param name="Shortfall">What is missing and would be waived, where something is.</param>
public sealed record ReceiptCandidate(
    string? DebtorId,
    string? InvoiceNumber,
    string? MemberId,
    int Points,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string>? InvoiceNumbers = null,
    string? RequestId = null,
    Money? Shortfall = null);

/// <summary>For whom an account paid.</summary>
/// <param name="ReceiptKey">The receipt that says so.</param>
/// <param name="Account">The account, as the bank writes it. Personal data: it stays in memory.</param>
/// <param name="DebtorId">The debtor.</param>
/// <param name="On">The value date.</param>
public sealed record PaidFor(string ReceiptKey, string Account, string DebtorId, DateOnly On);

/// <summary>The index of receipts that wait for a person; written before their state says so. Stored names: renaming needs a migration.</summary>
public sealed record WorklistRow : StoredRow
{
    /// <summary>The one partition of the worklist.</summary>
    public const string Partition = "worklist";

    /// <summary>The prefix of every row.</summary>
    public const string Prefix = "worklist|";

    /// <summary>The partition of the receipt.</summary>
    public required string ReceiptPartition { get; init; }

    /// <summary>The key of the receipt.</summary>
    public required string ReceiptKey { get; init; }

    /// <summary>The index row of a receipt, oldest value date first.</summary>
    public static WorklistRow Of(ReceiptRow receipt) => new()
    {
        PartitionKey = Partition,
        RowKey = $"{Prefix}{receipt.ValueDate:yyyy-MM-dd}|{receipt.Key}",
        ReceiptPartition = receipt.PartitionKey,
        ReceiptKey = receipt.Key,
    };
}
