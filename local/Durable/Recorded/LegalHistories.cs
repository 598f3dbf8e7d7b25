using Smart.Local.Simulation;

namespace Smart.Local.Durable;

/// <summary>Legal files, from the third letter to the end. The file is built on 28 April.</summary>
internal static class LegalHistories
{
    private static readonly DateTimeOffset Start = HistoryStory.MorningOf(2026, 3, 2);

    public static IReadOnlyList<HistoryStory> All { get; } =
    [
        new("a legal file is approved, handed over and paid", Start, async stage =>
        {
            var owed = await stage.OweAsync();
            await stage.GoToAsync(2026, 4, 28);
            await stage.DecideAsync(owed, new { approved = true });
            await stage.GoToAsync(2026, 4, 30);
            stage.Pay(owed.Communication, 1_267_40);
            await stage.GoToAsync(2026, 5, 6);
        }),
        new("nobody decides in time, and a hand-over is unclear", Start, async stage =>
        {
            var owed = await stage.OweAsync();
            await stage.GoToAsync(2026, 5, 13);
            stage.System.Mail.Memory = MailMemory.LookUpOnly;
            stage.System.Mail.Next(MailFault.FailAfter);
            await stage.DecideAsync(owed, new { approved = true });
            await stage.WaitAsync(TimeSpan.FromHours(1));
        }),
        new("the provider gives no answer to a hand-over", Start, async stage =>
        {
            var owed = await stage.OweAsync();
            await stage.GoToAsync(2026, 4, 28);
            stage.System.Mail.Next(MailFault.NoAnswer);
            await stage.DecideAsync(owed, new { approved = true });
            await stage.GoToAsync(2026, 4, 29);
            stage.System.Mail.Answer();
            await stage.GoToAsync(2026, 5, 4);
        }),
        new("the client pays in part while the file waits", Start, async stage =>
        {
            var owed = await stage.OweAsync();
            await stage.GoToAsync(2026, 4, 28);
            stage.Pay(owed.Communication, 600_00);
            await stage.GoToAsync(2026, 4, 29);
        }),
        new("the approver cannot be reminded for a day", Start, async stage =>
        {
            await stage.OweAsync();
            await stage.GoToAsync(2026, 4, 30);
            stage.System.Mail.Next(MailFault.NoAnswer);
            await stage.GoToAsync(2026, 5, 2);
            stage.System.Mail.Answer();
            await stage.GoToAsync(2026, 5, 6);
        }),
    ];
}
