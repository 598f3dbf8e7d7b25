using Smart.Shared.Storage;

namespace Smart.Shared.Shares;

/// <summary>Keys of shares in the partition of a member (design section 5).</summary>
public static class ShareKeys
{
    /// <summary>An entry of the register, named by its cause.</summary>
    public static string Entry(string memberId, string cause) => $"{Entries(memberId)}{cause}";

    /// <summary>The start of the key of every entry.</summary>
    public static string Entries(string memberId) => $"share|{memberId}|";

    /// <summary>A request to pay shares; the member keeps the requests of one together.</summary>
    public static string Request(string memberId, string requestId) => $"{Requests(memberId)}{requestId}";

    /// <summary>The start of the key of every request.</summary>
    public static string Requests(string memberId) => $"sharerequest|{memberId}|";

    /// <summary>The marker that a receipt was booked.</summary>
    public static string Receipt(string receiptKey) => $"sharereceipt|{receiptKey}";
}

/// <summary>How far a request to pay shares is.</summary>
public enum ShareRequestState
{
    /// <summary>Not paid, or in part.</summary>
    Open,

    /// <summary>Paid in full: the shares are in the register.</summary>
    Paid,
}

/// <summary>A request to pay shares, with a structured communication of its own. Stored names: renaming needs a migration.</summary>
public sealed record ShareRequestRow : StoredRow
{
    /// <summary>Its id: random, means nothing.</summary>
    public required string RequestId { get; init; }

    /// <summary>How many shares.</summary>
    public required int Count { get; init; }

    /// <summary>The price of them all.</summary>
    public required Money Amount { get; init; }

    /// <summary>Their class.</summary>
    public required string ShareClass { get; init; }

    /// <summary>The twelve digits to pay with.</summary>
    public required string Reference { get; init; }

    /// <summary>When it was made.</summary>
    public required DateOnly RequestedOn { get; init; }

    /// <summary>Last day to pay.</summary>
    public required DateOnly PayBefore { get; init; }

    /// <summary>The calendar year of the renewal that it belongs to; null for a purchase.</summary>
    public int? RenewalYear { get; init; }

    /// <summary>How far it is.</summary>
    public ShareRequestState State { get; init; }

    /// <summary>Received so far; never more than the amount.</summary>
    public Money Received { get; init; }

    /// <summary>The latest value date of what was received: that of the register once all is paid.</summary>
    public DateOnly? LastValueDate { get; init; }

    /// <summary>The member: the partition.</summary>
    public string MemberId => PartitionKey;
}

/// <summary>An entry of the register of shares: append-only, it proves ownership (art. 6:24–6:25 CSA). Stored names: renaming needs a migration.</summary>
public sealed record ShareEntry : StoredRow
{
    /// <summary>What caused it: the request that was paid.</summary>
    public required string Cause { get; init; }

    /// <summary>Shares issued.</summary>
    public required int Count { get; init; }

    /// <summary>Their class.</summary>
    public required string ShareClass { get; init; }

    /// <summary>Paid on them.</summary>
    public required Money Paid { get; init; }

    /// <summary>The day on which the money was received: the date of the entry.</summary>
    public required DateOnly ValueDate { get; init; }

    /// <summary>When it was booked, UTC.</summary>
    public required DateTimeOffset BookedAt { get; init; }

    /// <summary>The member: the partition.</summary>
    public string MemberId => PartitionKey;
}

/// <summary>The marker that a receipt was booked on a request: inserted once. Stored names: renaming needs a migration.</summary>
public sealed record ShareReceiptRow : StoredRow
{
    /// <summary>The request.</summary>
    public required string RequestId { get; init; }

    /// <summary>What of the receipt was set against the request.</summary>
    public required Money Applied { get; init; }

    /// <summary>What of the receipt was not needed.</summary>
    public required Money Excess { get; init; }

    /// <summary>Whether it completed the payment.</summary>
    public required bool Completed { get; init; }
}
