namespace Smart.Local.Durable;

/// <summary>An execution that ended. An instance that continued as new goes on with another.</summary>
/// <param name="Row">The instance before its last step.</param>
/// <param name="History">All events of the execution, those of its last step included.</param>
/// <param name="End">How it ended.</param>
public sealed record EndedExecution(InstanceRow Row, IReadOnlyList<HistoryEvent> History, ExecutionEnd End);

/// <summary>How an execution ended.</summary>
public enum ExecutionEnd
{
    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It continued as new.</summary>
    ContinuedAsNew,

    /// <summary>It was ended from outside.</summary>
    Terminated,
}
