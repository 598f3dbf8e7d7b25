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

    /// <summary>The orchestration of the dunning stage.</summary>
    public const string DunningOrchestration = "DunningCase";

    /// <summary>The orchestration of the legal stage.</summary>
    public const string LegalOrchestration = "LegalEscalation";

    /// <summary>The instance that handles a case at a stage.</summary>
    public static string InstanceOf(string caseId, CaseStage stage) => stage == CaseStage.Legal ? $"legal-{caseId}" : $"dunning-{caseId}";

    /// <summary>The orchestration that handles a case at a stage.</summary>
    public static string OrchestrationOf(CaseStage stage) => stage == CaseStage.Legal ? LegalOrchestration : DunningOrchestration;
}

/// <summary>What the orchestration of a case is started with.</summary>
/// <param name="DebtorId">The debtor.</param>
/// <param name="CaseId">The case.</param>
public sealed record CaseInput(string DebtorId, string CaseId);
