using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>An invoice in a letter.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Level">Its level once the letter is effective.</param>
/// <param name="Advances">False when it is only listed.</param>
/// <param name="Principal">Open principal.</param>
/// <param name="Interest">Interest asked.</param>
/// <param name="Costs">Fixed sums and costs asked.</param>
/// <param name="Total">Everything to pay on it.</param>
public sealed record LetterLineResponse(string Number, int Level, bool Advances, Money Principal, Money Interest, Money Costs, Money Total);

/// <summary>An attempt at a letter.</summary>
/// <param name="Number">The letter in the case.</param>
/// <param name="Attempt">The attempt at it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Channel">How it goes.</param>
/// <param name="Date">The day it is dated.</param>
/// <param name="SentOn">The day it took effect.</param>
/// <param name="PayBefore">Last day to pay that it asks.</param>
/// <param name="Failure">Why it failed: a code.</param>
/// <param name="Total">Everything to pay.</param>
/// <param name="Lines">The invoices.</param>
public sealed record LetterResponse(
    int Number,
    int Attempt,
    LetterState State,
    Channel Channel,
    DateOnly Date,
    DateOnly? SentOn,
    DateOnly PayBefore,
    string? Failure,
    Money Total,
    IReadOnlyList<LetterLineResponse> Lines)
{
    internal static LetterResponse Of(LetterAttempt letter) => new(
        letter.Number,
        letter.Attempt,
        letter.State,
        letter.Channel,
        letter.BusinessDate,
        letter.SentOn,
        letter.PayBefore,
        letter.Failure,
        letter.Total,
        [.. letter.Lines.Select(line => new LetterLineResponse(
            line.Number, line.Level, line.Advances, line.Principal, line.Interest + line.EarlierInterest, line.Costs + line.EarlierCosts, line.Total))]);
}

/// <summary>A dunning case.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="DebtorId">The debtor.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PolicyVersion">The policy it keeps.</param>
/// <param name="OpenedOn">The day it was opened.</param>
/// <param name="ClosedOn">The day it was closed.</param>
/// <param name="Attention">Why a person must look: a code.</param>
/// <param name="Restarts">Times the sweep started its instance again.</param>
/// <param name="StaleSince">Since when letters wait for bank data.</param>
/// <param name="Reasons">The present reason by invoice.</param>
/// <param name="Letters">All attempts at letters.</param>
public sealed record CaseResponse(
    string CaseId,
    string DebtorId,
    CaseState State,
    string PolicyVersion,
    DateOnly OpenedOn,
    DateOnly? ClosedOn,
    string? Attention,
    int Restarts,
    DateOnly? StaleSince,
    IReadOnlyDictionary<string, string> Reasons,
    IReadOnlyList<LetterResponse> Letters)
{
    internal static CaseResponse Of(DunningCaseRow row, IEnumerable<LetterAttempt> letters) => new(
        row.CaseId,
        row.DebtorId,
        row.State,
        row.PolicyVersion,
        row.OpenedOn,
        row.ClosedOn,
        row.NeedsAttention,
        row.Restarts,
        row.StaleSince,
        row.Reasons,
        [.. letters.Select(LetterResponse.Of)]);
}

/// <summary>What a change of a case came to.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attention">Why a person must look, or null.</param>
public sealed record CaseChangeResponse(string CaseId, CaseState State, string? Attention)
{
    internal static CaseChangeResponse Of(DunningCaseRow row) => new(row.CaseId, row.State, row.NeedsAttention);
}

/// <summary>Why an invoice was reminded or not, from a date on.</summary>
/// <param name="Date">The day of the evaluation.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Reason">A stable code.</param>
/// <param name="Next">The next day on which something may happen, where known.</param>
public sealed record ReasonResponse(DateOnly Date, string CaseId, string Reason, DateOnly? Next);

/// <summary>The reasons of an invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Items">Each change of reason, oldest first: the reason on a day is the last one up to it.</param>
public sealed record ReasonListResponse(string Number, IReadOnlyList<ReasonResponse> Items);

/// <summary>The daily sweep of a business date.</summary>
/// <param name="Date">The date.</param>
/// <param name="FinishedAt">When it ended, UTC.</param>
/// <param name="Debtors">Debtors it looked at.</param>
/// <param name="Failed">Debtors it could not handle; the next sweep sees them again.</param>
public sealed record SweepResponse(DateOnly Date, DateTimeOffset? FinishedAt, int Debtors, int Failed);

/// <summary>What a person found out about a letter that may have been sent.</summary>
/// <param name="Sent">True when it reached the client, false when it did not.</param>
public sealed record LetterOutcomeRequest(bool? Sent);
