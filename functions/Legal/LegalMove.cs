namespace Smart.Functions.Legal;

/// <summary>An operation on a legal file.</summary>
/// <param name="OperationId">Instance and moment: the same when the activity is repeated.</param>
/// <param name="DebtorId">The debtor.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Which message to the approver.</param>
public sealed record LegalOperation(string OperationId, string DebtorId, string CaseId, int Number = 0);

/// <summary>What the orchestration does next.</summary>
public enum LegalMoveKind
{
    /// <summary>Wait.</summary>
    Wait,

    /// <summary>Build the file.</summary>
    Build,

    /// <summary>Write to the approver.</summary>
    Nag,

    /// <summary>The deadline passed: call a person.</summary>
    Expire,

    /// <summary>Hand it over.</summary>
    HandOver,

    /// <summary>Ask the provider whether it left.</summary>
    Resolve,

    /// <summary>Ask the provider whether it came back.</summary>
    CheckDelivery,

    /// <summary>Close file and case.</summary>
    Close,

    /// <summary>End: the case is not at the legal stage.</summary>
    End,
}

/// <summary>The next move of a legal file.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">Which message to the approver.</param>
/// <param name="WakeAt">When to look again, UTC.</param>
public sealed record LegalMove(LegalMoveKind Kind, int Number = 0, DateTime? WakeAt = null);
