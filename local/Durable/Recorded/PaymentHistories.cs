using System.Text;
using Smart.Local.Simulation.Ibanity;

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
        new("the bank's interface gives pages of transactions, after some trouble", HistoryStory.MorningOf(2026, 3, 2), async stage =>
        {
            var ibanity = stage.System.Ibanity;
            var account = ibanity.Connect(DemoCooperative.Iban);
            for (var i = 0; i < 12; i++) ibanity.Receive(account, new SimulatedTransaction { Amount = "1.00" });
            ibanity.Faults.Fail("/transactions", 503);
            await ibanity.TellAsync(account);
            await stage.WaitAsync(TimeSpan.FromMinutes(5));
        }),
    ];
}
