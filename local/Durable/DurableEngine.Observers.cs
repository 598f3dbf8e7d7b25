using System.Collections.Immutable;

namespace Smart.Local.Durable;

/// <summary>Tells observers what was committed.</summary>
public sealed partial class DurableEngine
{
    private ImmutableArray<IDurableObserver> _observers;

    private void Tell(InstanceRow row, IReadOnlyList<HistoryEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        foreach (var observer in _observers)
        {
            observer.Committed(row, events);
        }
    }

    // A continue-as-new ends one execution and begins another: the end stands in no history.
    private void Tell(InstanceRow before, Episode.Step step)
    {
        Tell(before with { Episode = step.Commit.Row.Episode }, step.Ending);
        Tell(step.Commit.Row, step.Commit.Append);
        if (step.Ended is { } ended)
        {
            foreach (var observer in _observers)
            {
                observer.Ended(ended);
            }
        }
    }

    /// <summary>Lets an observer see what happens from now on.</summary>
    /// <param name="observer">The observer.</param>
    public void Observe(IDurableObserver observer) => ImmutableInterlocked.Update(ref _observers, (known, added) => known.Add(added), observer);
}
