using Smart.Shared;
using Smart.Shared.Legal;

namespace Smart.Functions.Legal;

/// <summary>A person's decision on the legal file named by <c>If-Match</c>.</summary>
/// <param name="Approved">Yes or no; required: silence is neither.</param>
/// <param name="Reason">Why; required for a no.</param>
public sealed record LegalDecisionRequest(bool? Approved, string? Reason = null);

/// <summary>What a change of a legal file came to.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where the file stands now.</param>
/// <param name="Version">The version that the change was about.</param>
public sealed record LegalChangeResponse(string CaseId, LegalFileState State, int Version)
{
    internal static LegalChangeResponse Of(LegalFileRow row) => new(row.CaseId, row.State, row.Version);
}

/// <summary>What the file claims on one invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Principal">Open principal.</param>
/// <param name="Interest">Interest to the date of the file.</param>
/// <param name="FixedSum">Fixed sum and costs.</param>
public sealed record LegalClaimResponse(string Number, Money Principal, Money Interest, Money FixedSum);

/// <summary>A legal file.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="DebtorId">The debtor.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">The version of the present file.</param>
/// <param name="Sha256">SHA-256 of the present file: the tag to send in <c>If-Match</c> with a decision.</param>
/// <param name="Date">The day to which it computes interest.</param>
/// <param name="PreparedBy">Who prepared it: a hash, or <c>system</c>.</param>
/// <param name="Deadline">The last day to decide.</param>
/// <param name="Total">Everything claimed.</param>
/// <param name="Claims">By invoice.</param>
/// <param name="Nags">Messages to the approver so far.</param>
/// <param name="DecidedBy">Who decided, a hash.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="Reason">The reason given.</param>
/// <param name="Attention">Why a person must look: a code.</param>
/// <param name="HandedOverOn">The day the lawyer got it.</param>
public sealed record LegalFileResponse(
    string CaseId,
    string DebtorId,
    LegalFileState State,
    int Version,
    string? Sha256,
    DateOnly? Date,
    string PreparedBy,
    DateOnly? Deadline,
    Money Total,
    IReadOnlyList<LegalClaimResponse> Claims,
    int Nags,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Reason,
    string? Attention,
    DateOnly? HandedOverOn)
{
    internal static LegalFileResponse Of(LegalFileRow row) => new(
        row.CaseId,
        row.DebtorId,
        row.State,
        row.Version,
        row.DocumentHash,
        row.Date,
        row.PreparedBy,
        row.Deadline,
        row.Total,
        [.. row.Claims.Select(claim => new LegalClaimResponse(claim.Number, claim.Principal, claim.Interest, claim.FixedSum))],
        row.Nags,
        row.DecidedBy,
        row.DecidedAt,
        row.Reason,
        row.Attention,
        row.HandedOverOn);
}

/// <summary>Legal files.</summary>
/// <param name="Items">In order of case.</param>
public sealed record LegalFileListResponse(IReadOnlyList<LegalFileResponse> Items);

/// <summary>What a person found out about a file that may have left.</summary>
/// <param name="Sent">True when the lawyer has it, false when not.</param>
public sealed record HandOverOutcomeRequest(bool? Sent);
