using Smart.Local.Simulation;

namespace Smart.Local.Durable;

/// <summary>Invoices printed and delivered.</summary>
internal static class InvoiceHistories
{
    public static IReadOnlyList<HistoryStory> All { get; } =
    [
        new("an invoice is delivered", HistoryStory.MorningOf(2026, 3, 2), stage => stage.OweAsync()),
        new("an invoice is delivered at the second attempt", HistoryStory.MorningOf(2026, 3, 2), async stage =>
        {
            stage.System.Mail.Next(MailFault.FailBefore);
            await stage.OweAsync();
            await stage.WaitAsync(TimeSpan.FromHours(1));
        }),
    ];
}
