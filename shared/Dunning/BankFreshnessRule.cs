using Smart.Shared.Calendar;

namespace Smart.Shared.Dunning;

/// <summary>Whether the bank data is recent enough to remind: a payment that is not known yet must not meet a letter. Pure.</summary>
public static class BankFreshnessRule
{
    /// <summary>
    /// True when every collecting account is known through a day at most <paramref name="workingDays"/> working days (Monday to
    /// Friday) before today. An account that was never known is stale; no account at all is stale too.
    /// </summary>
    public static bool IsFresh(IReadOnlyCollection<DateOnly?> completeThrough, DateOnly today, int workingDays)
    {
        var earliest = today.AddWorkingDays(-workingDays, WorkingDayNotion.MondayToFriday);
        return completeThrough.Count > 0 && completeThrough.All(day => day >= earliest);
    }
}
