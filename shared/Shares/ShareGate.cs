namespace Smart.Shared.Shares;

/// <summary>What the gate says of a contract.</summary>
public enum ShareGateDecision
{
    /// <summary>One of the first three contracts: no share is needed, ever.</summary>
    NotNeeded,

    /// <summary>A share covers the day.</summary>
    Covered,

    /// <summary>A share must be bought first.</summary>
    ShareRequired,
}

/// <summary>Whether a member may declare or invoice a contract: a share is needed from the fourth contract on (rules 6.3).</summary>
public static class ShareGate
{
    /// <summary>The contracts that never need a share.</summary>
    public const int ContractsWithoutShare = 3;

    /// <summary>Decides for a contract by its ordinal among the member's contracts, on the day of declaring or invoicing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal does not start at one.</exception>
    public static ShareGateDecision Decide(int ordinal, ShareCoverage coverage, DateOnly day)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ordinal);
        if (ordinal <= ContractsWithoutShare) return ShareGateDecision.NotNeeded;
        return coverage.IsCovered(day) ? ShareGateDecision.Covered : ShareGateDecision.ShareRequired;
    }
}
