using Azure;
using Azure.Data.Tables;

namespace Smart.Local.Timers;

/// <summary>The last occurrence that ran, by timer function.</summary>
internal sealed class TimerStatusTable
{
    private const string Partition = "timers";
    private const string Last = "Last";

    private readonly TableClient _table;

    private TimerStatusTable(TableClient table) => _table = table;

    public static async Task<TimerStatusTable> OpenAsync(TableClient table, CancellationToken cancellationToken)
    {
        await table.CreateIfNotExistsAsync(cancellationToken);
        return new TimerStatusTable(table);
    }

    /// <summary>The last occurrence; a function seen for the first time is taken to have run now.</summary>
    public async Task<DateTimeOffset> GetOrAddAsync(string function, DateTimeOffset now, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, function, cancellationToken: cancellationToken);
        if (found.HasValue)
            return found.Value!.GetDateTimeOffset(Last) ?? now;
        await SetAsync(function, now, cancellationToken);
        return now;
    }

    public async Task SetAsync(string function, DateTimeOffset occurrence, CancellationToken cancellationToken)
        => await _table.UpsertEntityAsync(new TableEntity(Partition, function) { [Last] = occurrence }, TableUpdateMode.Replace, cancellationToken);
}
