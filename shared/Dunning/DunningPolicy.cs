namespace Smart.Shared.Dunning;

/// <summary>When and how debtors are reminded: dated, versioned data. A case keeps the version it started with.</summary>
public sealed record DunningPolicy
{
    /// <summary>The version, such as <c>2026-1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The first day on which new cases take this version.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The steps of each regime.</summary>
    public required IReadOnlyDictionary<DebtorKind, RegimePolicy> Regimes { get; init; }

    /// <summary>A debtor whose overdue balance is below this gets no letter.</summary>
    public required long MinimumCents { get; init; }

    /// <summary>An invoice whose first reminder falls due within this many days goes along with a letter that is sent anyway.</summary>
    public required int GroupWithinDays { get; init; }

    /// <summary>How many working days old the bank data may be.</summary>
    public required int FreshnessWorkingDays { get; init; }

    /// <summary>After this many working days of stale data a person is called.</summary>
    public required int StaleAttentionWorkingDays { get; init; }

    /// <summary>Working days after which the provider is asked whether a letter came back.</summary>
    public required int DeliveryCheckWorkingDays { get; init; }

    /// <summary>Postage in force, in cents: with EUR 7.50 the most that a consumer's further reminder costs (rules 1.5).</summary>
    public required long PostageCents { get; init; }

    /// <summary>Calendar days that an approver has to decide on a legal file.</summary>
    public int ApprovalDays { get; init; } = 14;

    /// <summary>Calendar days between two messages to the approver.</summary>
    public int ApprovalNagDays { get; init; } = 3;

    /// <summary>The steps of a regime.</summary>
    public RegimePolicy For(DebtorKind kind) => Regimes[kind];
}

/// <summary>The steps of one regime.</summary>
/// <param name="Levels">First reminder, second, last: at least one.</param>
/// <param name="LegalAfterDays">Days after the last level until the case goes to the legal file.</param>
public sealed record RegimePolicy(IReadOnlyList<LevelPolicy> Levels, int LegalAfterDays);

/// <summary>One level.</summary>
/// <param name="AfterDays">Calendar days after the due date (level 1) or after the letter of the level before.</param>
/// <param name="Claims">Whether the letter claims interest and the fixed or lump sum that the regime allows.</param>
/// <param name="PayWithinDays">The term that the letter gives, in calendar days.</param>
public sealed record LevelPolicy(int AfterDays, bool Claims, int PayWithinDays);
