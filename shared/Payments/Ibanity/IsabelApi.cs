using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Smart.Shared.Payments.Import;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>A report as it is listed.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Format">CODA, MT940, CAMT52, CAMT53, CAMT54…</param>
/// <param name="Size">Bytes of the file; null when it does not say.</param>
/// <param name="ReceivedAt">When the provider received it, as it writes it: a local time, good for ordering.</param>
public sealed record IsabelReport(string Id, string Format, long? Size, string ReceivedAt);

/// <summary>The account reports of Isabel Connect, in the documented shapes.</summary>
public sealed class IsabelApi(IbanityApi api, IOptions<IbanitySettings> settings)
{
    private const int PageSize = 20;
    private const int MostPages = 500;
    private const int LongestId = 100;

    // Between two parts of a file, in real time: a whole file may take longer.
    private TimeSpan Patience => TimeSpan.FromSeconds(settings.Value.TimeoutSeconds);

    /// <summary>Whether it is configured.</summary>
    public bool IsConnected => api.IsConnected(IbanityProduct.Isabel);

    /// <summary>Every report after one, each once, oldest first: the order in which they are listed says nothing.</summary>
    /// <param name="after">The last report that was dealt with; null for all.</param>
    /// <param name="cancellationToken">Ends the requests.</param>
    /// <exception cref="IbanityException">They could not be read.</exception>
    public async Task<IReadOnlyList<IsabelReport>> ReportsAsync(string? after, CancellationToken cancellationToken)
    {
        var reports = new Dictionary<string, IsabelReport>(StringComparer.Ordinal);
        var cursor = after is null ? "" : $"after={Uri.EscapeDataString(after)}&";
        for (var (page, offset) = (0, 0); ; page++)
        {
            if (page == MostPages) throw new IbanityException("pages-do-not-end");
            using var answer = await api.GetAsync(IbanityProduct.Isabel, string.Create(CultureInfo.InvariantCulture, $"account-reports?{cursor}size={PageSize}&offset={offset}"), cancellationToken);
            var root = answer.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array) throw new IbanityException("answer-malformed");
            foreach (var report in data.EnumerateArray().Select(Read)) reports.TryAdd(report.Id, report);
            offset += data.GetArrayLength();
            if (data.GetArrayLength() == 0 || offset >= Total(root)) break;
        }

        return [.. reports.Values.OrderBy(report => report.ReceivedAt, StringComparer.Ordinal).ThenBy(report => report.Id.Length).ThenBy(report => report.Id, StringComparer.Ordinal)];
    }

    /// <summary>Downloads a file to a stream.</summary>
    /// <returns>False when it is larger than a bank file may be.</returns>
    /// <exception cref="IbanityException">It could not be had, or not whole.</exception>
    public async Task<bool> DownloadAsync(IsabelReport report, Stream target, CancellationToken cancellationToken)
    {
        using var answer = await api.OpenAsync(IbanityProduct.Isabel, $"account-reports/{Uri.EscapeDataString(report.Id)}", cancellationToken);
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await using var source = await answer.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[64 * 1024];
            int count;
            stalled.CancelAfter(Patience);
            while ((count = await source.ReadAsync(buffer, stalled.Token)) > 0)
            {
                stalled.CancelAfter(Patience);
                if (target.Length + count > BankFileStore.MaximumLength) return false;
                await target.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException || (cut is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new IbanityException("download-cut", inner: cut);
        }

        var isWhole = (report.Size is null || report.Size == target.Length) && (answer.Content.Headers.ContentLength is not { } told || told == target.Length);
        return isWhole ? true : throw new IbanityException("download-cut");
    }

    private static IsabelReport Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || CompactJws.Text(item, "id") is not { Length: > 0 and <= LongestId } id
            || !item.TryGetProperty("attributes", out var attributes) || attributes.ValueKind != JsonValueKind.Object)
        {
            throw new IbanityException("answer-malformed");
        }

        long? size = attributes.TryGetProperty("fileSize", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var bytes) && bytes > 0 ? bytes : null;
        return new IsabelReport(id, CompactJws.Text(attributes, "fileFormat") ?? "", size, CompactJws.Text(attributes, "receivedAt") ?? "");
    }

    private static long Total(JsonElement root) =>
        root.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("paging", out var paging) && paging.ValueKind == JsonValueKind.Object
        && paging.TryGetProperty("total", out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt64(out var count) ? count : long.MaxValue;
}
