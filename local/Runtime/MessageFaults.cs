namespace Smart.Local.Runtime;

/// <summary>Decides what becomes of messages on their way; a test injects its faults here.</summary>
public interface IMessageFaults
{
    /// <summary>Asked once for each message that is sent, in the order of sending.</summary>
    /// <param name="message">The message.</param>
    MessageFate FateOf(MessageOnItsWay message);
}

/// <summary>How a message travels.</summary>
public enum MessageChannel
{
    /// <summary>A message to a queue.</summary>
    Queue,

    /// <summary>An event raised for an orchestration by a client.</summary>
    Event,
}

/// <summary>A message that was sent and has not arrived yet.</summary>
/// <param name="Channel">How it travels.</param>
/// <param name="Target">The queue, or the instance of the orchestration.</param>
/// <param name="Id">The message id, or the name of the event.</param>
public sealed record MessageOnItsWay(MessageChannel Channel, string Target, string Id);

/// <summary>What becomes of a message.</summary>
/// <param name="Copies">How often it arrives: 0 lost, 1 as sent, 2 and more repeated. Duplicate detection does not see the copies.</param>
/// <param name="Delay">How much later than sent, on the clock of the runtime: later messages overtake it.</param>
public sealed record MessageFate(int Copies, TimeSpan Delay)
{
    /// <summary>As sent.</summary>
    public static MessageFate Arrives { get; } = new(1, TimeSpan.Zero);

    /// <summary>Never; its sender is told that it was taken.</summary>
    public static MessageFate Lost { get; } = new(0, TimeSpan.Zero);

    /// <summary>Twice.</summary>
    public static MessageFate Repeated { get; } = new(2, TimeSpan.Zero);

    /// <summary>Once, later.</summary>
    /// <param name="delay">How much later.</param>
    public static MessageFate Late(TimeSpan delay) => new(1, delay);
}
