namespace Smart.Local.Durable;

/// <summary>A story that is played to record the histories it leaves.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Start">Where its clock starts.</param>
/// <param name="PlayAsync">Plays it.</param>
internal sealed record HistoryStory(string Name, DateTimeOffset Start, Func<HistoryStage, Task> PlayAsync)
{
    /// <summary>All stories, in the order they are played: of two histories of one name the first is kept.</summary>
    public static IReadOnlyList<HistoryStory> All { get; } =
    [
        .. InvoiceHistories.All, .. PaymentHistories.All, .. DunningHistories.All, .. LegalHistories.All, .. ShareHistories.All,
    ];

    /// <summary>Ten in the morning in Brussels, in winter.</summary>
    public static DateTimeOffset MorningOf(int year, int month, int day) => new(year, month, day, 9, 0, 0, TimeSpan.Zero);
}
