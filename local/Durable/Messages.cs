using System.Security.Cryptography;
using System.Text;

namespace Smart.Local.Durable;

/// <summary>Something one instance sends to another.</summary>
/// <param name="Target">The receiver.</param>
/// <param name="Key">The same on every attempt: sender, batch and place in the batch.</param>
internal abstract record OutgoingMessage(string Target, string Key)
{
    internal sealed record Start(string Target, string Key, ChildStarted Child, ParentLink Parent) : OutgoingMessage(Target, Key);

    /// <summary>An event, a result or an end; a result is for one execution only.</summary>
    internal sealed record Post(string Target, string Key, HistoryEvent Event, int? Execution) : OutgoingMessage(Target, Key);
}

/// <summary>The messages that follow from a committed batch: nothing else needs storing to send them again.</summary>
internal static class Messages
{
    internal static bool IsOutgoing(HistoryEvent @event) => @event is ChildStarted or EventSent or ChildTerminationSent;

    internal static IReadOnlyList<OutgoingMessage> Of(InstanceRow row, HistoryBatch batch)
    {
        var sender = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Id)))[..16];
        var messages = new List<OutgoingMessage>();
        for (var index = 0; index < batch.Events.Count; index++)
        {
            var key = $"x-{sender}-{row.CreatedAt.UtcTicks:x}-{batch.Ref.Execution}-{batch.Ref.Episode}-{index}";
            switch (batch.Events[index])
            {
                case ChildStarted child:
                    messages.Add(new OutgoingMessage.Start(
                        child.InstanceId, key, child, new ParentLink(row.Id, row.Name, batch.Ref.Execution, child.Id)));
                    break;
                case EventSent sent:
                    messages.Add(new OutgoingMessage.Post(sent.Target, key, new EventRaised(sent.Name, sent.Payload), null));
                    break;
                case ChildTerminationSent ended:
                    messages.Add(new OutgoingMessage.Post(ended.InstanceId, key, new ExecutionTerminated(null, true), null));
                    break;
                case ExecutionFinished finished when row.Parent is { } parent:
                    HistoryEvent result = finished.Failure is { } failure
                        ? new ChildFailed(parent.TaskId, failure)
                        : new ChildCompleted(parent.TaskId, finished.Output);
                    messages.Add(new OutgoingMessage.Post(parent.InstanceId, key, result, parent.Execution));
                    break;
                case ExecutionTerminated when row.Parent is { } parent:
                    var reason = new FailureInfo("Terminated", "The sub-orchestration was terminated.", null, null);
                    messages.Add(new OutgoingMessage.Post(parent.InstanceId, key, new ChildFailed(parent.TaskId, reason), parent.Execution));
                    break;
                default:
                    break;
            }
        }

        return messages;
    }
}
