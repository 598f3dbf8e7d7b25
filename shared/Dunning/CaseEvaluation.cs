using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>Evaluates a case: reads, decides, writes down why, and reserves the letter when one is to go.</summary>
public sealed class CaseEvaluation(
    TableStore store, CaseReader reader, DunningPolicies policies, AccountService accounts, AccountUse account, StripePayments announced, BusinessClock clock)
{
    private const int MostDecisionsWithLetter = 90;
    private static readonly TimeSpan LongestDebit = TimeSpan.FromDays(14);
    private static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(1);
    private Known? _known;

    /// <summary>The step to take now. A letter to write is reserved already when this returns.</summary>
    /// <exception cref="BusyException">Others kept changing the debtor; try again.</exception>
    public Task<CaseStep> EvaluateAsync(string debtorId, string caseId, CancellationToken cancellationToken = default) =>
        OptimisticRetry.RunAsync(caseId, ct => TryEvaluateAsync(debtorId, caseId, ct), cancellationToken);

    private async Task<CaseStep?> TryEvaluateAsync(string debtorId, string caseId, CancellationToken cancellationToken)
    {
        var today = clock.Today;
        var facts = await reader.GetAsync(debtorId, caseId, cancellationToken);
        if (facts.OwesWhatAccountCouldPay(today) && await account.UseForOverdueAsync(debtorId, cancellationToken) is not null) return null;
        var policy = await policies.GetAsync(facts.Case!.PolicyVersion, cancellationToken);
        var circumstances = new CaseCircumstances(today, await CompleteThroughAsync(cancellationToken));
        var decision = CaseDecider.Decide(facts, circumstances, policy);

        // Asked only when a letter or a file would go: it is one query more.
        if (decision.Step is CaseStep.WriteLetter or CaseStep.Escalate && await IsMoneyAnnouncedAsync(debtorId, cancellationToken))
        {
            decision = CaseDecider.Decide(facts, circumstances with { IsMoneyAnnounced = true }, policy);
        }

        if (decision.Step is CaseStep.End) return decision.Step;
        var changed = Journal.Changes(facts.Case, decision, today);
        var row = Journal.Applied(facts.Case, decision, today);
        return decision.Step is CaseStep.WriteLetter letter
            ? await ReserveAsync(facts, letter, row, changed, today, cancellationToken)
            : await RecordAsync(facts.Case, row, changed, cancellationToken) ? decision.Step : null;
    }

    // A direct debit takes five days, fourteen at most (rules 5.4): one that is older is stuck and holds nothing back.
    private async Task<bool> IsMoneyAnnouncedAsync(string debtorId, CancellationToken cancellationToken) =>
        (await announced.AnnouncedAsync(debtorId, cancellationToken)).Any(payment => clock.Now - payment.ToldAt < LongestDebit);

    // A watermark only moves forward: one that is a minute old can hold a letter back, never let one go.
    private async Task<IReadOnlyCollection<DateOnly?>> CompleteThroughAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && clock.Now - known.At < FreshFor && clock.Now >= known.At) return known.CompleteThrough;
        var freshness = await accounts.FreshnessAsync(cancellationToken);
        _known = new Known(clock.Now, [.. freshness.Accounts.Select(account => account.CompleteThrough)]);
        return _known.CompleteThrough;
    }

    private async Task<CaseStep?> ReserveAsync(
        CaseFacts facts, CaseStep.WriteLetter step, DunningCaseRow row, IReadOnlyList<DecisionRow> changed, DateOnly today, CancellationToken cancellationToken)
    {
        var batch = DebtorBatch.Of(facts.Head, altersLetters: false)
            .Insert(LetterAttempts.Reserve(facts, step.Plan, today))
            .Replace(row);
        foreach (var decision in changed.Take(MostDecisionsWithLetter)) batch.Put(decision);
        var commit = await store.CommitAsync(batch, cancellationToken);
        if (!commit.IsCommitted) return null;
        foreach (var rest in changed.Skip(MostDecisionsWithLetter).Chunk(RowBatch.MaximumRows)) await PutAsync(facts.Head.DebtorId, rest, cancellationToken);
        return step;
    }

    private async Task<bool> RecordAsync(
        DunningCaseRow before, DunningCaseRow after, IReadOnlyList<DecisionRow> changed, CancellationToken cancellationToken)
    {
        if (changed.Count == 0 && after == before) return true;
        foreach (var early in changed.Skip(MostDecisionsWithLetter).Chunk(RowBatch.MaximumRows)) await PutAsync(before.DebtorId, early, cancellationToken);
        var batch = new RowBatch(TableNames.Debtors, before.DebtorId).Replace(after);
        foreach (var decision in changed.Take(MostDecisionsWithLetter)) batch.Put(decision);
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted;
    }

    private async Task PutAsync(string debtorId, IEnumerable<DecisionRow> rows, CancellationToken cancellationToken)
    {
        var batch = new RowBatch(TableNames.Debtors, debtorId);
        foreach (var row in rows) batch.Put(row);
        await store.CommitAsync(batch, cancellationToken);
    }

    private sealed record Known(DateTimeOffset At, IReadOnlyCollection<DateOnly?> CompleteThrough);
}

/// <summary>Which reasons changed since the last evaluation. Pure.</summary>
internal static class Journal
{
    /// <summary>The rows to write: one for each invoice whose reason is another than before.</summary>
    internal static IReadOnlyList<DecisionRow> Changes(DunningCaseRow dunningCase, CaseDecision decision, DateOnly today) =>
    [
        .. decision.Reasons
            .Where(reason => !dunningCase.Reasons.TryGetValue(reason.Key, out var before) || before != reason.Value.Reason)
            .Select(reason => new DecisionRow
            {
                PartitionKey = dunningCase.DebtorId,
                RowKey = DebtorKeys.Decision(reason.Key, today),
                Number = reason.Key,
                Date = today,
                CaseId = dunningCase.CaseId,
                Reason = reason.Value.Reason,
                Next = reason.Value.Next,
            }),
    ];

    /// <summary>The case with the reasons, the attention and the staleness of this decision; the same object when nothing changed.</summary>
    internal static DunningCaseRow Applied(DunningCaseRow dunningCase, CaseDecision decision, DateOnly today)
    {
        var stale = decision.Reasons.Values.Any(reason => reason.Reason == Reason.BankDataStale);
        var since = stale ? dunningCase.StaleSince ?? today : (DateOnly?)null;
        var attention = decision.Step is CaseStep.Wait { Attention: { } called } ? called : Healed(dunningCase.NeedsAttention);
        var reasons = decision.Reasons.ToDictionary(reason => reason.Key, reason => reason.Value.Reason, StringComparer.Ordinal);
        var same = reasons.Count == dunningCase.Reasons.Count
            && reasons.All(reason => dunningCase.Reasons.TryGetValue(reason.Key, out var before) && before == reason.Value);
        return same && since == dunningCase.StaleSince && attention == dunningCase.NeedsAttention
            ? dunningCase
            : dunningCase with { Reasons = reasons, StaleSince = since, NeedsAttention = attention };
    }

    // What the evaluation itself called a person for is over when the evaluation no longer says so.
    private static string? Healed(string? attention) =>
        attention is Reason.BankDataStale or Reason.Unreachable or Reason.Insolvent ? null : attention;
}
