using System.Text;

namespace Smart.Local.Durable;

/// <summary>Bank files.</summary>
internal static class PaymentHistories
{
    public static IReadOnlyList<HistoryStory> All { get; } =
    [
        new("bank files bring nothing, then a payment", HistoryStory.MorningOf(2026, 3, 2), async stage =>
        {
            await stage.GoToAsync(2026, 3, 3);
            var owed = await stage.OweAsync();
            stage.Pay(owed.Communication, 1_210_00);
            await stage.GoToAsync(2026, 3, 4);
        }),
        new("a bank file is refused", HistoryStory.MorningOf(2026, 3, 2), stage =>
            stage.System.SendBankFileAsync(Encoding.ASCII.GetBytes("This is no bank file.\n"))),
    ];
}
