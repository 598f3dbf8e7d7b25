using Microsoft.DurableTask.Client;
using Smart.Local.Durable;
using Smart.Local.Timelines;
using Smart.Shared.Calendar;

namespace Smart.Local.Pages;

/// <summary>Orchestrations and what each did, event by event.</summary>
internal static class WorkPages
{
    private const int Most = 300;

    public static async Task<Html> ListAsync(ConsoleData data)
    {
        var instances = new List<OrchestrationMetadata>();
        await foreach (var instance in data.System.Host.Durable.GetAllInstancesAsync()) instances.Add(instance);
        return Rows(instances.OrderByDescending(instance => instance.LastUpdatedAt).Take(Most));
    }

    public static Html Rows(IEnumerable<OrchestrationMetadata> instances) => Html.Table(
        ["Instance", "Orchestration", "Started", "Last step", "Status"],
        instances.Select(instance => Html.Of(
            $"<td><a href=\"/work/{Uri.EscapeDataString(instance.InstanceId)}\">{Short(instance.InstanceId)}</a></td><td>{instance.Name}</td><td class=\"d\">{BusinessClock.DateOf(instance.CreatedAt)}</td><td class=\"d\">{BusinessClock.DateOf(instance.LastUpdatedAt)}</td><td>{Status(instance.RuntimeStatus)}</td>")),
        "Nothing has run yet.");

    public static async Task<Html> OneAsync(ConsoleData data, string instanceId)
    {
        var instance = await data.System.Host.Durable.GetInstancesAsync(instanceId, getInputsAndOutputs: true);
        if (instance is null) return Html.Missing("instance");
        var history = await data.System.Host.Engine.ReadHistoryAsync(instanceId);
        return Html.Of($"""
            <dl><dt>Orchestration</dt><dd>{instance.Name}</dd><dt>Status</dt><dd>{Status(instance.RuntimeStatus)} {instance.SerializedCustomStatus}</dd><dt>Input</dt><dd>{instance.SerializedInput}</dd></dl>
            {Timeline(data, instance, history)}
            <h2>The present execution, event by event</h2>
            <p class="note">The history of the present execution. An orchestration that goes on for months begins anew after each step, so that it stays short.</p>
            <ol class="story">{Html.Each(history.Where(line => line is not EpisodeStarted), Line)}</ol>
            """);
    }

    // From its start where histories are recorded, else from the start of the present execution.
    private static Html Timeline(ConsoleData data, OrchestrationMetadata instance, IReadOnlyList<HistoryEvent> history)
    {
        var recorded = data.System.Timelines?.Read(instance.InstanceId) ?? [];
        var events = recorded.Count > 0 ? recorded : history;
        var subject = new TimelineSubject(instance.Name, instance.InstanceId, instance.RuntimeStatus);
        var words = TimelineWords.Of(data.System.Host.Functions);
        return Html.Of($"""
            <h2>Timeline{(recorded.Count > 0 ? "" : " of the present execution")}</h2>
            <pre style="overflow-x: auto">{TextTimeline.Write(subject, events, words)}</pre>
            <details><summary>The same as Mermaid source</summary><pre style="overflow-x: auto">{MermaidTimeline.Write(subject, events, words)}</pre></details>
            """);
    }

    private static Html Line(HistoryEvent line)
    {
        var (what, detail) = Say(line);
        return Html.Of($"<li><time>{BusinessClock.DateOf(line.At)} {BusinessClock.TimeOf(line.At):HH:mm}</time>{what}<small>{detail}</small></li>");
    }

    private static (string What, string? Detail) Say(HistoryEvent line) => line switch
    {
        ExecutionStarted started => ("begins", started.Input),
        ActivityScheduled activity => ($"asks for {activity.Name}", activity.Input),
        ActivityCompleted done => ("the activity is done", done.Result),
        ActivityFailed failed => ("the activity failed", failed.Failure.ToString()),
        TimerCreated timer => ($"waits until {BusinessClock.DateOf(timer.FireAt):yyyy-MM-dd} {BusinessClock.TimeOf(timer.FireAt):HH:mm}", null),
        TimerFired => ("the time has come", null),
        TimerCanceled => ("waits no longer", null),
        EventRaised raised => ($"hears {raised.Name}", raised.Payload),
        ChildStarted child => ($"starts {child.Name}", child.InstanceId),
        ExecutionFinished { Failure: { } failure } => ("failed", failure.ToString()),
        ExecutionFinished finished => ("ends", finished.Output),
        _ => (line.GetType().Name, null),
    };

    private static string Short(string id) => id.Length > 44 ? $"{id[..40]}…" : id;

    private static Html Status(OrchestrationRuntimeStatus status)
    {
        var tone = status switch
        {
            OrchestrationRuntimeStatus.Completed => "good",
            OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated => "bad",
            _ => "warn",
        };
        return Html.Of($"<span class=\"tag {tone}\">{status}</span>");
    }
}
