namespace Smart.Local.Durable;

/// <summary>An orchestrator did not ask for the same as before: the instance fails, and the first difference is named.</summary>
/// <param name="message">Expected action, found action, line of the history.</param>
public sealed class NonDeterminismException(string message) : InvalidOperationException(message);

/// <summary>An orchestrator awaited something that its context did not give.</summary>
/// <param name="message">What to do instead.</param>
public sealed class IllegalAwaitException(string message) : InvalidOperationException(message);
