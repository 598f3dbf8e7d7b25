namespace Smart.Shared.Calendar;

/// <summary>
/// The last day of a judicial term (art. 52-54 Judicial Code, rules 6.5): the day of the act does not count, and a last day on a
/// Saturday, Sunday or legal holiday moves to the next working day.
/// </summary>
public static class ProceduralTerm
{
    /// <summary>The last day of a term of calendar days.</summary>
    public static DateOnly EndOfDays(DateOnly act, int days) => Rolled(act.AddDays(days));

    /// <summary>The last day of a term of months, from date to date; the month's last day when it is shorter.</summary>
    public static DateOnly EndOfMonths(DateOnly act, int months) => Rolled(act.AddMonths(months));

    private static DateOnly Rolled(DateOnly day) => day.FirstWorkingDayFrom(WorkingDayNotion.Procedural);
}
