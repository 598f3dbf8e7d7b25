using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>
/// Step 1 of issuing: everything the invoice will say, under an id that the repeated request derives again. Once issued it keeps
/// only the number. Stored names: renaming needs a migration.
/// </summary>
public sealed record InvoiceDraft : DebtorRow
{
    /// <summary>The draft's id.</summary>
    public required string DraftId { get; init; }

    /// <summary>
    /// The number that this draft tries to claim. It moves only when another draft has that number: whoever carries the draft on
    /// (the request, its repetition, the repair) tries the same number, so one draft never gets two.
    /// </summary>
    public required string Claiming { get; init; }

    /// <summary>What the invoice will say; null once it is issued.</summary>
    public InvoiceContent? Content { get; init; }

    /// <summary>The number of the invoice that it became.</summary>
    public string? IssuedAs { get; init; }

    /// <summary>Its row key.</summary>
    public static string Key(string draftId) => $"draft|{draftId}";
}

/// <summary>
/// Step 2: the claim of a number by a draft. For good: a series has no gaps. The index from a number to its debtor.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record NumberRow : StoredRow
{
    /// <summary>The draft that becomes the invoice.</summary>
    public required string DraftId { get; init; }

    /// <summary>The debtor in whose partition draft and invoice are.</summary>
    public required string DebtorId { get; init; }

    /// <summary>The date of issue; never before that of the number before.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The number claimed.</summary>
    public InvoiceNumber Number => InvoiceNumber.Parse(RowKey);

    /// <summary>The partition of a series.</summary>
    public static string Series(int year) => $"{year:0000}";
}

/// <summary>
/// Step 3: an issued invoice. What it says never changes; the document and its delivery are added once. What is owed stands in
/// <see cref="OpenInvoice"/>, that it is settled in <see cref="InvoiceClosed"/>. Stored names: renaming needs a migration.
/// </summary>
public sealed record InvoiceRow : DebtorRow
{
    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>The draft it was.</summary>
    public required string DraftId { get; init; }

    /// <summary>Date of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Last day to pay without being late.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The twelve digits of the structured communication.</summary>
    public required string Reference { get; init; }

    /// <summary>The instant of issue, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>What it says.</summary>
    public required InvoiceContent Content { get; init; }

    /// <summary>The name of the printed document; null until it is printed.</summary>
    public string? DocumentName { get; init; }

    /// <summary>SHA-256 of the printed document, lower-case hexadecimal.</summary>
    public string? DocumentSha256 { get; init; }

    /// <summary>How far its delivery came.</summary>
    public DeliveryState Delivery { get; init; }

    /// <summary>The channel that <see cref="Delivery"/> speaks of.</summary>
    public Channel? DeliveredBy { get; init; }

    /// <summary>When it was last handed over, UTC: the provider's visibility time counts from here.</summary>
    public DateTimeOffset? SendingAt { get; init; }

    /// <summary>The mail provider's name for the message.</summary>
    public string? ProviderId { get; init; }

    /// <summary>When the provider accepted it, UTC.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The member on whose behalf it was issued.</summary>
    public string MemberId => Content.MemberId;

    /// <summary>The amount, VAT included.</summary>
    public Money Payable => Content.Payable;
}

/// <summary>How far the delivery of an invoice came.</summary>
public enum DeliveryState
{
    /// <summary>Not handed over yet.</summary>
    Pending,

    /// <summary>The provider has it.</summary>
    Delivered,

    /// <summary>No channel took it: a person must look.</summary>
    Failed,

    /// <summary>The line is crossed: the provider may have it.</summary>
    Sending,

    /// <summary>The provider may have it and cannot be asked: a person must find out.</summary>
    Unclear,
}

/// <summary>Says that nothing of an invoice is open any more. Inserted in the transaction that deletes the open row.</summary>
public sealed record InvoiceClosed : DebtorRow
{
    /// <summary>How the cause of an entry begins that gives up what is open.</summary>
    public const string WriteOffCause = "write-off";

    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>Value date of what closed it.</summary>
    public required DateOnly ClosedOn { get; init; }

    /// <summary>What closed it: the cause of the last ledger entry.</summary>
    public required string Cause { get; init; }

    /// <summary>The open row at its end, nothing open: level, claims and interest go on from it when a payment comes back.</summary>
    public OpenInvoice? Standing { get; init; }

    /// <summary>It was given up, not paid: the cause of its last entry begins with <see cref="WriteOffCause"/>.</summary>
    public bool IsWrittenOff => Cause.StartsWith(WriteOffCause, StringComparison.Ordinal);

    /// <summary>Its row key.</summary>
    public static string Key(string number) => $"closed|{number}";
}

/// <summary>The row in the member's partition that lists an invoice: an index, written before the invoice is.</summary>
public sealed record MemberInvoiceRow : StoredRow
{
    /// <summary>The prefix of all of them.</summary>
    public const string Prefix = "invoice|";

    /// <summary>The number.</summary>
    public required string Number { get; init; }

    /// <summary>The debtor in whose partition the invoice is.</summary>
    public required string DebtorId { get; init; }

    /// <summary>Date of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Last day to pay.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The amount, VAT included.</summary>
    public required Money Payable { get; init; }
}
