using Microsoft.DurableTask.Client;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>
/// Fails at one chosen write, before or after it takes effect. With the process lost, every later call fails too until
/// the store is revived for the next process.
/// </summary>
internal sealed class CuttingStore(IDurableStore inner, int number, bool after, bool processLost) : IDurableStore
{
    private int _writes;

    public int Number => number;

    public bool WasCut => _writes >= number;

    public bool IsDown { get; private set; }

    public void Revive() => IsDown = false;

    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public Task<IReadOnlyList<StoredInstance>> LoadLiveAsync(CancellationToken cancellationToken) =>
        ReadAsync(() => inner.LoadLiveAsync(cancellationToken));

    public Task<StoredInstance?> ReadAsync(string instanceId, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ReadAsync(instanceId, cancellationToken));

    public Task<(InstanceRow Row, InstanceTexts Texts)?> ReadTextsAsync(string instanceId, CancellationToken cancellationToken) =>
        inner.ReadTextsAsync(instanceId, cancellationToken);

    public Task<IReadOnlyList<HistoryBatch>> ReadHistoryAsync(
        string instanceId, int execution, int lastEpisode, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.ReadHistoryAsync(instanceId, execution, lastEpisode, cancellationToken));

    public Task AddMessageAsync(string instanceId, InboxMessage message, CancellationToken cancellationToken) =>
        WriteAsync(async () =>
        {
            await inner.AddMessageAsync(instanceId, message, cancellationToken);
            return 0;
        });

    public Task<int> CommitAsync(DurableCommit commit, CancellationToken cancellationToken) =>
        WriteAsync(() => inner.CommitAsync(commit, cancellationToken));

    public Task<(IReadOnlyList<(InstanceRow Row, InstanceTexts Texts)> Items, string? Token)> QueryAsync(
        OrchestrationQuery query, int pageSize, string? token, CancellationToken cancellationToken) =>
        inner.QueryAsync(query, pageSize, token, cancellationToken);

    public Task PurgeAsync(string instanceId, CancellationToken cancellationToken) =>
        WriteAsync(async () =>
        {
            await inner.PurgeAsync(instanceId, cancellationToken);
            return 0;
        });

    private Task<T> ReadAsync<T>(Func<Task<T>> read) => IsDown ? throw new IOException("The process is lost.") : read();

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        if (IsDown)
        {
            throw new IOException("The process is lost.");
        }

        if (++_writes != number)
        {
            return await write();
        }

        IsDown = processLost;
        if (after)
        {
            await write();
        }

        throw new IOException("Cut here.");
    }
}
