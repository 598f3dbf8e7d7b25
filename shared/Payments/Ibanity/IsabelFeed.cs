using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Payments.Import;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>
/// Fetches the account reports of Isabel Connect and hands the files in as finance would. A report is dealt with once; the last id
/// moves after a report only when each before it is dealt with.
/// </summary>
public sealed class IsabelFeed(IsabelApi api, BankFileStore files, FeedStore feeds, IOptions<IbanitySettings> settings, BusinessClock clock)
{
    /// <summary>Who sent its files.</summary>
    public const string SentBy = "isabel-connect";

    private const int DownloadAttempts = 3;
    private const int ReportsAtOnce = 200;

    /// <summary>Looks for new reports when a time is due and not done.</summary>
    /// <param name="startImport">Starts the import of a stored file; the same again is harmless.</param>
    /// <param name="cancellationToken">Ends the polling; the next one goes on.</param>
    /// <returns>False when nothing was due.</returns>
    public async Task<bool> PollAsync(Func<string, CancellationToken, Task> startImport, CancellationToken cancellationToken = default)
    {
        if (!api.IsConnected || FeedSchedule.LastDue(clock.Now, settings.Value.PullHours) is not { } due) return false;
        var feed = await feeds.GetAsync(FeedRow.Isabel, cancellationToken);
        if (feed.DoneDue >= due) return false;
        string? problem;
        try
        {
            problem = await TakeAllAsync(await api.ReportsAsync(feed.LastReportId, cancellationToken), feed, startImport, cancellationToken);
        }
        catch (IbanityException down)
        {
            problem = down.Reason;
        }

        // Not done with a problem: the next hour tries again.
        await feeds.ChangeAsync(FeedRow.Isabel, row => row with { AskedAt = clock.Now, Problem = problem, DoneDue = problem is null ? due : row.DoneDue }, cancellationToken);
        return true;
    }

    private async Task<string?> TakeAllAsync(
        IReadOnlyList<IsabelReport> reports, FeedRow feed, Func<string, CancellationToken, Task> startImport, CancellationToken cancellationToken)
    {
        string? problem = reports.Count > ReportsAtOnce ? "more-to-come" : null;
        var isWithoutHole = true;
        foreach (var report in reports.Take(ReportsAtOnce))
        {
            if (await TryTakeAsync(report, startImport, cancellationToken) is { } failed)
            {
                (problem, isWithoutHole) = (failed, false);
                continue;
            }

            if (isWithoutHole && IsAfter(report, feed)) feed = await feeds.ChangeAsync(FeedRow.Isabel, row => row with { LastReportId = report.Id, LastReceivedAt = report.ReceivedAt }, cancellationToken);
        }

        return problem;
    }

    /// <summary>Deals with a report; what could not be had, or null.</summary>
    private async Task<string?> TryTakeAsync(IsabelReport report, Func<string, CancellationToken, Task> startImport, CancellationToken cancellationToken)
    {
        var id = BankKeys.Join(report.Id);
        if (await feeds.FindReportAsync(id, cancellationToken) is not null) return null;
        var row = new IsabelReportRow
        {
            PartitionKey = IsabelReportRow.Partition,
            RowKey = IsabelReportRow.Key(id),
            State = IsabelReportState.Skipped,
            Format = report.Format,
            Reason = ReasonToSkip(report.Format),
            At = clock.Now,
        };
        if (row.Reason is null)
        {
            try
            {
                row = await DownloadAsync(report, row, cancellationToken);
            }
            catch (IbanityException failure)
            {
                return failure.Reason;
            }

            if (row.FileSha256 is { } sha256) await startImport(sha256, cancellationToken);
        }

        await feeds.PutReportAsync(row, cancellationToken);
        return null;
    }

    private async Task<IsabelReportRow> DownloadAsync(IsabelReport report, IsabelReportRow row, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Whole before it is handed in: half a file would be kept and refused as one.
            await using var waiting = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            try
            {
                if (!await api.DownloadAsync(report, waiting, cancellationToken)) return row with { Reason = "file-too-large" };
                await waiting.FlushAsync(cancellationToken);
                waiting.Position = 0;
                var accepted = await files.AcceptAsync(waiting, SentBy, cancellationToken);
                return accepted.Refusal is { } refusal ? row with { Reason = refusal.Type } : row with { State = IsabelReportState.Accepted, FileSha256 = accepted.Value.Sha256 };
            }
            catch (IbanityException cut) when (cut.Reason == "download-cut" && attempt < DownloadAttempts)
            {
                // Once more.
            }
        }
    }

    // A notification or an intraday report tells what the statement books.
    private static string? ReasonToSkip(string format) => format.ToUpperInvariant() switch
    {
        "CODA" or "CAMT53" => null,
        "CAMT54" => "notification",
        "CAMT52" => "intraday",
        _ => "format-not-read",
    };

    private static bool IsAfter(IsabelReport report, FeedRow feed) =>
        feed.LastReceivedAt is not { } last || string.CompareOrdinal(report.ReceivedAt, last) switch
        {
            0 => feed.LastReportId is not { } id || report.Id.Length > id.Length || (report.Id.Length == id.Length && string.CompareOrdinal(report.Id, id) > 0),
            var order => order > 0,
        };
}
