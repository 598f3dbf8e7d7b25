using Smart.Shared.Calendar;

namespace Smart.Shared.LatePayment;

/// <summary>A payment term as agreed in a contract.</summary>
/// <param name="Days">Calendar days; the day of receipt does not count.</param>
/// <param name="EndOfMonth">True when the term runs on to the end of its month.</param>
public sealed record AgreedTerm(int Days, bool EndOfMonth = false);

/// <summary>When an invoice is due (law of 2 August 2002 as amended by the law of 14 August 2021, rules 1.2).</summary>
public static class PaymentTerms
{
    /// <summary>The term where none is validly agreed, in calendar days.</summary>
    public const int DefaultDays = 30;

    /// <summary>The longest term that enterprises and public bodies may agree, in calendar days.</summary>
    public const int MaximumDays = 60;

    /// <summary>
    /// The due date. Between enterprises and for public bodies a term of more than 60 days is deemed unwritten and 30 apply; an
    /// end of month that would carry a valid term past the 60th day stops there. A consumer's term is what the contract says.
    /// </summary>
    /// <param name="debtor">Who owes.</param>
    /// <param name="agreed">The agreed term; null when there is none.</param>
    /// <param name="received">The day on which the invoice was received; the term starts on the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">The agreed number of days is negative.</exception>
    public static DateOnly DueDate(DebtorKind debtor, AgreedTerm? agreed, DateOnly received)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(agreed?.Days ?? 0, nameof(agreed));
        var limited = debtor != DebtorKind.Consumer;
        if (agreed is null || (limited && agreed.Days > MaximumDays)) return received.AddDays(DefaultDays);
        var due = received.AddDays(agreed.Days);
        if (agreed.EndOfMonth) due = new(due.Year, due.Month, DateTime.DaysInMonth(due.Year, due.Month));
        var latest = received.AddDays(MaximumDays);
        return limited && due > latest ? latest : due;
    }

    /// <summary>
    /// The last day on which payment is in time. Whether a due date on a Saturday, Sunday or holiday moves is debated: with the
    /// setting on (the default of the house) it moves to the next working day, and no interest is charged for those days.
    /// </summary>
    public static DateOnly LastTimelyDay(DateOnly due, bool rollToWorkingDay = true) =>
        rollToWorkingDay ? due.FirstWorkingDayFrom(WorkingDayNotion.MondayToFriday) : due;
}
