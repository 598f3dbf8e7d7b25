using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Smart.Local.Storage.Memory;

/// <summary>
/// Tables and blobs in the memory of this process. The clients of Azure.Data.Tables and Azure.Storage.Blobs reach it through
/// <see cref="Transport"/>, by the same requests that they send to the service, and are answered alike: versions, conflicts, transactions,
/// pages. For what replays a story thousands of times, and for the stories of the test command (ADR 0011). Authorization is not checked.
/// </summary>
public sealed class MemoryStorage
{
    /// <summary>A well-formed connection string for the clients; nothing listens there.</summary>
    public const string ConnectionString = "UseDevelopmentStorage=true";

    private readonly Lock _gate = new();
    private MemoryState _state = MemoryState.Empty;
    private long _lastTicks;

    /// <summary>Storage that holds nothing.</summary>
    public MemoryStorage() => Transport = new MemoryStorageTransport(this);

    /// <summary>What clients are given instead of a transport that opens sockets.</summary>
    public HttpPipelineTransport Transport { get; }

    internal MemoryState State => Volatile.Read(ref _state);

    /// <summary>What is stored now, at no cost: nothing is copied until it changes.</summary>
    public MemorySnapshot Snapshot() => new(State);

    /// <summary>Goes back to what a snapshot holds. Versions given meanwhile are not given again.</summary>
    public void Restore(MemorySnapshot snapshot)
    {
        lock (_gate) Volatile.Write(ref _state, snapshot.State);
    }

    /// <summary>The rows of a table in order of their keys, as its client would read them; none where there is no such table.</summary>
    public IEnumerable<TableEntity> Rows(string table) =>
        State.FindTable(table) is { } found ? found.Rows.Select(row => row.ToEntity()) : [];

    /// <summary>The names of the tables.</summary>
    public IReadOnlyList<string> Tables() => [.. State.Tables.Values.Select(table => table.Name)];

    /// <summary>The blobs of a container in order of their names; none where there is no such container.</summary>
    public IEnumerable<KeyValuePair<string, BinaryData>> Blobs(string container) =>
        State.Containers.TryGetValue(container, out var found)
            ? found.Blobs.Values.Select(blob => KeyValuePair.Create(blob.Name, new BinaryData(blob.Content)))
            : [];

    /// <summary>Changes what is stored, one change after the other.</summary>
    internal StorageAnswer Change(Func<MemoryState, (MemoryState After, StorageAnswer Answer)> change)
    {
        lock (_gate)
        {
            var (after, answer) = change(_state);
            Volatile.Write(ref _state, after);
            return answer;
        }
    }

    /// <summary>The moment of a write: real time, and never the same twice, for versions are made of it. Inside a change only.</summary>
    internal DateTimeOffset NextMoment()
    {
        _lastTicks = Math.Max(_lastTicks + 1, TimeProvider.System.GetUtcNow().Ticks);
        return new DateTimeOffset(_lastTicks, TimeSpan.Zero);
    }
}

/// <summary>What was stored at one moment.</summary>
public sealed class MemorySnapshot
{
    internal MemorySnapshot(MemoryState state) => State = state;

    internal MemoryState State { get; }
}
