namespace Smart.Shared.Calendar;

/// <summary>When wages are due after a pay period (law of 12 April 1965, rules 6.5); the Saturday counts.</summary>
public static class WageTerm
{
    /// <summary>The term without work rules: the fourth working day.</summary>
    public const int Default = 4;

    /// <summary>The latest term that work rules may set: the seventh working day.</summary>
    public const int Maximum = 7;

    /// <summary>The last day on which the wages of a period are paid in time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of working days is not 1 to 7.</exception>
    public static DateOnly LastDay(DateOnly periodEnd, int workingDays = Default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workingDays);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workingDays, Maximum);
        return periodEnd.AddWorkingDays(workingDays, WorkingDayNotion.SocialLaw);
    }

    /// <summary>The latest execution date of the payment: one day of the euro payment system before the wages are due.</summary>
    public static DateOnly ExecuteBy(DateOnly lastDay) => lastDay.PreviousWorkingDay(WorkingDayNotion.Target);
}
