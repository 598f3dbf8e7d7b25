namespace Smart.Local.Durable;

/// <summary>
/// Sees what each step of an instance added to its history, also the last step before a continue-as-new, which no store keeps.
/// Called while the instance is held: it must be quick, may not throw, and may not call the engine.
/// </summary>
public interface IDurableObserver
{
    /// <summary>
    /// A step was committed. One whose answer was lost on its way is not told, though the store may have it.
    /// </summary>
    /// <param name="row">The instance after the step, in the execution that the events belong to.</param>
    /// <param name="events">What the step added, in order.</param>
    void Committed(InstanceRow row, IReadOnlyList<HistoryEvent> events)
    {
    }

    /// <summary>An execution has ended; its end is stored, and the instance has not taken its next step.</summary>
    /// <param name="execution">The execution.</param>
    void Ended(EndedExecution execution)
    {
    }
}
