using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>Builds legal files.</summary>
public sealed class LegalPreparation(
    TableStore store, LegalFiles files, LegalFileBuilder builder, CaseService cases, DunningPolicies policies, DocumentStore documents, BusinessClock clock)
{
    private const int MostVersionsTried = 20;

    /// <summary>The step to take now.</summary>
    public async Task<LegalStep> EvaluateAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var facts = await files.FactsAsync(debtorId, caseId, cancellationToken);
        return LegalDecider.Decide(facts, clock.Today, await policies.GetAsync(facts.Case.Case!.PolicyVersion, cancellationToken));
    }

    /// <summary>
    /// Builds the next version and asks for approval, if that is still the step to take. The row is written on the head that was
    /// read: when a payment came meanwhile nothing changes, and the next evaluation starts from the new truth.
    /// </summary>
    public async Task BuildAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var today = clock.Today;
        var facts = await files.FactsAsync(debtorId, caseId, cancellationToken);
        var policy = await policies.GetAsync(facts.Case.Case!.PolicyVersion, cancellationToken);
        if (LegalDecider.Decide(facts, today, policy) is not LegalStep.Build build) return;
        var preparedBy = facts.File?.PreparedBy ?? LegalFileRow.System;
        var plan = new LegalFilePlan(facts, facts.ClaimedOn(today, policy), preparedBy, today);
        var gathered = await builder.GatherAsync(plan, cancellationToken);
        var row = gathered.Refusal is { } damaged
            ? NewRow(facts) with { State = LegalFileState.NeedsAttention, Attention = damaged.Type, Reason = damaged.Detail }
            : Awaiting(NewRow(facts), await StoreAsync(caseId, gathered.Value, build.Version, cancellationToken), today, policy);
        await files.NoteWaitingAsync(debtorId, caseId, cancellationToken);
        var batch = DebtorBatch.Of(facts.Case.Head, altersLetters: false);
        var commit = await store.CommitAsync(facts.File is null ? batch.Insert(row) : batch.Replace(row), cancellationToken);
        if (commit.IsCommitted) await cases.SetAttentionAsync(debtorId, caseId, row.Attention, cancellationToken);
    }

    /// <summary>A person of the desk prepares the file (again): it is built anew, and that person cannot approve it.</summary>
    /// <returns>409 when the file left the house, or before the case is at the legal stage.</returns>
    public async Task<Result<LegalFileRow>> PrepareAsync(string debtorId, string caseId, string by, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(debtorId, caseId, cancellationToken) is null) return Refusal.Missing("legal-file");
        var row = await files.ChangeAsync(debtorId, caseId, file => MayPrepare(file)
            ? file with { State = LegalFileState.Preparing, PreparedBy = by, Attention = null, DecidedBy = null, DecidedAt = null }
            : file, cancellationToken);
        return row.State == LegalFileState.Preparing
            ? row
            : Refusal.State("legal-file-not-preparable", "The file was handed over, is on its way, or is closed.");
    }

    private static bool MayPrepare(LegalFileRow file) => file.State is LegalFileState.Preparing or LegalFileState.AwaitingApproval
        or LegalFileState.Approved or LegalFileState.Refused or LegalFileState.NeedsAttention;

    private static LegalFileRow NewRow(LegalFacts facts) => facts.File ?? new LegalFileRow
    {
        PartitionKey = facts.Case.Head.DebtorId,
        RowKey = LegalFileRow.Key(facts.Case.Case!.CaseId),
        CaseId = facts.Case.Case.CaseId,
        State = LegalFileState.Preparing,
        PreparedBy = LegalFileRow.System,
    };

    private static LegalFileRow Awaiting(LegalFileRow row, StoredVersion stored, DateOnly today, DunningPolicy policy) => row with
    {
        State = LegalFileState.AwaitingApproval,
        Version = stored.Version,
        Date = today,
        Document = stored.Document.Name,
        DocumentHash = stored.Document.Sha256,
        Claims = stored.Claims,
        Deadline = today.AddDays(policy.ApprovalDays),
        NaggedOn = null,
        DecidedBy = null,
        DecidedAt = null,
        Reason = null,
        Attention = null,
    };

    // An attempt that was cut short may have stored its version on other facts: that name is spent, the next one is free.
    private async Task<StoredVersion> StoreAsync(string caseId, Func<int, BuiltLegalFile> build, int version, CancellationToken cancellationToken)
    {
        for (var last = version + MostVersionsTried; ; version++)
        {
            try
            {
                var built = build(version);
                var stored = await documents.PutAsync($"legal/{caseId}-{version}.zip", built.Zip, LegalFilePack.ContentType, cancellationToken);
                return new StoredVersion(version, stored, built.Claims);
            }
            catch (DocumentTakenException) when (version < last)
            {
            }
        }
    }

    private sealed record StoredVersion(int Version, StoredDocument Document, IReadOnlyList<LegalClaim> Claims);
}
