using Smart.Local.Simulation;

namespace Smart.Local.Durable;

/// <summary>Cases of clients who are late: letters, hints, trouble with the provider, the end. The first letter goes on 16 March.</summary>
internal static class DunningHistories
{
    private static readonly DateTimeOffset Start = HistoryStory.MorningOf(2026, 3, 2);

    public static IReadOnlyList<HistoryStory> All { get; } =
    [
        new("a letter, a part payment, another letter, and paid", Start, async stage =>
        {
            var owed = await stage.OweAsync();
            await stage.GoToAsync(2026, 3, 17);
            stage.Pay(owed.Communication, 500_00);
            await stage.GoToAsync(2026, 3, 31);
            stage.Pay(owed.Communication, 710_00);
            await stage.GoToAsync(2026, 4, 2);
        }),
        new("the answer to a letter is lost", Start, async stage =>
        {
            await stage.OweAsync();
            stage.System.Mail.Memory = MailMemory.LookUpOnly;
            stage.System.Mail.VisibilityDelay = TimeSpan.FromMinutes(10);
            await stage.GoToAsync(2026, 3, 15);
            stage.System.Mail.Next(MailFault.FailAfter);
            await stage.GoToAsync(2026, 3, 17);
        }),
        new("the provider gives no answer for a day", Start, async stage =>
        {
            await stage.OweAsync();
            await stage.GoToAsync(2026, 3, 15);
            stage.System.Mail.Next(MailFault.NoAnswer);
            await stage.GoToAsync(2026, 3, 16);
            stage.System.Mail.Answer();
            await stage.GoToAsync(2026, 3, 19);
        }),
        new("the provider does not say whether a letter came back", Start, async stage =>
        {
            // It falls silent over another message, on the day before it is asked.
            var owed = await stage.OweAsync();
            await stage.GoToAsync(2026, 3, 16);
            stage.System.Mail.Next(MailFault.NoAnswer);
            await stage.InvoiceAsync(owed.DebtorId);
            await stage.GoToAsync(2026, 3, 18);
            stage.System.Mail.Answer();
            await stage.GoToAsync(2026, 3, 20);
        }),
    ];
}
