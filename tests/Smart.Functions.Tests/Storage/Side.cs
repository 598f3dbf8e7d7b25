using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Smart.Functions.Tests.Storage;

/// <summary>
/// One of the two storages that are compared. What it answers is written down so that equal behaviour gives equal text: versions by the
/// order in which they were first seen, moments of the service not at all.
/// </summary>
internal sealed class Side(string name)
{
    private readonly List<(string Key, string Version)> _versions = [];

    public string Name => name;

    /// <summary>How many versions were seen: the same on both sides as long as they agree.</summary>
    public int Versions => _versions.Count;

    /// <summary>A version seen before, by its place.</summary>
    public ETag Version(int place) => new(_versions[place].Version);

    /// <summary>Runs an operation and says what came of it.</summary>
    public async Task<string> TellAsync(Func<Side, Task<string>> operation)
    {
        try
        {
            return await operation(this);
        }
        catch (TableTransactionFailedException failed)
        {
            return $"{failed.Status} {failed.ErrorCode} at {failed.FailedTransactionActionIndex}";
        }
        catch (RequestFailedException failed)
        {
            return $"{failed.Status} {failed.ErrorCode}";
        }
    }

    /// <summary>An answer about a row, without content.</summary>
    public string Tell(Response response, string key = "") => $"{response.Status} {Tell(response.Headers.ETag, key)}";

    /// <summary>A version of a row. Azurite may give rows of one transaction the same.</summary>
    public string Tell(ETag? version, string key)
    {
        if (version is not { } known || known == default) return "no version";
        var text = (key, known.ToString("H"));
        if (!_versions.Contains(text)) _versions.Add(text);
        return $"v{_versions.IndexOf(text)}";
    }

    /// <summary>A row.</summary>
    public string Tell(TableEntity row) => string.Join(
        ' ',
        row.Where(column => column.Key is not "odata.etag").OrderBy(column => column.Key, StringComparer.Ordinal)
            .Select(column => column.Key == "Timestamp" ? "Timestamp" : $"{column.Key}={Text(column.Value)}").Prepend(Tell(row.ETag, KeyOf(row))));

    /// <summary>What tells a row from others; without it for a row that was read in part.</summary>
    public static string KeyOf(TableEntity row) => $"{row.PartitionKey}\n{row.RowKey}";

    private static string Text(object? value) => value switch
    {
        byte[] bytes => $"Binary {Convert.ToHexString(bytes)}",
        DateTimeOffset moment => $"Moment {moment:O}",
        null => "null",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value.GetType().Name} {value}"),
    };
}
