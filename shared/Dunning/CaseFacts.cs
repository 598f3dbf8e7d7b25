using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>What a decision about a case needs: read at one moment, never history.</summary>
/// <param name="Head">The debtor's head; commits replace it in this version.</param>
/// <param name="Case">The case, or null while none was opened.</param>
/// <param name="Open">Every open invoice, overdue or not.</param>
/// <param name="Letters">All attempts of the case, in order.</param>
/// <param name="HasHold">A receipt in the worklist may be this debtor's.</param>
/// <param name="Profile">How the debtor is reached.</param>
public sealed record CaseFacts(
    DebtorHead Head, DunningCaseRow? Case, IReadOnlyList<OpenInvoice> Open, IReadOnlyList<LetterAttempt> Letters, bool HasHold, DebtorProfile? Profile = null)
{
    /// <summary>True when money on the debtor's account can pay something overdue now.</summary>
    public bool OwesWhatAccountCouldPay(DateOnly today) => Head.OnAccount.IsPositive && Head.Allocating is null && OverdueOn(today).Count > 0;

    /// <summary>The channels that reach the debtor, in order of preference.</summary>
    public IReadOnlyList<Channel> Channels =>
        [.. (Profile?.Channels ?? []).Where(channel => channel != Channel.Email || Profile!.Email is not null)];

    /// <summary>The last attempt at a letter, or null.</summary>
    public LetterAttempt? LastLetter => Letters.Count == 0 ? null : Letters[^1];

    /// <summary>The invoices past their due date, oldest first.</summary>
    public IReadOnlyList<OpenInvoice> OverdueOn(DateOnly today) =>
        [.. Open.Where(invoice => invoice.DueOn < today).OrderBy(invoice => invoice.DueOn).ThenBy(invoice => invoice.Number, StringComparer.Ordinal)];
}

/// <summary>Reads the facts of a case by one query.</summary>
public sealed class CaseReader(DebtorReader debtors)
{
    /// <summary>The facts; null for an unknown debtor.</summary>
    public async Task<CaseFacts?> ReadAsync(string debtorId, string? caseId, CancellationToken cancellationToken = default)
    {
        var profile = DebtorKeys.Profile(debtorId);
        KeyRange[] ranges = caseId is null
            ? [DebtorKeys.Holds]
            : [DebtorKeys.Holds, KeyRange.One(profile), KeyRange.One(DebtorKeys.Case(caseId)), DebtorKeys.Letters(caseId)];
        if (await debtors.LoadAsync(debtorId, ranges, cancellationToken) is not { } facts) return null;
        return new CaseFacts(
            facts.Head,
            caseId is null ? null : facts.Find<DunningCaseRow>(DebtorKeys.Case(caseId)),
            facts.OpenInvoices,
            caseId is null ? [] : facts.All<LetterAttempt>(DebtorKeys.Letters(caseId)),
            facts.HasHold,
            caseId is null ? null : facts.Find<DebtorProfile>(profile));
    }

    /// <summary>The facts of a case that must exist.</summary>
    public async Task<CaseFacts> GetAsync(string debtorId, string caseId, CancellationToken cancellationToken = default) =>
        await ReadAsync(debtorId, caseId, cancellationToken) is { Case: not null } facts
            ? facts
            : throw new InvalidOperationException($"Case {caseId} does not exist.");
}
