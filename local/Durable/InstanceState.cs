using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>A live instance in memory. Everything here is changed under <see cref="Gate"/> only.</summary>
internal sealed class InstanceState(InstanceRow row) : IDisposable
{
    internal SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Held while messages of this sender are under way; never taken by one who holds a gate.</summary>
    internal SemaphoreSlim Delivering { get; } = new(1, 1);

    /// <summary>Receivers to be released once a batch is confirmed; used while <see cref="Delivering"/> is held.</summary>
    internal List<(BatchRef Batch, Func<Task> Release)> Releases { get; } = [];

    internal InstanceRow Row { get; set; } = row;

    /// <summary>Messages not taken in yet, in order of arrival.</summary>
    internal List<InboxMessage> Inbox { get; } = [];

    /// <summary>
    /// Keys of messages whose sender does not know yet that they arrived. They wait: were they taken in and the process
    /// lost, the sender would bring them a second time.
    /// </summary>
    internal HashSet<string> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>A child whose parent does not know yet that it was started waits for the same reason.</summary>
    internal bool StartHeld { get; set; }

    /// <summary>The history of the current execution, when it is in memory.</summary>
    internal List<HistoryBatch>? History { get; set; }

    internal Dictionary<int, ActivityWork> Activities { get; } = [];

    internal EpisodeWork? Episode { get; set; }

    /// <summary>A storage call failed half-way for all we know: read again before the next step.</summary>
    internal bool NeedsReload { get; set; }

    /// <summary>The orchestrator awaited something foreign after its episode; the next episode says so.</summary>
    internal volatile bool ForeignAwait;

    /// <summary>Gone from the engine: finished and delivered, purged, or never stored.</summary>
    internal bool Gone { get; set; }

    internal IEnumerable<InboxMessage> Visible => Held.Count == 0 ? Inbox : Inbox.Where(message => !Held.Contains(message.Key));

    internal bool IsSuspended => Row.Status == OrchestrationRuntimeStatus.Suspended;

    public void Dispose()
    {
        Gate.Dispose();
        Delivering.Dispose();
    }

    /// <summary>When the instance wants its next episode; null when it sleeps.</summary>
    internal DateTimeOffset? NextEpisode(DateTimeOffset now)
    {
        if (Gone || (Row.IsFinished && !NeedsReload) || StartHeld)
        {
            return null;
        }

        if (NeedsReload || ForeignAwait || Visible.Any(message => EpisodePlan.IsControl(message.Event)))
        {
            return now;
        }

        if (IsSuspended)
        {
            return null;
        }

        if (Row.NeedsStart)
        {
            return Row.StartAt is { } startAt && startAt > now ? startAt : now;
        }

        if (Visible.Any())
        {
            return now;
        }

        return Row.Timers.Count == 0 ? null : Row.Timers.Min(timer => timer.FireAt);
    }
}
