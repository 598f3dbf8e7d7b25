namespace Smart.Shared.Debtors;

/// <summary>Who handles a case.</summary>
public enum CaseStage
{
    /// <summary>Reminders: instance <c>dunning-{case}</c>.</summary>
    Dunning,

    /// <summary>The legal file: instance <c>legal-{case}</c>.</summary>
    Legal,
}

/// <summary>How a case is woken: an event is a hint, what woke it re-reads the tables.</summary>
public static class CaseEvents
{
    /// <summary>Something about the debtor changed. Payload: a word that says what.</summary>
    public const string Hint = "Hint";

    /// <summary>A person decided on the legal file. Payload: none that counts; the decision is in the tables.</summary>
    public const string ApprovalDecided = "ApprovalDecided";

    /// <summary>The instance that handles a case at a stage.</summary>
    public static string InstanceOf(string caseId, CaseStage stage) => stage == CaseStage.Legal ? $"legal-{caseId}" : $"dunning-{caseId}";
}
