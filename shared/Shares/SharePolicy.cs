namespace Smart.Shared.Shares;

/// <summary>The terms of shares from a date on (rules 6.3). Dated data: a new row, never a changed one.</summary>
/// <param name="From">First day on which it applies.</param>
/// <param name="Price">Nominal value and price of one share.</param>
/// <param name="ShareClass">The class that members subscribe to.</param>
/// <param name="MostPerRequest">The most shares of one request.</param>
/// <param name="DaysToPay">Days that a member is given to pay a request.</param>
/// <param name="RenewalDaysBeforeYear">Days before 1 January on which requests for the year go out.</param>
/// <param name="ReminderDaysBeforeYear">Days before 1 January on which the one reminder goes out.</param>
/// <param name="LeastDaysBeforeReminder">Days that always lie between request and reminder.</param>
/// <param name="BusinessHour">The time of day in Brussels from which renewals work.</param>
public sealed record SharePolicy(
    DateOnly From,
    Money Price,
    string ShareClass,
    int MostPerRequest,
    int DaysToPay,
    int RenewalDaysBeforeYear,
    int ReminderDaysBeforeYear,
    int LeastDaysBeforeReminder,
    TimeOnly BusinessHour)
{
    private static readonly IReadOnlyList<SharePolicy> All =
        [.. EmbeddedJson.Read<PolicyFile>("share-policy.data.json").Policies.OrderByDescending(policy => policy.From)];

    /// <summary>The policy of a day; the oldest one for days before it.</summary>
    public static SharePolicy On(DateOnly day) => All.FirstOrDefault(policy => policy.From <= day) ?? All[^1];

    /// <summary>The day on which requests for a calendar year go out.</summary>
    public DateOnly RenewalOpens(int year) => new DateOnly(year, 1, 1).AddDays(-RenewalDaysBeforeYear);

    private sealed record PolicyFile(string Version, IReadOnlyList<SharePolicy> Policies);
}
