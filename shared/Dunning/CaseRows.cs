using Smart.Shared.Debtors;

namespace Smart.Shared.Dunning;

/// <summary>Where a case stands.</summary>
public enum CaseState
{
    /// <summary>Something is overdue and letters are considered.</summary>
    Open,

    /// <summary>Handed to the legal stage.</summary>
    Legal,

    /// <summary>Nothing overdue is left.</summary>
    Closed,
}

/// <summary>Everything overdue of one debtor, from the first overdue day to settled. Stored names: renaming needs a migration.</summary>
public sealed record DunningCaseRow : DebtorRow
{
    /// <summary>The case: debtor id and ordinal.</summary>
    public required string CaseId { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseState State { get; init; }

    /// <summary>The policy it started with and keeps.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The day it was opened.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>The day it was closed.</summary>
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Times the daily sweep had to start its instance again.</summary>
    public int Restarts { get; init; }

    /// <summary>Why a person must look at it, or null.</summary>
    public string? NeedsAttention { get; init; }

    /// <summary>A person decided to remind although the bank data is stale, for this day only.</summary>
    public DateOnly? StaleOverrideOn { get; init; }

    /// <summary>Since when letters wait for bank data.</summary>
    public DateOnly? StaleSince { get; init; }

    /// <summary>The last outcome and reason of each overdue invoice, so that only a change is written down.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>
/// Says who decided to remind on a day although the bank data was stale: for good. Stored names: renaming needs a migration.
/// </summary>
public sealed record StaleOverrideRow : DebtorRow
{
    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The day for which it counts.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Who, a hash of the identity.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its row key.</summary>
    public static string Key(string caseId, DateOnly date) => $"override|{caseId}|{date:yyyy-MM-dd}";
}

/// <summary>Why an invoice was reminded or not, from a date on until the next such row. Stored names: renaming needs a migration.</summary>
public sealed record DecisionRow : DebtorRow
{
    /// <summary>The invoice.</summary>
    public required string Number { get; init; }

    /// <summary>The day of the evaluation.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The reason: one of <see cref="Reason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The next day on which something may happen, where known.</summary>
    public DateOnly? Next { get; init; }
}

/// <summary>Reasons that are stored and shown; stable.</summary>
public static class Reason
{
    /// <summary>In a letter of this level: <c>reminded-1</c>, <c>reminded-2</c>…</summary>
    public const string Reminded = "reminded";

    /// <summary>Overdue; the next step has a later date.</summary>
    public const string NotYet = "next-step-later";

    /// <summary>A receipt is being set against the debtor's invoices.</summary>
    public const string Allocating = "receipt-being-allocated";

    /// <summary>Weekend or legal holiday.</summary>
    public const string NotAWorkingDay = "not-a-working-day";

    /// <summary>A receipt in the worklist may be this debtor's.</summary>
    public const string ReceiptMayMatch = "receipt-may-match";

    /// <summary>A direct debit of the debtor is on its way: it takes days.</summary>
    public const string Announced = "payment-announced";

    /// <summary>The debtor pays in parts as promised.</summary>
    public const string Promised = "arrangement-kept";

    /// <summary>Not every collecting account is known up to a recent day.</summary>
    public const string BankDataStale = "bank-data-stale";

    /// <summary>The overdue balance is below the policy's minimum.</summary>
    public const string BelowMinimum = "below-minimum";

    /// <summary>The debtor is insolvent.</summary>
    public const string Insolvent = "debtor-insolvent";

    /// <summary>No address to write to is left.</summary>
    public const string Unreachable = "no-channel-left";

    /// <summary>A letter is under way or its outcome is not known.</summary>
    public const string LetterUnderWay = "letter-under-way";

    /// <summary>All levels were sent: the legal file is prepared.</summary>
    public const string Escalated = "escalated-to-legal";
}
