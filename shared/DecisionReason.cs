namespace Smart.Shared;

/// <summary>Why a person decided something: a sentence that is kept with the decision.</summary>
public static class DecisionReason
{
    private const int Longest = 1_000;

    /// <summary>422 when there is none, or it is longer than 1,000 characters.</summary>
    public static Refusal? Check(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? Refusal.Required("reason")
        : reason.Length > Longest ? Refusal.Rules("too-long", $"A reason has at most {Longest} characters.", "reason")
        : null;
}
