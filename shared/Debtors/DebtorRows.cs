using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>Keys in the partition of a debtor (design section 5).</summary>
public static class DebtorKeys
{
    /// <summary>Every open invoice.</summary>
    public static KeyRange OpenInvoices { get; } = KeyRange.Prefix("open|");

    /// <summary>Every hold that a receipt in the worklist puts on letters.</summary>
    public static KeyRange Holds { get; } = KeyRange.Prefix("hold|");

    /// <summary>The head.</summary>
    public static string Head(string debtorId) => $"head|{debtorId}";

    /// <summary>The profile: personal data.</summary>
    public static string Profile(string debtorId) => $"profile|{debtorId}";

    /// <summary>An issued invoice, for good.</summary>
    public static string Invoice(string number) => $"invoice|{number}";

    /// <summary>An invoice while something of it is open.</summary>
    public static string Open(string number) => $"open|{number}";

    /// <summary>A ledger entry, named by the invoice (or <see cref="OnAccount"/>) and what caused it.</summary>
    public static string Entry(string number, string cause) => $"entry|{number}|{cause}";

    /// <summary>The number under which money stands that is not yet set against an invoice: one account a debtor.</summary>
    public static string OnAccount(string debtorId) => $"account-{debtorId}";

    /// <summary>The marker that a receipt was booked, and of each of its chunks.</summary>
    public static string Receipt(string key, int? chunk = null) => chunk is null ? $"receipt|{key}" : $"receipt|{key}|{chunk}";

    /// <summary>A dunning case.</summary>
    public static string Case(string caseId) => $"case|{caseId}";

    /// <summary>An attempt at a letter of a case.</summary>
    public static string Letter(string caseId, int number, int attempt) => $"letter|{caseId}|{number:000}|{attempt:000}";

    /// <summary>All attempts at letters of a case.</summary>
    public static KeyRange Letters(string caseId) => KeyRange.Prefix($"letter|{caseId}|");

    /// <summary>A hold on letters by a receipt that may be this debtor's; the debtor id keeps the key unique over the table.</summary>
    public static string Hold(string receiptKey, string debtorId) => $"hold|{receiptKey}|{debtorId}";

    /// <summary>Why an invoice was reminded or not, from a date on.</summary>
    public static string Decision(string number, DateOnly date) => $"decision|{number}|{date:yyyy-MM-dd}";
}

/// <summary>A row in the partition of a debtor.</summary>
public abstract record DebtorRow : StoredRow
{
    /// <summary>The debtor: the partition.</summary>
    public string DebtorId => PartitionKey;
}

/// <summary>
/// The head of a debtor: fixed size, no lists. Its ETag serialises a payment against a letter: every transaction that changes
/// what is owed or what is written replaces it. Stored names: renaming needs a migration.
/// </summary>
public sealed record DebtorHead : DebtorRow
{
    /// <summary>Decides the regime of late payment (rules 1.1).</summary>
    public required DebtorKind Kind { get; init; }

    /// <summary>The language of every document.</summary>
    public required Language Language { get; init; }

    /// <summary>The one case that is not closed, or null.</summary>
    public string? OpenCaseId { get; init; }

    /// <summary>What handles the open case now: hints go there.</summary>
    public CaseStage CaseStage { get; init; }

    /// <summary>Cases ever opened; the next one's number is one more.</summary>
    public int CaseCount { get; init; }

    /// <summary>Raised only by changes that alter a letter: open invoices, their amounts, holds, disputes, arrangements.</summary>
    public long LetterVersion { get; init; }

    /// <summary>The receipt that is being moved to invoices in chunks; no letter is reserved meanwhile.</summary>
    public string? Allocating { get; init; }

    /// <summary>Money received and not set against an invoice.</summary>
    public Money OnAccount { get; init; }

    /// <summary>Insolvency stops all dunning at once.</summary>
    public bool IsInsolvent { get; init; }

    /// <summary>The orchestration instance that handles the open case, or null.</summary>
    public string? CaseInstance => OpenCaseId is null ? null : CaseEvents.InstanceOf(OpenCaseId, CaseStage);
}

/// <summary>
/// A receipt in the worklist may be this debtor's: no letter until a person decides. Stored names: renaming needs a migration.
/// </summary>
public sealed record HoldRow : DebtorRow
{
    /// <summary>The partition of the receipt.</summary>
    public required string ReceiptPartition { get; init; }

    /// <summary>The key of the receipt.</summary>
    public required string ReceiptKey { get; init; }

    /// <summary>Since when.</summary>
    public required DateOnly Since { get; init; }
}

/// <summary>Personal data of a debtor; overwritten on erasure.</summary>
public sealed record DebtorProfile : DebtorRow
{
    /// <summary>Name of the person or denomination of the enterprise.</summary>
    public required string Name { get; init; }

    /// <summary>Where post goes.</summary>
    public required PostalAddress Address { get; init; }

    /// <summary>Enterprise number, ten digits, of an enterprise or public body.</summary>
    public string? EnterpriseNumber { get; init; }

    /// <summary>VAT identification with its country prefix.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Where e-mail goes; null when only post reaches the debtor.</summary>
    public string? Email { get; init; }

    /// <summary>Order of channels to try: e-mail, then post.</summary>
    public required IReadOnlyList<Channel> Channels { get; init; }

    /// <summary>The person to address, where known.</summary>
    public string? Contact { get; init; }
}

/// <summary>A structured postal address (unstructured ones are refused by SEPA since November 2026).</summary>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Town">Town.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
public sealed record PostalAddress(string Street, string PostalCode, string Town, string Country);

/// <summary>How a document reaches a debtor.</summary>
public enum Channel
{
    /// <summary>Electronic mail.</summary>
    Email,

    /// <summary>Letter by post.</summary>
    Post,
}
