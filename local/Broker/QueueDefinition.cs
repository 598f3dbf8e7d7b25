using Microsoft.Azure.Functions.Worker;
using Smart.Local.Functions;

namespace Smart.Local.Broker;

/// <summary>A queue that exists because a function is triggered by it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasSessions">Whether each message belongs to a session and the messages of a session come in order.</param>
public sealed record QueueDefinition(string Name, bool HasSessions = false)
{
    /// <summary>The queue as the trigger of a function wants it.</summary>
    internal static QueueDefinition Of(string name, LocalFunction function)
        => new(name, ((ServiceBusTriggerAttribute)function.Trigger).IsSessionsEnabled);
}
