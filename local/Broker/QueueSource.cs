using Microsoft.Azure.Functions.Worker;
using Smart.Local.Functions;
using Smart.Local.Runtime;

namespace Smart.Local.Broker;

/// <summary>Delivers the messages of one queue to the function it triggers.</summary>
internal sealed class QueueSource : IWorkSource
{
    private readonly MessageBroker _broker;
    private readonly MessageQueue _queue;
    private readonly LocalFunction _function;
    private readonly FunctionInvoker _invoker;
    private readonly Fence _fence;

    public QueueSource(MessageBroker broker, string queue, LocalFunction function, FunctionInvoker invoker, Fence fence)
    {
        _broker = broker;
        _queue = broker.Queue(queue);
        _function = function;
        _invoker = invoker;
        _fence = fence;
        broker.MessageArrived += (_, _) => WorkArrived?.Invoke(this, EventArgs.Empty);
    }

    public event EventHandler? WorkArrived;

    public string Name => $"queue {_queue.Name}";

    public WorkDue? NextDue() => _queue.NextDue() is { } due ? new WorkDue(due.At, due.Sequence) : null;

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        if (await _queue.ReceiveAsync(cancellationToken) is not { } delivery)
            return false;
        try
        {
            await DeliverAsync(delivery, cancellationToken);
        }
        finally
        {
            _queue.Release(delivery);
        }

        return true;
    }

    private async Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var trigger = (ServiceBusTriggerAttribute)_function.Trigger;
        var received = ReceivedMessage.From(delivery);
        var actions = new LocalMessageActions(_broker, _queue, _fence);
        var input = new TriggerInput(received.MessageId, type => ReceivedMessage.Convert(received, type))
        {
            Values = [actions],
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
            {
                [nameof(received.MessageId)] = received.MessageId,
                [nameof(received.DeliveryCount)] = received.DeliveryCount,
                [nameof(received.EnqueuedTime)] = received.EnqueuedTime,
                [nameof(received.SequenceNumber)] = received.SequenceNumber,
                [nameof(received.CorrelationId)] = received.CorrelationId,
            },
        };
        try
        {
            await _invoker.InvokeAsync(_function, input, cancellationToken);
            if (trigger.AutoCompleteMessages && !actions.HasSettled)
                await actions.CompleteMessageAsync(received, cancellationToken);
        }
        catch (Exception e) when (e is not FencedException && !cancellationToken.IsCancellationRequested)
        {
            // Traced by the invoker. The message comes again until it has failed too often.
            if (!actions.HasSettled)
                await actions.AbandonMessageAsync(received, cancellationToken: cancellationToken);
        }
    }
}
