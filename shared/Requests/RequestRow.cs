using Smart.Shared.Storage;

namespace Smart.Shared.Requests;

/// <summary>How far a request is.</summary>
public enum RequestState
{
    /// <summary>Claimed; its effect may have happened or not.</summary>
    InProgress,

    /// <summary>Answered; the answer is kept.</summary>
    Done,
}

/// <summary>
/// A request by its caller and idempotency key: partition and row are their hash. Claimed before the effect.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record RequestRow : StoredRow
{
    /// <summary>Method and path.</summary>
    public required string Route { get; init; }

    /// <summary>SHA-256 of the body.</summary>
    public required string BodyHash { get; init; }

    /// <summary>How far it is.</summary>
    public required RequestState State { get; init; }

    /// <summary>Until when the attempt under way is left alone (UTC); after it the same request may be repeated.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>When the key is free again (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The HTTP status that was answered.</summary>
    public int Status { get; init; }

    /// <summary>The JSON that was answered: keys and amounts, no personal data.</summary>
    public string? Body { get; init; }
}

/// <summary>What becomes of a request that names an idempotency key.</summary>
public abstract record RequestClaim
{
    private RequestClaim()
    {
    }

    /// <summary>The caller may go on and must finish, forget or abandon the row.</summary>
    /// <param name="Row">The claim.</param>
    public sealed record Claimed(RequestRow Row) : RequestClaim;

    /// <summary>It was answered before; the answer stands.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Body">JSON.</param>
    public sealed record Repeated(int Status, string Body) : RequestClaim;

    /// <summary>It cannot run.</summary>
    /// <param name="Refusal">Why.</param>
    /// <param name="RetryAfter">When to try again, where that helps.</param>
    public sealed record Refused(Refusal Refusal, TimeSpan? RetryAfter) : RequestClaim;
}
