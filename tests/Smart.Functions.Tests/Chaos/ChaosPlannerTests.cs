using System.Text.Json;
using Smart.Local.Chaos;

namespace Smart.Functions.Tests.Chaos;

public class ChaosPlannerTests
{
    private static readonly TimeSpan TwoMinutes = TimeSpan.FromSeconds(120);

    [Fact]
    public void SameSeed_SamePlan() => Text(ChaosPlanner.Draw(7, TwoMinutes)).ShouldBe(Text(ChaosPlanner.Draw(7, TwoMinutes)));

    [Fact]
    public void OtherSeed_OtherPlan() => Text(ChaosPlanner.Draw(8, TwoMinutes)).ShouldNotBe(Text(ChaosPlanner.Draw(7, TwoMinutes)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TwoMinutes_HoldEverythingThatCanGoWrong(int seed)
    {
        var plan = ChaosPlanner.Draw(seed, TwoMinutes);
        plan.Kills.Take(20).Count(kill => kill.RestartsStorage).ShouldBeGreaterThanOrEqualTo(2);
        plan.Kills.ShouldContain(kill => kill.WhileStarting);
        plan.Files.Select(file => file.Fate).Distinct().Count().ShouldBe(Enum.GetValues<FileFate>().Length);
        plan.Invoices.SelectMany(invoice => invoice.Payments).Select(payment => payment.Spelling).Distinct().Count().ShouldBe(Enum.GetValues<PaymentSpelling>().Length);
        plan.Invoices.Select(invoice => invoice.Repeat).Distinct().Count().ShouldBe(Enum.GetValues<RequestRepeat>().Length);
        plan.Shares.ShouldContain(share => share.Payments.Count == 2);
    }

    [Fact]
    public void Contracts_NeedNoShare() => ChaosPlanner.Draw(1, TwoMinutes).Members.ShouldAllBe(member => member.Contracts <= 3);

    private static string Text(ChaosPlan plan) => JsonSerializer.Serialize(plan);
}
