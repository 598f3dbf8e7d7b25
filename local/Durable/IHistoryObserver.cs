namespace Smart.Local.Durable;

/// <summary>Is told of executions that ended: what a recorder of histories listens to.</summary>
public interface IHistoryObserver
{
    /// <summary>Called once the end is stored, before the instance takes its next step. Must be quick and must not throw.</summary>
    /// <param name="execution">The execution.</param>
    void Ended(EndedExecution execution);
}

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
