namespace Smart.Shared.Members;

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

    /// <summary>Decides for a contract by its ordinal among the member's contracts.</summary>
    /// <param name="ordinal">First, second, and so on.</param>
    /// <param name="isCovered">Whether a share covers the day of declaring or invoicing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The ordinal does not start at one.</exception>
    public static ShareGateDecision Decide(int ordinal, bool isCovered)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ordinal);
        if (ordinal <= ContractsWithoutShare) return ShareGateDecision.NotNeeded;
        return isCovered ? ShareGateDecision.Covered : ShareGateDecision.ShareRequired;
    }

    /// <summary>The refusal of a contract that needs cover; null when the member may go on.</summary>
    public static Refusal? Check(int ordinal, bool isCovered) => Decide(ordinal, isCovered) == ShareGateDecision.ShareRequired
        ? Refusal.Rules(
            "share-required",
            $"From contract {ContractsWithoutShare + 1} on a share must cover the day of declaring and invoicing. Buy a share first.",
            "contract",
            "rules 6.3: one share for each calendar year of use")
        : null;
}
