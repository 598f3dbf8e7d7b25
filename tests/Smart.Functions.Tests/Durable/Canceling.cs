using System.Diagnostics.CodeAnalysis;

namespace Smart.Functions.Tests.Durable;

/// <summary>Cancels as an orchestrator must.</summary>
internal static class Canceling
{
    /// <summary>On this thread: the other way resumes on one that is not the orchestrator's.</summary>
    [SuppressMessage("Performance", "CA1849", Justification = "CancelAsync leaves the orchestrator's thread.")]
    [SuppressMessage("Design", "MA0042", Justification = "CancelAsync leaves the orchestrator's thread.")]
    public static void Now(CancellationTokenSource source) => source.Cancel();
}
