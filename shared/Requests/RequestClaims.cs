using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Storage;

namespace Smart.Shared.Requests;

/// <summary>Keeps what was asked under an idempotency key, and what was answered.</summary>
public sealed class RequestClaims(TableStore store, TimeProvider time)
{
    /// <summary>How long an attempt is left alone: longer than any request runs, so that only a crashed attempt is repeated.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // The service stores at most 32 Ki characters in a column; a longer answer is made again by the operation, which is idempotent.
    private const int MaximumBody = 30_000;

    /// <summary>The id of a request: hash of caller and key.</summary>
    public static string IdOf(string caller, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\n{key}")));

    /// <summary>Claims the key for this request, or says why not.</summary>
    public async Task<RequestClaim> ClaimAsync(string id, string route, string bodyHash, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var fresh = new RequestRow
        {
            PartitionKey = id,
            RowKey = id,
            Route = route,
            BodyHash = bodyHash,
            State = RequestState.InProgress,
            LeaseUntil = now + Lease,
            ExpiresAt = now + Kept,
        };
        var commit = await store.CommitAsync(Batch(id).Insert(fresh), cancellationToken);
        if (commit.IsCommitted) return new RequestClaim.Claimed(fresh with { ETag = commit.ETag });
        var there = await FindAsync(id, cancellationToken);
        if (there is null) return InProgress(TimeSpan.FromSeconds(1));
        if (Decide(there, route, bodyHash, now) is { } answer) return answer;
        commit = await store.CommitAsync(Batch(id).Replace(fresh with { ETag = there.ETag }), cancellationToken);
        return commit.IsCommitted ? new RequestClaim.Claimed(fresh with { ETag = commit.ETag }) : InProgress(Lease);
    }

    /// <summary>Keeps the answer.</summary>
    public async Task FinishAsync(RequestRow row, int status, string body, CancellationToken cancellationToken = default)
    {
        var current = await CurrentAsync(row, cancellationToken);
        if (current is null) return;
        var done = body.Length <= MaximumBody
            ? current with { State = RequestState.Done, Status = status, Body = body }
            : current with { LeaseUntil = time.GetUtcNow() };
        await store.CommitAsync(Batch(row.PartitionKey).Replace(done), cancellationToken);
    }

    /// <summary>Frees the key: the request was refused and changed nothing.</summary>
    public async Task ForgetAsync(RequestRow row, CancellationToken cancellationToken = default)
    {
        if (await CurrentAsync(row, cancellationToken) is { } current)
        {
            await store.CommitAsync(Batch(row.PartitionKey).Delete(current), cancellationToken);
        }
    }

    /// <summary>Ends the lease of an attempt that failed, so that the caller can repeat at once.</summary>
    public async Task AbandonAsync(RequestRow row, CancellationToken cancellationToken = default)
    {
        if (await CurrentAsync(row, cancellationToken) is { } current)
        {
            await store.CommitAsync(Batch(row.PartitionKey).Replace(current with { LeaseUntil = time.GetUtcNow() }), cancellationToken);
        }
    }

    /// <summary>What a row that is there says to a request; null when the request may take the row over.</summary>
    public static RequestClaim? Decide(RequestRow there, string route, string bodyHash, DateTimeOffset now)
    {
        if (there.ExpiresAt <= now) return null;
        if (there.Route != route || there.BodyHash != bodyHash)
        {
            return new RequestClaim.Refused(
                Refusal.Rules("idempotency-key-reused", "This idempotency key was used for another request.", "Idempotency-Key"), RetryAfter: null);
        }

        if (there.State == RequestState.Done) return new RequestClaim.Repeated(there.Status, there.Body ?? "");
        return there.LeaseUntil > now ? InProgress(there.LeaseUntil - now) : null;
    }

    private static RequestClaim.Refused InProgress(TimeSpan retryAfter) =>
        new(Refusal.State("request-in-progress", "The same request is being worked on."), retryAfter);

    private static RowBatch Batch(string id) => new(TableNames.Requests, id);

    private Task<RequestRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        store.FindAsync<RequestRow>(TableNames.Requests, id, id, cancellationToken);

    // The version is unknown when the answer to the claim was lost.
    private async Task<RequestRow?> CurrentAsync(RequestRow row, CancellationToken cancellationToken) =>
        row.ETag != default ? row : await FindAsync(row.RowKey, cancellationToken);
}
