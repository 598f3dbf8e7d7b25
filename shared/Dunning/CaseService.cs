using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Payments;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>Opens, hands over and closes cases, and writes down why. Every method may be repeated.</summary>
public sealed class CaseService(TableStore store, CaseReader reader, DunningPolicies policies, AccountUse account, BusinessClock clock)
{
    /// <summary>Starts of one instance by the daily sweep before a person is called.</summary>
    public const int MostRestarts = 3;

    /// <summary>
    /// The debtor with its open case, opened now when there is none and an invoice is overdue; null for an unknown debtor. The head
    /// names the case and its stage: the case row is not read.
    /// </summary>
    public async Task<CaseFacts?> EnsureOpenAsync(string debtorId, CancellationToken cancellationToken = default)
    {
        var found = await OptimisticRetry.RunAsync(debtorId, ct => TryEnsureOpenAsync(debtorId, ct), cancellationToken);
        return found.Facts;
    }

    /// <summary>Counts a start of the case's instance by the sweep; false when it was started too often and a person is called.</summary>
    public async Task<bool> CountRestartAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var changed = await ChangeAsync(debtorId, caseId, row => row.Restarts >= MostRestarts
            ? row with { NeedsAttention = "instance-keeps-failing" }
            : row with { Restarts = row.Restarts + 1 }, cancellationToken);
        return changed.NeedsAttention != "instance-keeps-failing";
    }

    /// <summary>Calls a person; or with null says that none is needed any more.</summary>
    public Task<DunningCaseRow> SetAttentionAsync(string debtorId, string caseId, string? reason, CancellationToken cancellationToken = default) =>
        ChangeAsync(debtorId, caseId, row => row with { NeedsAttention = reason, Restarts = reason is null ? 0 : row.Restarts }, cancellationToken);

    /// <summary>
    /// A person decides to remind today although the bank data is stale: for this day only, and written down for good. Again on the
    /// same day it changes nothing.
    /// </summary>
    public Task<DunningCaseRow> OverrideStaleAsync(string debtorId, string caseId, string by, CancellationToken cancellationToken = default) =>
        OptimisticRetry.RunAsync(caseId, async ct =>
        {
            var row = await store.FindAsync<DunningCaseRow>(TableNames.Debtors, debtorId, DebtorKeys.Case(caseId), ct)
                ?? throw new InvalidOperationException($"Case {caseId} does not exist.");
            if (row.StaleOverrideOn == clock.Today) return row;
            var changed = row with { StaleOverrideOn = clock.Today, NeedsAttention = null };
            var audit = new StaleOverrideRow
            {
                PartitionKey = debtorId,
                RowKey = StaleOverrideRow.Key(caseId, clock.Today),
                CaseId = caseId,
                Date = clock.Today,
                By = by,
                At = clock.Now,
            };
            var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, debtorId).Replace(changed).Insert(audit), ct);
            return commit.IsCommitted ? changed : null;
        }, cancellationToken);

    /// <summary>Hands the case to the legal stage; false when it was no longer open.</summary>
    public async Task<bool> EscalateAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var result = await MoveAsync(debtorId, caseId, CaseState.Legal, (head, row) =>
            (head with { CaseStage = CaseStage.Legal }, row with { State = CaseState.Legal }), cancellationToken);
        return result.State == CaseState.Legal;
    }

    /// <summary>Closes the case: nothing of it is open any more.</summary>
    public Task<DunningCaseRow> CloseAsync(string debtorId, string caseId, CancellationToken cancellationToken = default) =>
        MoveAsync(debtorId, caseId, CaseState.Closed, (head, row) => (
            head.OpenCaseId == caseId ? head with { OpenCaseId = null, CaseStage = CaseStage.Dunning } : head,
            row with { State = CaseState.Closed, ClosedOn = clock.Today, NeedsAttention = null }), cancellationToken);

    /// <summary>The facts of a case that must exist.</summary>
    public Task<CaseFacts> GetAsync(string debtorId, string caseId, CancellationToken cancellationToken = default) =>
        reader.GetAsync(debtorId, caseId, cancellationToken);

    private async Task<Found?> TryEnsureOpenAsync(string debtorId, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(debtorId, caseId: null, cancellationToken) is not { } facts) return new Found(null);

        // Nobody is reminded of what his own money on account can pay.
        if (facts.OwesWhatAccountCouldPay(clock.Today) && await account.UseForOverdueAsync(debtorId, cancellationToken) is not null) return null;
        if (facts.Head.OpenCaseId is not null || facts.OverdueOn(clock.Today).Count == 0) return new Found(facts);
        var caseId = $"{debtorId}-{facts.Head.CaseCount + 1}";
        var row = new DunningCaseRow
        {
            PartitionKey = debtorId,
            RowKey = DebtorKeys.Case(caseId),
            CaseId = caseId,
            State = CaseState.Open,
            PolicyVersion = (await policies.InForceAsync(clock.Today, cancellationToken)).Version,
            OpenedOn = clock.Today,
        };
        var head = facts.Head with { OpenCaseId = caseId, CaseStage = CaseStage.Dunning, CaseCount = facts.Head.CaseCount + 1 };
        var commit = await store.CommitAsync(DebtorBatch.Of(head, altersLetters: false).Insert(row), cancellationToken);
        return commit.IsCommitted ? new Found(facts with { Head = head, Case = row }) : null;
    }

    private Task<DunningCaseRow> ChangeAsync(
        string debtorId, string caseId, Func<DunningCaseRow, DunningCaseRow> change, CancellationToken cancellationToken) =>
        OptimisticRetry.RunAsync(caseId, async ct =>
        {
            var row = await store.FindAsync<DunningCaseRow>(TableNames.Debtors, debtorId, DebtorKeys.Case(caseId), ct)
                ?? throw new InvalidOperationException($"Case {caseId} does not exist.");
            var changed = change(row);
            var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, debtorId).Replace(changed), ct);
            return commit.IsCommitted ? changed : null;
        }, cancellationToken);

    private Task<DunningCaseRow> MoveAsync(
        string debtorId,
        string caseId,
        CaseState target,
        Func<DebtorHead, DunningCaseRow, (DebtorHead Head, DunningCaseRow Row)> move,
        CancellationToken cancellationToken) => OptimisticRetry.RunAsync(caseId, async ct =>
        {
            var facts = await reader.GetAsync(debtorId, caseId, ct);
            if (facts.Case!.State == target || facts.Case.State == CaseState.Closed) return facts.Case;
            var (head, row) = move(facts.Head, facts.Case);
            var batch = DebtorBatch.Of(head, altersLetters: true).Replace(row);

            // A reservation that another evaluation made meanwhile ends with the stage: nobody would come back to it.
            if (facts.LastLetter is { State: LetterState.Reserved } reserved) batch.Replace(reserved with { State = LetterState.Lapsed });
            return (await store.CommitAsync(batch, ct)).IsCommitted ? row : null;
        }, cancellationToken);

    private sealed record Found(CaseFacts? Facts);
}
