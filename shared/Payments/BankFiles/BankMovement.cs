namespace Smart.Shared.Payments.BankFiles;

/// <summary>One movement on an account, whatever the format it came in.</summary>
public sealed record BankMovement
{
    /// <summary>The same on every import of the same movement; safe as a storage key (rules 5.1).</summary>
    public required string Key { get; init; }

    /// <summary>Signed, credit positive, with all decimals of the file.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO 4217 code of the account.</summary>
    public required string Currency { get; init; }

    /// <summary>The day the money counts from; null when the bank does not say.</summary>
    public DateOnly? ValueDate { get; init; }

    /// <summary>The day the bank entered it.</summary>
    public DateOnly? EntryDate { get; init; }

    /// <summary>The bank's own reference; not unique everywhere.</summary>
    public string BankReference { get; init; } = "";

    /// <summary>The payer's end-to-end reference.</summary>
    public string? EndToEndId { get; init; }

    /// <summary>Twelve digits from a structured field, valid or not.</summary>
    public string? StructuredCommunication { get; init; }

    /// <summary>True when <see cref="StructuredCommunication"/> keeps its check digits: a bank's word for it is no proof.</summary>
    public bool StructuredValid { get; init; }

    /// <summary>An ISO 11649 reference from a structured field.</summary>
    public string? CreditorReference { get; init; }

    /// <summary>Free text for a person or for matching; empty when there is none.</summary>
    public string Communication { get; init; } = "";

    /// <summary>What the bank adds in information records.</summary>
    public string Information { get; init; } = "";

    /// <summary>The other side.</summary>
    public BankCounterparty Counterparty { get; init; } = BankCounterparty.Unknown;

    /// <summary>The bank's code; in CODA the type digit, family, operation and category.</summary>
    public string TransactionCode { get; init; } = "";

    /// <summary>Why the money came back, as ISO code or in a word; null when it did not.</summary>
    public string? ReturnReason { get; init; }

    /// <summary>A payment that came back or was refused.</summary>
    public bool IsReturn { get; init; }

    /// <summary>The bank takes back an earlier movement.</summary>
    public bool IsReversal { get; init; }

    /// <summary>The SEPA direct debit behind it.</summary>
    public BankDirectDebit? DirectDebit { get; init; }

    /// <summary>The amount before exchange, in its own currency.</summary>
    public BankOriginalAmount? Original { get; init; }

    /// <summary>The bank reference of the total this movement is a detail of.</summary>
    public string? GroupReference { get; init; }

    /// <summary>Rows that explain the amount and are not booked.</summary>
    public IReadOnlyList<BankMovement> Details { get; init; } = [];

    /// <summary>The line it starts on.</summary>
    public int Line { get; init; }
}

/// <summary>The other side of a movement; empty texts where the file is silent.</summary>
/// <param name="Name">As the bank knows it.</param>
/// <param name="Account">IBAN or another number.</param>
/// <param name="Bic">The bank of the account.</param>
/// <param name="Address">Street and town, when the file has them.</param>
public sealed record BankCounterparty(string Name, string Account, string Bic, string Address)
{
    /// <summary>Nothing known.</summary>
    public static BankCounterparty Unknown { get; } = new("", "", "", "");
}

/// <summary>What a SEPA direct debit movement tells (rules 5.1, type 127).</summary>
/// <param name="SettlementDate">The day of settlement.</param>
/// <param name="CreditorId">The SEPA creditor identifier.</param>
/// <param name="Mandate">The mandate reference.</param>
/// <param name="Type">0 unspecified, 1 recurrent, 2 one-off, 3 first, 4 last.</param>
/// <param name="Scheme">1 core, 2 between businesses.</param>
/// <param name="Paid">False when refused or taken back.</param>
public sealed record BankDirectDebit(DateOnly? SettlementDate, string CreditorId, string Mandate, char Type, char Scheme, bool Paid);

/// <summary>An amount in the currency it was paid in; unsigned.</summary>
public sealed record BankOriginalAmount(decimal Amount, string Currency);
