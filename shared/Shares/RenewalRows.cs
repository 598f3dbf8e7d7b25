using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>Keys of renewals.</summary>
public static class RenewalKeys
{
    /// <summary>The partition, in the table of sweeps, of the yearly runs.</summary>
    public const string Runs = "renewal";

    /// <summary>The partition that indexes every holder of shares.</summary>
    public const string Holders = "holders";

    /// <summary>A member's renewal for a year.</summary>
    public static string Renewal(string memberId, int year) => $"renewal|{memberId}|{year:0000}";

    /// <summary>The run for a year.</summary>
    public static string Run(int year) => $"renewal|{year:0000}";

    /// <summary>The partition that indexes the members whose cover ends with a year.</summary>
    public static string Covered(int year) => $"covered|{year:0000}";

    /// <summary>A member in that index.</summary>
    public static string Covered(int year, string memberId) => $"{Covered(year)}|{memberId}";

    /// <summary>A member in the index of holders.</summary>
    public static string Holder(string memberId) => $"holder|{memberId}";
}

/// <summary>How far a member's renewal is.</summary>
public enum RenewalState
{
    /// <summary>The member was asked to pay.</summary>
    Requested,

    /// <summary>The member was asked again, once.</summary>
    Reminded,

    /// <summary>A share covers the year.</summary>
    Covered,

    /// <summary>The year began without cover. Nothing is deleted: a later payment covers from its value date.</summary>
    Lapsed,
}

/// <summary>A member's renewal for a year. Stored names: renaming needs a migration.</summary>
public sealed record RenewalRow : StoredRow
{
    /// <summary>The calendar year that is to be covered.</summary>
    public required int Year { get; init; }

    /// <summary>How far it is.</summary>
    public required RenewalState State { get; init; }

    /// <summary>The request to pay; null when the member was covered before one was made.</summary>
    public string? RequestId { get; init; }

    /// <summary>When the member was asked.</summary>
    public DateOnly? RequestedOn { get; init; }

    /// <summary>When the member was asked again.</summary>
    public DateOnly? RemindedOn { get; init; }

    /// <summary>When it ended, covered or lapsed.</summary>
    public DateOnly? ClosedOn { get; init; }
}

/// <summary>
/// Says that a member's cover may end with a year: a superset, written before the cover is, deleted when the renewal is closed.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record CoveredRow : StoredRow
{
    /// <summary>The member.</summary>
    public required string MemberId { get; init; }

    /// <summary>When its renewal was last started; null before.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>The row of a member and a year.</summary>
    public static CoveredRow Of(int year, string memberId) =>
        new() { PartitionKey = RenewalKeys.Covered(year), RowKey = RenewalKeys.Covered(year, memberId), MemberId = memberId };
}

/// <summary>Says that a member may hold shares: a superset. Stored names: renaming needs a migration.</summary>
public sealed record HolderRow : StoredRow
{
    /// <summary>The member.</summary>
    public required string MemberId { get; init; }

    /// <summary>The row of a member.</summary>
    public static HolderRow Of(string memberId) =>
        new() { PartitionKey = RenewalKeys.Holders, RowKey = RenewalKeys.Holder(memberId), MemberId = memberId };
}

/// <summary>The run of renewals for a year: passes daily while the season lasts. Stored names: renaming needs a migration.</summary>
public sealed record RenewalRunRow : StoredRow
{
    /// <summary>The day of the last complete pass.</summary>
    public required DateOnly LastPassOn { get; init; }

    /// <summary>The day on which no renewal of the year was left open; null before.</summary>
    public DateOnly? DoneOn { get; init; }
}
