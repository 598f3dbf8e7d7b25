using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Storage;

namespace Smart.Shared.Access;

/// <summary>An identity that is bound to a member. Stored names: renaming needs a migration.</summary>
public sealed record PrincipalRow : StoredRow
{
    /// <summary>The member.</summary>
    public required string MemberId { get; init; }

    /// <summary>When it was bound, UTC.</summary>
    public required DateTimeOffset BoundAt { get; init; }
}

/// <summary>Which member an identity is. Identities are known by a hash of issuer and subject only.</summary>
public sealed class PrincipalDirectory(TableStore store, TimeProvider time)
{
    // A binding never changes once made, so a process reads each only once. Unbound identities are asked for again.
    private readonly ConcurrentDictionary<string, string> _members = new(StringComparer.Ordinal);

    /// <summary>The hash that stands for an identity.</summary>
    public static string HashOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));

    /// <summary>The member of an identity, or null.</summary>
    public async Task<string?> FindMemberAsync(string subjectHash, CancellationToken cancellationToken = default)
    {
        if (_members.TryGetValue(subjectHash, out var known)) return known;
        var key = Key(subjectHash);
        if (await store.FindAsync<PrincipalRow>(TableNames.Principals, key, key, cancellationToken) is not { } bound) return null;
        return _members.GetOrAdd(subjectHash, bound.MemberId);
    }

    /// <summary>Binds an identity to a member, once: bound to another one it is refused.</summary>
    public async Task<Refusal?> BindAsync(string issuer, string subject, string memberId, CancellationToken cancellationToken = default)
    {
        var hash = HashOf(issuer, subject);
        var row = new PrincipalRow { PartitionKey = Key(hash), RowKey = Key(hash), MemberId = memberId, BoundAt = time.GetUtcNow() };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Principals, row.PartitionKey).Insert(row), cancellationToken);
        return commit.IsCommitted || await FindMemberAsync(hash, cancellationToken) == memberId
            ? null
            : Refusal.State("identity-bound", "This identity is bound to another member.");
    }

    private static string Key(string subjectHash) => $"identity|{subjectHash}";
}
