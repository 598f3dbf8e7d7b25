using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Smart.Local.Runtime;

namespace Smart.Local.Broker;

/// <summary>Lets a function settle its message itself.</summary>
internal sealed class LocalMessageActions(MessageQueue queue, Fence fence) : ServiceBusMessageActions
{
    /// <summary>Whether the function has settled its message: then nothing else does.</summary>
    public bool HasSettled { get; private set; }

    public override Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
        => SettleAsync(message, new Settlement(MessageState.Done), cancellationToken);

    public override Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default)
        => SettleAsync(message, new Settlement(MessageState.Active, propertiesToModify?.AsReadOnly()), cancellationToken);

    public override Task DeferMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = default, CancellationToken cancellationToken = default)
        => SettleAsync(message, new Settlement(MessageState.Deferred, propertiesToModify?.AsReadOnly()), cancellationToken);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default)
        => SettleAsync(
            message,
            new Settlement(MessageState.DeadLettered, Properties.Merge(Properties.DeadLetter(deadLetterReason, deadLetterErrorDescription), propertiesToModify)),
            cancellationToken);

    public override Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        fence.Check();
        queue.Renew(message.LockToken);
        return Task.CompletedTask;
    }

    private async Task SettleAsync(ServiceBusReceivedMessage message, Settlement settlement, CancellationToken cancellationToken)
    {
        fence.Check();
        await queue.SettleAsync(message.LockToken, settlement, cancellationToken);
        HasSettled = true;
    }
}
