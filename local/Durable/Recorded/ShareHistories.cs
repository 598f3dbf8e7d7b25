namespace Smart.Local.Durable;

/// <summary>Shares bought, and renewed at the turn of the year.</summary>
internal static class ShareHistories
{
    public static IReadOnlyList<HistoryStory> All { get; } =
    [
        new("one member renews and another lapses", HistoryStory.MorningOf(2026, 11, 23), async stage =>
        {
            var (anna, bart) = (await stage.MemberAsync("anna"), await stage.MemberAsync("bart"));
            await BuyAsync(stage, "anna", anna);
            await BuyAsync(stage, "bart", bart);
            await stage.GoToAsync(2026, 12, 2);
            stage.Pay(await RenewalAsync(stage, anna), 30_00);
            await stage.GoToAsync(2027, 1, 5);
        }),
    ];

    private static async Task BuyAsync(HistoryStage stage, string name, string memberId)
    {
        var asked = await stage.PostAsync(stage.System.As(name, "member"), $"members/{memberId}/shares", new { count = 1 });
        stage.Pay(HistoryStage.Digits(asked.Text("communication")), 30_00);
    }

    private static async Task<string> RenewalAsync(HistoryStage stage, string memberId)
    {
        var requests = (await stage.Desk.GetAsync($"members/{memberId}/shares")).Value["requests"]!.AsArray();
        var renewal = requests.Single(request => request!["renewalYear"] is not null)!;
        return HistoryStage.Digits(renewal["communication"]!.GetValue<string>());
    }
}
