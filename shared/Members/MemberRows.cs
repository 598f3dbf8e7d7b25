using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Members;

/// <summary>Keys in the partition of a member (design section 5).</summary>
public static class MemberKeys
{
    /// <summary>The head.</summary>
    public static string Head(string memberId) => $"head|{memberId}";

    /// <summary>The profile: personal data.</summary>
    public static string Profile(string memberId) => $"profile|{memberId}";

    /// <summary>A contract by its ordinal; five digits keep the order.</summary>
    public static string Contract(string memberId, int ordinal) => $"{Contracts(memberId)}{ordinal:00000}";

    /// <summary>The start of the key of every contract.</summary>
    public static string Contracts(string memberId) => $"contract|{memberId}|";

    /// <summary>The marker that a request declared its contract.</summary>
    public static string Declaration(string requestId) => $"declaration|{requestId}";
}

/// <summary>
/// The head of a member: fixed size, no lists. Its ETag serialises what gets an ordinal and what changes cover.
/// Stored names: renaming needs a migration.
/// </summary>
public sealed record MemberHead : StoredRow
{
    /// <summary>The language of every message.</summary>
    public required Language Language { get; init; }

    /// <summary>When the member was registered, UTC.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>Contracts declared: they are numbered from one without gaps, so this is also the last ordinal.</summary>
    public int ContractCount { get; init; }

    /// <summary>Shares held. Derived from the register.</summary>
    public int ShareCount { get; init; }

    /// <summary>First day of the unbroken stretch that ends with <see cref="CoveredUntil"/>. Derived from the register.</summary>
    public DateOnly? CoveredFrom { get; init; }

    /// <summary>Last day that a share covers. Derived from the register.</summary>
    public DateOnly? CoveredUntil { get; init; }

    /// <summary>The member: the partition.</summary>
    public string MemberId => PartitionKey;

    /// <summary>True when a share covers the day; stretches before a gap are told from the register only.</summary>
    public bool Covers(DateOnly day) => CoveredFrom <= day && day <= CoveredUntil;
}

/// <summary>Personal data of a member; overwritten on erasure.</summary>
public sealed record MemberProfile : StoredRow
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Where messages go.</summary>
    public required string Email { get; init; }

    /// <summary>Domicile: the register of shares holds it (rules 6.1).</summary>
    public required PostalAddress Address { get; init; }
}

/// <summary>A contract that a member declared. Stored names: renaming needs a migration.</summary>
public sealed record MemberContract : StoredRow
{
    /// <summary>First, second, and so on, in the order of declaring.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What it is about; no personal data.</summary>
    public required string Title { get; init; }

    /// <summary>The client, where known.</summary>
    public string? ClientDebtorId { get; init; }

    /// <summary>First day of the work.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day of the work, where known.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>The day on which it was declared: the gate looked at that day.</summary>
    public required DateOnly DeclaredOn { get; init; }
}

/// <summary>Says which contract a request declared, so that a repeated request finds it. Stored names: renaming needs a migration.</summary>
public sealed record ContractDeclaration : StoredRow
{
    /// <summary>The contract's ordinal.</summary>
    public required int Ordinal { get; init; }
}
