using Smart.Shared.Calendar;

namespace Smart.Shared.Shares;

/// <summary>The next step of a renewal.</summary>
public enum RenewalAction
{
    /// <summary>Nothing yet: look again at <see cref="RenewalStep.WakeAt"/>, or when told.</summary>
    Wait,

    /// <summary>Ask the member to pay.</summary>
    Request,

    /// <summary>Ask again, once.</summary>
    Remind,

    /// <summary>A share covers the year: close it.</summary>
    Cover,

    /// <summary>The year has begun without cover: close it.</summary>
    Lapse,

    /// <summary>It was closed before.</summary>
    End,
}

/// <summary>A step and, where it waits, the instant to look again (UTC).</summary>
public sealed record RenewalStep(RenewalAction Action, DateTimeOffset? WakeAt = null);

/// <summary>Decides what a renewal does next: due and not done, so that a missed day heals.</summary>
public static class RenewalDecision
{
    /// <summary>The next step on a day.</summary>
    /// <param name="year">The calendar year to be covered.</param>
    /// <param name="coveredUntil">The last day that the member's shares cover; null without one.</param>
    /// <param name="renewal">What was done; null for nothing.</param>
    /// <param name="policy">The terms.</param>
    /// <param name="today">The business date.</param>
    public static RenewalStep Decide(int year, DateOnly? coveredUntil, RenewalRow? renewal, SharePolicy policy, DateOnly today)
    {
        var firstDay = new DateOnly(year, 1, 1);
        if (renewal is { ClosedOn: not null }) return new(RenewalAction.End);
        if (coveredUntil >= firstDay) return new(RenewalAction.Cover);
        if (today >= firstDay) return new(RenewalAction.Lapse);
        if (renewal?.RequestedOn is not { } requestedOn)
        {
            return today >= policy.RenewalOpens(year) ? new(RenewalAction.Request) : WaitFor(policy.RenewalOpens(year), policy);
        }

        if (renewal.RemindedOn is not null) return WaitFor(firstDay, policy);
        var remindOn = ReminderDay(firstDay, requestedOn, policy);
        if (remindOn >= firstDay) return WaitFor(firstDay, policy);
        return today >= remindOn ? new(RenewalAction.Remind) : WaitFor(remindOn, policy);
    }

    private static DateOnly ReminderDay(DateOnly firstDay, DateOnly requestedOn, SharePolicy policy)
    {
        var planned = firstDay.AddDays(-policy.ReminderDaysBeforeYear);
        var earliest = requestedOn.AddDays(policy.LeastDaysBeforeReminder);
        return planned > earliest ? planned : earliest;
    }

    private static RenewalStep WaitFor(DateOnly day, SharePolicy policy) =>
        new(RenewalAction.Wait, BusinessClock.InstantOf(day, policy.BusinessHour));
}
