namespace Smart.Functions.Tests.Runtime;

public class TimerFunctionTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task Advance_RunsEveryOccurrenceOnTheWayInOrder()
    {
        var host = await StartAsync(null, typeof(TimerSamples));

        var ran = await host.AdvanceAsync(TimeSpan.FromHours(2), Ct);

        Notes.Lines.ShouldBe([
            "03-28 12:30 half True",
            "03-28 13:00 hourly last 12:00 next 14:00",
            "03-28 13:30 half True",
            "03-28 14:00 hourly last 13:00 next 15:00",
        ]);
        ran.Select(entry => $"{entry.Function} {entry.Key}").ShouldBe([
            "Configured 2026-03-28T12:30:00Z", "Hourly 2026-03-28T13:00:00Z", "Configured 2026-03-28T13:30:00Z", "Hourly 2026-03-28T14:00:00Z",
        ]);
        host.Clock!.GetUtcNow().ShouldBe(Start.AddHours(2));
    }

    [Fact]
    public async Task Advance_OverTheEndOfWinterTime_CountsHoursOfUtc()
    {
        var host = await StartAsync(null, typeof(TimerSamples));

        var ran = await host.AdvanceAsync(TimeSpan.FromHours(24), Ct);

        ran.Count(entry => entry.Function == "Hourly").ShouldBe(24);
    }

    [Fact]
    public async Task MissedOccurrences_ComeAsOneLateRunAfterARestart()
    {
        await (await StartAsync(null, typeof(TimerSamples))).AdvanceAsync(TimeSpan.FromHours(1), Ct);

        var later = await StartAsync(options => options with { VirtualStart = Start.AddHours(5.75) }, typeof(TimerSamples));
        await later.AdvanceAsync(TimeSpan.FromHours(1), Ct);

        Notes.Lines.ShouldBe([
            "03-28 12:30 half True",
            "03-28 13:00 hourly last 12:00 next 14:00",
            "03-28 17:45 hourly late last 13:00 next 18:00",
            "03-28 18:00 hourly last 17:00 next 19:00",
            "03-28 18:30 half True",
        ]);
    }

    [Fact]
    public async Task Restart_WithoutAMissedOccurrence_RunsNothingTwice()
    {
        var host = await StartAsync(null, typeof(TimerSamples));
        await host.AdvanceAsync(TimeSpan.FromHours(1), Ct);

        await host.RestartAsync(Ct);
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.Count(line => line.Contains("hourly", StringComparison.Ordinal)).ShouldBe(1);
    }
}
