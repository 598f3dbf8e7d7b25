using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>
/// Where the engine keeps its instances. Every method either did all it says, or threw; after a throw it may have done
/// all of it or nothing, never a part that a reader can see.
/// </summary>
public interface IDurableStore
{
    /// <summary>Prepares the store; harmless when repeated.</summary>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Every live instance with its waiting messages. Messages of instances that are not live are swept away.</summary>
    Task<IReadOnlyList<StoredInstance>> LoadLiveAsync(CancellationToken cancellationToken);

    /// <summary>One instance, live or finished, with its waiting messages; null when unknown.</summary>
    Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>The texts of an instance; null when unknown.</summary>
    Task<(InstanceRow Row, InstanceTexts Texts)?> ReadTextsAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>The batches of one execution up to and including an episode, in order.</summary>
    Task<IReadOnlyList<HistoryBatch>> ReadHistoryAsync(
        string instanceId, int execution, int lastEpisode, CancellationToken cancellationToken);

    /// <summary>Puts a message into an inbox; a message of the same key is overwritten.</summary>
    Task AddMessageAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken);

    /// <summary>Commits one step of one instance, whole or not at all.</summary>
    /// <returns>The number of rows the appended batch takes.</returns>
    Task<int> CommitAsync(DurableCommit commit, CancellationToken cancellationToken);

    /// <summary>One page of instances; the token is null on the last page.</summary>
    Task<(IReadOnlyList<(InstanceRow Row, InstanceTexts Texts)> Items, string? Token)> QueryAsync(
        OrchestrationQuery query, int pageSize, string? token, CancellationToken cancellationToken);

    /// <summary>Removes all rows of an instance, its own row last.</summary>
    Task PurgeAsync(string instanceId, CancellationToken cancellationToken);
}

/// <summary>An instance as it is found again.</summary>
/// <param name="Row">Its state.</param>
/// <param name="Inbox">Messages not yet taken in.</param>
public sealed record StoredInstance(InstanceRow Row, IReadOnlyList<InboxMessage> Inbox);

/// <summary>The events of one commit.</summary>
/// <param name="Ref">Which.</param>
/// <param name="Events">The events in order.</param>
public sealed record HistoryBatch(BatchRef Ref, IReadOnlyList<HistoryEvent> Events);

/// <summary>One step of one instance.</summary>
public sealed record DurableCommit
{
    /// <summary>The state after the step.</summary>
    public required InstanceRow Row { get; init; }

    /// <summary>Events added, in the batch of <see cref="AppendTo"/>.</summary>
    public IReadOnlyList<HistoryEvent> Append { get; init; } = [];

    /// <summary>The batch that takes <see cref="Append"/>; null when there is none.</summary>
    public BatchRef? AppendTo { get; init; }

    /// <summary>A second batch: the messages that the execution before a continue-as-new sent at its end.</summary>
    public HistoryBatch? Farewell { get; init; }

    /// <summary>Messages taken in, removed by key.</summary>
    public IReadOnlyList<string> Consumed { get; init; } = [];

    /// <summary>Batches no longer needed; a store may leave some behind, no reader sees them.</summary>
    public IReadOnlyList<BatchRef> Forget { get; init; } = [];

    /// <summary>New input; null leaves the old one.</summary>
    public Text? Input { get; init; }

    /// <summary>New output; null leaves the old one.</summary>
    public Text? Output { get; init; }

    /// <summary>New custom status; null leaves the old one.</summary>
    public Text? CustomStatus { get; init; }

    /// <summary>Why it failed, when it just did.</summary>
    public FailureInfo? Failure { get; init; }
}

/// <summary>A text that is set, possibly to nothing.</summary>
/// <param name="Value">The JSON, or null.</param>
public sealed record Text(string? Value);
