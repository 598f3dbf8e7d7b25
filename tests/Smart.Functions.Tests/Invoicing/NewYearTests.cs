using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Invoicing;

/// <summary>The turn of the year, from ten minutes before midnight in Brussels.</summary>
public sealed class NewYearTests(TestStorage storage) : ClaimStory(storage)
{
    protected override DateTimeOffset Start => new(2026, 12, 31, 22, 50, 0, TimeSpan.Zero);

    [Fact]
    public async Task NewYear_StartsANewSeries_AndADraftOfTheOldOneIsDatedInItsYear()
    {
        var (debtor, content) = await PrepareAsync();
        var late = DerivedId.Of("late", "invoice");
        await StoreDraftAsync(debtor.DebtorId, late, content, claiming: "2026-000001");
        await Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        var carried = await Claims.FinishDraftAsync(debtor.DebtorId, late, Ct);
        var fresh = await Claims.IssueAsync(debtor, DerivedId.Of("new", "invoice"), content, Ct);

        (carried!.Number, carried.IssuedOn).ShouldBe(("2026-000001", new DateOnly(2026, 12, 31)));
        (fresh.Number, fresh.IssuedOn).ShouldBe(("2027-000001", new DateOnly(2027, 1, 1)));
    }
}
