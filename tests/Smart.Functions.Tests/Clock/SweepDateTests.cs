using Microsoft.DurableTask.Client;
using Smart.Local;
using Smart.Local.Storage.Memory;
using Smart.Shared.Calendar;

namespace Smart.Functions.Tests.Clock;

/// <summary>One sweep a business date in Brussels, on schedules that know UTC only.</summary>
public sealed class SweepDateTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03-26", "2026-03-31", "2026-03-26 2026-03-27 2026-03-30 2026-03-31")] // summer time begins on Sunday 29 March
    [InlineData("2026-10-22", "2026-10-27", "2026-10-22 2026-10-23 2026-10-26 2026-10-27")] // and ends on Sunday 25 October
    [InlineData("2028-02-28", "2028-03-01", "2028-02-28 2028-02-29 2028-03-01")]
    [InlineData("2026-12-30", "2027-01-05", "2026-12-30 2026-12-31 2027-01-04 2027-01-05")] // 1 January is a holiday
    public async Task Sweep_RunsOnceOnEachWorkingDay_AtHalfPastSixInBrussels(string from, string to, string expected)
    {
        await using var system = await StartAsync(BusinessClock.InstantOf(DateOnly.Parse(from), new TimeOnly(0, 5)));

        await system.Host.AdvanceToAsync(BusinessClock.InstantOf(DateOnly.Parse(to), new TimeOnly(23, 55)), Ct);

        var sweeps = await SweepsAsync(system);
        sweeps.Select(sweep => sweep.Date).ShouldBe(expected.Split(' '));
        sweeps.ShouldAllBe(sweep => sweep.StartedAt == new TimeOnly(6, 30));
        system.Host.Trace.Entries.Count(entry => entry.Function == "FinishSweep").ShouldBe(sweeps.Count);
    }

    [Fact]
    public async Task Sweep_MissedForDays_RunsOnceLate_ForTheDayItIs()
    {
        await using var system = await StartAsync(BusinessClock.InstantOf(new DateOnly(2026, 3, 26), new TimeOnly(5, 0)));
        system.Host.Fence();
        system.Host.Clock!.Set(BusinessClock.InstantOf(new DateOnly(2026, 3, 31), new TimeOnly(10, 10)));

        await system.Host.RestartAsync(Ct);
        await system.Host.RunUntilIdleAsync(Ct);

        (await SweepsAsync(system)).ShouldHaveSingleItem().ShouldBe(("2026-03-31", new TimeOnly(10, 10)));
    }

    [Fact]
    public async Task Clock_OverTheSameDays_RunsTheSameThingsInTheSameOrder()
    {
        var traces = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var system = await StartAsync(BusinessClock.InstantOf(new DateOnly(2026, 3, 26), new TimeOnly(5, 0)));
            await system.Host.AdvanceToAsync(BusinessClock.InstantOf(new DateOnly(2026, 3, 30), new TimeOnly(12, 0)), Ct);
            traces.Add(string.Join('\n', system.Host.Trace.Entries));
        }

        traces[1].ShouldBe(traces[0]);
        traces[0].Split('\n').Length.ShouldBeGreaterThan(200);
    }

    private static Task<LocalSystem> StartAsync(DateTimeOffset start) => LocalSystem.StartAsync(
        new LocalSystemOptions
        {
            ConnectionString = MemoryStorage.ConnectionString,
            StorageTransport = new MemoryStorage().Transport,
            Prefix = "clock",
            VirtualStart = start,
            Deterministic = true,
            ReplayCheck = true,
            Schedules = new Dictionary<string, string>(StringComparer.Ordinal) { ["RepairSweep"] = "0 0 12 * * *" },
        },
        Ct);

    private static async Task<List<(string Date, TimeOnly StartedAt)>> SweepsAsync(LocalSystem system)
    {
        var sweeps = new List<(string, TimeOnly)>();
        await foreach (var instance in system.Host.Durable.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "sweep-")))
        {
            instance.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
            sweeps.Add((instance.InstanceId["sweep-".Length..], BusinessClock.TimeOf(instance.CreatedAt)));
        }

        return sweeps;
    }
}
