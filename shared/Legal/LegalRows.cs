using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>Where a legal file stands.</summary>
public enum LegalFileState
{
    /// <summary>To be built, or to be built anew.</summary>
    Preparing,

    /// <summary>Built; a person who did not prepare it must decide.</summary>
    AwaitingApproval,

    /// <summary>Approved; the truth is read once more before it leaves.</summary>
    Approved,

    /// <summary>The line is crossed: it may have left the house.</summary>
    HandingOver,

    /// <summary>Refused: the desk decides what comes next; no letter goes out.</summary>
    Refused,

    /// <summary>The lawyer has it.</summary>
    HandedOver,

    /// <summary>Everything claimed is paid.</summary>
    Closed,

    /// <summary>Nobody decided in time, or something does not fit: a person must look. It waits on.</summary>
    NeedsAttention,
}

/// <summary>What a legal file claims on one invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Principal">Open principal.</param>
/// <param name="Interest">Interest to the date of the file, rounded once and cut to the cap of the procedure.</param>
/// <param name="FixedSum">Fixed sum and costs.</param>
/// <param name="OpenInterest">Interest that letters claimed and that was open when the file was built: tells later whether something was paid.</param>
public sealed record LegalClaim(string Number, Money Principal, Money Interest, Money FixedSum, Money OpenInterest)
{
    /// <summary>Everything claimed on the invoice.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Money Total => Principal + Interest + FixedSum;
}

/// <summary>The legal file of a case, in its present version. Stored names: renaming needs a migration.</summary>
public sealed record LegalFileRow : DebtorRow
{
    /// <summary>Who prepares when no person does.</summary>
    public const string System = "system";

    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>Where it stands.</summary>
    public required LegalFileState State { get; init; }

    /// <summary>Who prepared it: a hash of the identity, or <see cref="System"/>. That person cannot approve it.</summary>
    public required string PreparedBy { get; init; }

    /// <summary>Version of the present file; 0 before the first was built. Versions may skip, never repeat.</summary>
    public int Version { get; init; }

    /// <summary>The day to which it computes interest.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The blob of the present version.</summary>
    public string? Document { get; init; }

    /// <summary>SHA-256 of the present version: what is approved is this, no other.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>What it claims, by invoice.</summary>
    public IReadOnlyList<LegalClaim> Claims { get; init; } = [];

    /// <summary>The last day to decide without calling for attention.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Times the approver was written to.</summary>
    public int Nags { get; init; }

    /// <summary>The day of the last of them for this version.</summary>
    public DateOnly? NaggedOn { get; init; }

    /// <summary>Who decided, a hash of the identity.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was refused, or a remark.</summary>
    public string? Reason { get; init; }

    /// <summary>Why a person must look: a code.</summary>
    public string? Attention { get; init; }

    /// <summary>When it crossed the line, UTC: the provider's visibility time counts from here.</summary>
    public DateTimeOffset? HandingOverAt { get; init; }

    /// <summary>The day on which the lawyer's provider accepted it.</summary>
    public DateOnly? HandedOverOn { get; init; }

    /// <summary>The day on which the provider said that it was not returned.</summary>
    public DateOnly? DeliveryCheckedOn { get; init; }

    /// <summary>The mail provider's name for the message.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Everything claimed.</summary>
    public Money Total => Claims.Sum(claim => claim.Total);

    /// <summary>True while a person's decision on this version counts: also when it comes late.</summary>
    public bool IsOpenToDecision => State == LegalFileState.AwaitingApproval
        || (State == LegalFileState.NeedsAttention && Attention == LegalAttention.ApprovalOverdue);

    /// <summary>The same on every retry of handing this version over.</summary>
    public string HandOverOperation => $"legal-{CaseId}-handover-{Version}";

    /// <summary>Its row key.</summary>
    public static string Key(string caseId) => $"legal|{caseId}";
}

/// <summary>Why a legal file needs a person; stable codes.</summary>
public static class LegalAttention
{
    /// <summary>Nobody decided before the deadline.</summary>
    public const string ApprovalOverdue = "legal-approval-overdue";

    /// <summary>It was refused.</summary>
    public const string Refused = "legal-file-refused";

    /// <summary>A document is missing or is not the one that was sent.</summary>
    public const string DocumentDamaged = "legal-document-damaged";

    /// <summary>The provider would not take it, or it came back.</summary>
    public const string HandOverFailed = "legal-handover-failed";

    /// <summary>The provider gives no answer.</summary>
    public const string NoAnswer = "provider-gives-no-answer";
}

/// <summary>
/// Says that a file may await a decision: a superset, written before the file does and deleted after the truth says otherwise.
/// It shares the table of what must be found again; its partition sorts behind every date.
/// </summary>
public sealed record LegalWaitingRow : StoredRow
{
    /// <summary>The one partition: files that wait are few.</summary>
    public const string Partition = "legal-awaiting-approval";

    /// <summary>The debtor.</summary>
    public required string DebtorId { get; init; }

    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The row of a case.</summary>
    public static LegalWaitingRow Of(string debtorId, string caseId) =>
        new() { PartitionKey = Partition, RowKey = Key(caseId), DebtorId = debtorId, CaseId = caseId };

    /// <summary>Its row key.</summary>
    public static string Key(string caseId) => $"legal|{caseId}";
}
