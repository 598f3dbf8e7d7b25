using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Storage;

namespace Smart.Shared.Access;

/// <summary>A client's way in without a sign-in, stored under the hash of its token. Stored names: renaming needs a migration.</summary>
public sealed record LinkRow : StoredRow
{
    /// <summary>The debtor whose things it shows.</summary>
    public required string DebtorId { get; init; }

    /// <summary>The one invoice it shows; null for all of the debtor.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Names the link without opening it.</summary>
    public string Id => RowKey["link|".Length..];
}

/// <summary>A new link. The token is shown once and stored nowhere.</summary>
/// <param name="Token">What opens it: 200 random bits.</param>
/// <param name="Id">What names it, for revoking.</param>
/// <param name="ExpiresAt">When it ends, UTC.</param>
public sealed record LinkToken(string Token, string Id, DateTimeOffset ExpiresAt);

/// <summary>Random, expiring, revocable tokens with which a client sees an invoice, pays or disputes (design section 6).</summary>
public sealed class LinkTokens(TableStore store, IIdSource ids, TimeProvider time)
{
    /// <summary>Makes a link to a debtor's things, or to one invoice.</summary>
    public async Task<LinkToken> CreateAsync(string debtorId, string? invoiceNumber, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        var token = ids.NewId() + ids.NewId();
        var id = IdOf(token);
        var row = new LinkRow
        {
            PartitionKey = Key(id),
            RowKey = Key(id),
            DebtorId = debtorId,
            InvoiceNumber = invoiceNumber,
            ExpiresAt = expiresAt,
        };
        await store.CommitAsync(new RowBatch(TableNames.Principals, row.PartitionKey).Insert(row), cancellationToken);
        return new LinkToken(token, id, expiresAt);
    }

    /// <summary>What a token opens, or null when it is unknown, over or revoked.</summary>
    public async Task<LinkRow?> ResolveAsync(string? token, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(token)) return null;
        var row = await FindAsync(IdOf(token), cancellationToken);
        return row is { RevokedAt: null } && row.ExpiresAt > time.GetUtcNow() ? row : null;
    }

    /// <summary>Closes a link for good; false when there is none of that id.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken = default)
    {
        var row = await FindAsync(id, cancellationToken);
        if (row is null or { RevokedAt: not null }) return row is not null;
        var revoked = row with { RevokedAt = time.GetUtcNow() };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Principals, row.PartitionKey).Replace(revoked), cancellationToken);
        return commit.IsCommitted || await RevokeAsync(id, cancellationToken);
    }

    private static string Key(string id) => $"link|{id}";

    private static string IdOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private Task<LinkRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        store.FindAsync<LinkRow>(TableNames.Principals, Key(id), Key(id), cancellationToken);
}
