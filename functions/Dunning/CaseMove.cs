using Smart.Shared.Dunning;

namespace Smart.Functions.Dunning;

/// <summary>An operation on a case.</summary>
/// <param name="OperationId">Instance and moment: the same when the activity is repeated.</param>
/// <param name="DebtorId">The debtor.</param>
/// <param name="CaseId">The case.</param>
public sealed record CaseOperation(string OperationId, string DebtorId, string CaseId);

/// <summary>What the orchestration does next.</summary>
public enum CaseMoveKind
{
    /// <summary>Wait.</summary>
    Wait,

    /// <summary>Bring a letter to its end.</summary>
    Letter,

    /// <summary>Ask whether a letter came back.</summary>
    CheckDelivery,

    /// <summary>Hand over to the legal stage.</summary>
    Escalate,

    /// <summary>End: closed, or another stage handles it.</summary>
    End,
}

/// <summary>The next move of a case.</summary>
/// <param name="Kind">What.</param>
/// <param name="Letter">The letter it is about.</param>
/// <param name="WakeAt">When to look again, UTC.</param>
public sealed record CaseMove(CaseMoveKind Kind, LetterKey? Letter = null, DateTime? WakeAt = null);
