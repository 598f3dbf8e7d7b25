using System.Collections.Concurrent;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>A stored policy. Stored names: renaming needs a migration.</summary>
public sealed record DunningPolicyRow : StoredRow
{
    /// <summary>The partition of the dunning policies.</summary>
    public const string Partition = "dunning";

    /// <summary>The policy.</summary>
    public required DunningPolicy Policy { get; init; }
}

/// <summary>Finds policies. A version never changes once stored, so a process reads each only once.</summary>
public sealed class DunningPolicies(TableStore store)
{
    private readonly ConcurrentDictionary<string, DunningPolicy> _byVersion = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<DateOnly, DunningPolicy> _inForce = new();

    /// <summary>The policy that comes with the product.</summary>
    public static DunningPolicy BuiltIn { get; } = EmbeddedJson.Read<DunningPolicy>("dunning-policy.data.json");

    /// <summary>Adds a version; an existing one is not changed (false).</summary>
    public async Task<bool> AddAsync(DunningPolicy policy, CancellationToken cancellationToken = default)
    {
        var row = new DunningPolicyRow { PartitionKey = DunningPolicyRow.Partition, RowKey = policy.Version, Policy = policy };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Policies, DunningPolicyRow.Partition).Insert(row), cancellationToken);
        _inForce.Clear();
        return commit.IsCommitted;
    }

    /// <summary>The policy of a version; the built-in one needs no row.</summary>
    public async Task<DunningPolicy> GetAsync(string version, CancellationToken cancellationToken = default)
    {
        if (version == BuiltIn.Version) return BuiltIn;
        if (_byVersion.TryGetValue(version, out var known)) return known;
        var row = await store.FindAsync<DunningPolicyRow>(TableNames.Policies, DunningPolicyRow.Partition, version, cancellationToken)
            ?? throw new InvalidOperationException($"Dunning policy {version} is not stored.");
        return _byVersion.GetOrAdd(version, row.Policy);
    }

    /// <summary>
    /// The newest policy in force on a day, for a case that opens then. A process asks once a day: a version added elsewhere on the
    /// day it starts counts from the next.
    /// </summary>
    public async Task<DunningPolicy> InForceAsync(DateOnly today, CancellationToken cancellationToken = default)
    {
        if (_inForce.TryGetValue(today, out var known)) return known;
        var newest = BuiltIn;
        await foreach (var row in store.PrefixAsync<DunningPolicyRow>(TableNames.Policies, DunningPolicyRow.Partition, "2", cancellationToken))
        {
            if (row.Policy.ValidFrom <= today && row.Policy.ValidFrom > newest.ValidFrom) newest = row.Policy;
        }

        _inForce.Clear();
        return _inForce[today] = newest;
    }
}
