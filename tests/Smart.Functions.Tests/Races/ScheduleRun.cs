using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Smart.Functions.Tests.Races;

/// <summary>Says which flow has the next turn.</summary>
internal interface IScheduler
{
    /// <summary>The place of a flow that waits at the gate; null gives the run up.</summary>
    int? Choose(IReadOnlyList<RunningFlow> flows);
}

/// <summary>One run of a race: one storage call at a time, in the order of a scheduler.</summary>
internal sealed class ScheduleRun(Race race, RaceLine line, IScheduler scheduler)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _schedule = new();

    /// <summary>Calls that ran.</summary>
    public int Steps { get; private set; }

    /// <summary>False when the scheduler gave the run up.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What went wrong, with the schedule that led there; null for nothing.</summary>
    public string? Violation { get; private set; }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong is told with the schedule that led there.")]
    public async Task RunAsync()
    {
        line.Restore(race.Start, race.Now, race.ForgetsVersions);
        var watch = race.Watch(line);
        try
        {
            IsComplete = await StepThroughAsync(race.Flows, scheduler, watch);
            if (!IsComplete) return;
            await StepThroughAsync([new RaceFlow("repair", _ => watch.RepairAsync())], new OneFlow(), watch);
            watch.AtEnd();
        }
        catch (Exception violation)
        {
            Violation = $"{violation.Message}{(violation.InnerException is { } inner ? $" {inner}" : "")}\nafter\n{_schedule}";
        }
    }

    private async Task<bool> StepThroughAsync(IReadOnlyList<RaceFlow> bodies, IScheduler order, IRaceWatch watch)
    {
        var flows = bodies.Select(flow => new RunningFlow(flow.Name)).ToList();
        var running = flows.Select((flow, place) => line.Gate.RunAsync(flow, () => bodies[place].Body(line))).ToList();
        try
        {
            var isComplete = await StepThroughAsync(flows, order, watch);
            if (isComplete && flows.Find(flow => flow.Failure is not null) is { } failed) throw new InvalidOperationException($"{failed.Name} failed.", failed.Failure);
            return isComplete;
        }
        finally
        {
            foreach (var flow in flows) flow.Abandon();
            await Task.WhenAll(running);
        }
    }

    private async Task<bool> StepThroughAsync(List<RunningFlow> flows, IScheduler order, IRaceWatch watch)
    {
        await Task.WhenAll(flows.Select(flow => flow.SettledAsync())).WaitAsync(Patience);
        while (flows.Exists(flow => flow.Pending is not null))
        {
            if (order.Choose(flows) is not { } place) return false;
            // It may wait before it tries again: until it is at the gate once more, nobody else has a turn.
            await flows[place].TakeTurnAsync().WaitAsync(Patience);
            var step = flows[place].Steps[^1];
            Steps++;
            _schedule.AppendLine(CultureInfo.InvariantCulture, $"  {Steps,2} {flows[place].Name}: {step}");
            watch.AfterStep(step);
        }

        return true;
    }

    private sealed class OneFlow : IScheduler
    {
        public int? Choose(IReadOnlyList<RunningFlow> flows) => 0;
    }
}
