using Microsoft.DurableTask.Client;

namespace Smart.Local.Durable;

/// <summary>The meaning of the official filters.</summary>
internal static class QueryFilters
{
    internal static bool Matches(this OrchestrationQuery query, InstanceRow row) =>
        (query.CreatedFrom is not { } from || row.CreatedAt >= from)
        && (query.CreatedTo is not { } to || row.CreatedAt <= to)
        && (query.Statuses?.Contains(row.Status) ?? true)
        && (query.InstanceIdPrefix is not { } prefix || row.Id.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Purging touches finished instances only.</summary>
    internal static OrchestrationQuery ToQuery(this PurgeInstancesFilter filter)
    {
        var finished = new[]
        {
            OrchestrationRuntimeStatus.Completed,
            OrchestrationRuntimeStatus.Failed,
            OrchestrationRuntimeStatus.Terminated,
        };
        var statuses = filter.Statuses?.ToArray();
        return new OrchestrationQuery(
            filter.CreatedFrom,
            filter.CreatedTo,
            statuses is null or [] ? finished : finished.Intersect(statuses));
    }
}
