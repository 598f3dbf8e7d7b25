namespace Smart.Local.Durable;

/// <summary>Tells observers what was committed.</summary>
public sealed partial class DurableEngine
{
    private void Tell(InstanceRow row, IReadOnlyList<HistoryEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        foreach (var observer in _options.Observers ?? [])
        {
            observer.Committed(row, events);
        }
    }

    // A continue-as-new ends one execution and begins another: the end stands in no history.
    private void Tell(InstanceRow before, Episode.Step step)
    {
        Tell(before with { Episode = step.Commit.Row.Episode }, step.Ending);
        Tell(step.Commit.Row, step.Commit.Append);
    }
}
