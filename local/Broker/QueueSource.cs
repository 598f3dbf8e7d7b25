using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Smart.Local.Functions;
using Smart.Local.Runtime;

namespace Smart.Local.Broker;

/// <summary>Delivers the messages of one queue to the function it triggers.</summary>
internal sealed class QueueSource : IWorkSource
{
    private readonly MessageQueue _queue;
    private readonly LocalFunction _function;
    private readonly FunctionInvoker _invoker;
    private readonly Fence _fence;

    public QueueSource(MessageBroker broker, string queue, LocalFunction function, FunctionInvoker invoker, Fence fence)
    {
        _queue = broker.Queue(queue);
        _function = function;
        _invoker = invoker;
        _fence = fence;
        _queue.Changed += (_, _) => WorkArrived?.Invoke(this, EventArgs.Empty);
    }

    public event EventHandler? WorkArrived;

    public string Name => $"queue {_queue.Name}";

    public WorkDue? NextDue() => _queue.NextDue() is { } due ? new WorkDue(due.At, due.Sequence) : null;

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await _queue.ReceiveAsync(cancellationToken) is not { } delivery)
                return false;
            await DeliverAsync(delivery, cancellationToken);
            await _queue.PurgeAsync();
            return true;
        }
        catch (Exception e) when (e is not FencedException && !cancellationToken.IsCancellationRequested)
        {
            // Storage failed the queue. It is tried again a little later, as a receiver does that has lost its connection.
            _queue.Rest();
            throw;
        }
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var received = ReceivedMessage.From(delivery);
        var actions = new LocalMessageActions(_queue, _fence);
        try
        {
            await _invoker.InvokeAsync(_function, Input(received, actions), cancellationToken);
            if (((ServiceBusTriggerAttribute)_function.Trigger).AutoCompleteMessages && !actions.HasSettled)
                await actions.CompleteMessageAsync(received, cancellationToken);
        }
        catch (Exception e) when (e is not FencedException && !cancellationToken.IsCancellationRequested)
        {
            // Traced by the invoker. The message comes again until it has failed too often.
            if (!actions.HasSettled)
                await AbandonAsync(received, actions, cancellationToken);
        }
        finally
        {
            _queue.Release(delivery);
        }
    }

    private static async Task AbandonAsync(ServiceBusReceivedMessage received, LocalMessageActions actions, CancellationToken cancellationToken)
    {
        try
        {
            await actions.AbandonMessageAsync(received, cancellationToken: cancellationToken);
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            // It was settled after all, or has ended its lock: either way it stands where it should.
        }
    }

    private static TriggerInput Input(ServiceBusReceivedMessage received, LocalMessageActions actions)
        => new(received.MessageId, type => ReceivedMessage.Convert(received, type))
        {
            Values = [actions],
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
            {
                [nameof(received.MessageId)] = received.MessageId,
                [nameof(received.SessionId)] = received.SessionId,
                [nameof(received.DeliveryCount)] = received.DeliveryCount,
                [nameof(received.EnqueuedTime)] = received.EnqueuedTime,
                [nameof(received.SequenceNumber)] = received.SequenceNumber,
                [nameof(received.CorrelationId)] = received.CorrelationId,
            },
        };
}
