using Smart.Shared.Calendar;

namespace Smart.Shared.LatePayment;

/// <summary>How a reminder travels.</summary>
public enum ReminderChannel
{
    /// <summary>Electronic: it counts from the day after the sending.</summary>
    Email,

    /// <summary>Post: it counts from the third working day after the sending.</summary>
    Post,
}

/// <summary>The free period that a consumer's first reminder opens.</summary>
/// <param name="Start">Day 1 of the fourteen.</param>
/// <param name="LastFreeDay">Day 14: a payment on it costs nothing extra.</param>
/// <param name="ChargeFrom">The first day on which a penalty or interest may be claimed.</param>
public sealed record FreePeriod(DateOnly Start, DateOnly LastFreeDay, DateOnly ChargeFrom);

/// <summary>Late payment by consumers: Book XIX of the Code of Economic Law (law of 4 May 2023, rules 1.5).</summary>
public static class ConsumerRules
{
    /// <summary>Calendar days that the first reminder leaves to pay.</summary>
    public const int FreeDays = 14;

    /// <summary>Reminders for regular supplies that are free in a calendar year, one a due date.</summary>
    public const int FreeRemindersForRegularSupplies = 3;

    /// <summary>
    /// The highest lump sum that a clause may claim: EUR 20 up to 150; EUR 30 and 10 % of the part from 150 to 500; above, EUR 65
    /// and 5 % of the part above 500, at most EUR 2,000. Rounded half-up to the cent.
    /// </summary>
    public static Money LumpSumCap(Money balance)
    {
        if (!balance.IsPositive) return Money.Zero;
        var euros = balance.ToDecimal();
        return Money.EurRounded(euros switch
        {
            <= 150m => 20m,
            <= 500m => 30m + ((euros - 150m) * 0.10m),
            _ => Math.Min(65m + ((euros - 500m) * 0.05m), 2_000m),
        });
    }

    /// <summary>
    /// The fourteen days of a first reminder. Whether Saturday is a working day for post is not settled: Monday to Friday is never
    /// the earlier reading (rules 1.5).
    /// </summary>
    public static FreePeriod FirstReminder(DateOnly sent, ReminderChannel channel, WorkingDayNotion post = WorkingDayNotion.MondayToFriday)
    {
        var start = channel == ReminderChannel.Email ? sent.AddDays(1) : sent.AddWorkingDays(3, post);
        return new(start, start.AddDays(FreeDays - 1), start.AddDays(FreeDays));
    }

    /// <summary>
    /// The first day that bears interest, once the fourteen days passed unpaid: for a small or medium-sized creditor the day after
    /// the reminder was sent, for others the first day after the free ones.
    /// </summary>
    public static DateOnly InterestFrom(DateOnly sent, FreePeriod period, bool creditorIsSme) =>
        creditorIsSme ? sent.AddDays(1) : period.ChargeFrom;

    /// <summary>What a reminder after the free ones may cost at most: EUR 7.50 and the postage in force.</summary>
    public static Money FurtherReminderCap(Money postage) => Money.Eur(7_50) + postage;

    /// <summary>
    /// Whether the next reminder is free: the first one of each debt; for regular supplies the first of each of three due dates in
    /// a calendar year.
    /// </summary>
    /// <param name="remindersOfDebt">Reminders already sent for this debt.</param>
    /// <param name="regularSupplies">Whether the contract is one of regular supplies.</param>
    /// <param name="freeRemindersThisYear">Free reminders already sent under this contract in the calendar year.</param>
    public static bool IsFree(int remindersOfDebt, bool regularSupplies, int freeRemindersThisYear) =>
        remindersOfDebt == 0 && (!regularSupplies || freeRemindersThisYear < FreeRemindersForRegularSupplies);
}
