using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>
/// The client of the local engine. A start that names no statuses is refused by a live instance (pending, running or
/// suspended) of that id and replaces a finished one.
/// </summary>
internal sealed class LocalDurableTaskClient(DurableEngine engine) : DurableTaskClient("local")
{
    private static readonly HashSet<OrchestrationRuntimeStatus> Live =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
    ];

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(orchestratorName.Name))
        {
            throw new ArgumentException("An orchestrator has a name.", nameof(orchestratorName));
        }

        var id = string.IsNullOrEmpty(options?.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        if (id.Length > 100 || id.StartsWith('@'))
        {
            throw new ArgumentException("An instance id has at most 100 characters and does not begin with '@'.", nameof(options));
        }

        var refusing = options?.DedupeStatuses is { } named ? Refusing(named) : Live;
        var instance = new NewInstance(
            id,
            orchestratorName.Name,
            Payloads.Serialize(engine.Converter, input),
            options?.Version?.Version ?? "",
            options?.StartAt,
            options?.Tags,
            null);
        await engine.StartAsync(instance, refusing, cancellation);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return engine.RaiseAsync(instanceId, new EventRaised(eventName, Payloads.Serialize(engine.Converter, eventPayload)), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        engine.SendAsync(
            instanceId,
            new ExecutionTerminated(Payloads.Serialize(engine.Converter, options?.Output), options?.Recursive ?? false),
            cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        engine.SendAsync(instanceId, new ExecutionSuspended(reason), cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        engine.SendAsync(instanceId, new ExecutionResumed(reason), cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, end: false, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, end: true, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        if (getInputsAndOutputs)
        {
            return await engine.Store.ReadTextsAsync(instanceId, cancellation) is { } full ? Describe(full.Row, full.Texts) : null;
        }

        return await engine.FindAsync(instanceId, cancellation) is { } row ? Describe(row, null) : null;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create(async (token, size, cancellation) =>
        {
            var page = await engine.Store.QueryAsync(query, size ?? query.PageSize, token ?? query.ContinuationToken, cancellation);
            return new Page<OrchestrationMetadata>(
                [.. page.Items.Select(item => Describe(item.Row, query.FetchInputsAndOutputs ? item.Texts : null))], page.Token);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await engine.PurgeAsync(instanceId, options?.Recursive ?? false, cancellation), true);

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var ids = new List<string>();
        await foreach (var instance in GetAllInstancesAsync(filter.ToQuery()).WithCancellation(cancellation))
        {
            ids.Add(instance.InstanceId);
        }

        var count = 0;
        foreach (var id in ids)
        {
            count += await engine.PurgeAsync(id, options?.Recursive ?? false, cancellation);
        }

        return new PurgeResult(count, true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HashSet<OrchestrationRuntimeStatus> Refusing(IReadOnlyList<string> named)
    {
        var statuses = named.Select(name => Enum.Parse<OrchestrationRuntimeStatus>(name, ignoreCase: true)).ToHashSet();
        return statuses.Contains(OrchestrationRuntimeStatus.Terminated) && !Live.IsSubsetOf(statuses)
            ? throw new ArgumentException(
                "A start that is refused by a terminated instance must be refused by live ones too: replacing a live one terminates it.", nameof(named))
            : statuses;
    }

    private async Task<OrchestrationMetadata> WaitAsync(string instanceId, bool end, bool withTexts, CancellationToken cancellation)
    {
        while (true)
        {
            var change = engine.Waiters.WaitAsync(instanceId, end);
            try
            {
                var row = await engine.FindAsync(instanceId, cancellation)
                    ?? throw new InvalidOperationException($"There is no orchestration instance '{instanceId}'.");
                if (InstanceWaiters.Reached(row, end))
                {
                    return (await GetInstancesAsync(instanceId, withTexts, cancellation))!;
                }

                await change.WaitAsync(cancellation);
            }
            finally
            {
                engine.Waiters.Forget(change);
            }
        }
    }

    private OrchestrationMetadata Describe(InstanceRow row, InstanceTexts? texts) => new(row.Name, row.Id)
    {
        RuntimeStatus = row.Status,
        CreatedAt = row.CreatedAt,
        LastUpdatedAt = row.UpdatedAt,
        Tags = row.Tags,
        DataConverter = texts is null ? null : engine.Converter,
        SerializedInput = texts?.Input,
        SerializedOutput = texts?.Output,
        SerializedCustomStatus = texts?.CustomStatus,
        FailureDetails = texts?.Failure?.ToDetails(),
    };
}
