namespace Smart.Local.Durable;

/// <summary>Where a replay first asked for something else than its history holds.</summary>
/// <param name="Line">The line of the history, from 0.</param>
/// <param name="Expected">What the history holds there.</param>
/// <param name="Found">What the replay asked for.</param>
public sealed record HistoryDifference(int Line, string Expected, string Found);

/// <summary>An orchestrator did not ask for the same as before: the instance fails, and the first difference is named.</summary>
/// <param name="message">Expected action, found action, line of the history.</param>
public sealed class NonDeterminismException(string message) : InvalidOperationException(message)
{
    /// <summary>The first difference.</summary>
    public HistoryDifference? Difference { get; private init; }

    internal static NonDeterminismException Of(InstanceRow row, HistoryDifference difference) => new(
        $"Orchestrator '{row.Name}' of instance '{row.Id}' is not deterministic: line {difference.Line} of its history " +
        $"expects {difference.Expected}, the replay asked for {difference.Found}.")
    {
        Difference = difference,
    };
}

/// <summary>An orchestrator awaited something that its context did not give.</summary>
/// <param name="message">What to do instead.</param>
public sealed class IllegalAwaitException(string message) : InvalidOperationException(message);
