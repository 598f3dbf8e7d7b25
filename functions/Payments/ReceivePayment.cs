using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Smart.Functions.Shares;
using Smart.Shared.Debtors;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Functions.Payments;

/// <summary>
/// Books one receipt a message. The dead-letter queue means "cannot be processed", never "busy": a receipt whose debtor is being
/// changed by others comes again a little later.
/// </summary>
public sealed partial class ReceivePayment(PaymentService payments, StripeEvents events, IbanityReceiver ibanity, ReceiptQueue queue, ILogger<ReceivePayment> log)
{
    /// <summary>The queue's trigger.</summary>
    [Function(nameof(ReceivePayment))]
    public async Task RunAsync(
        [ServiceBusTrigger("%ReceiptsQueue%", Connection = "ServiceBus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (ReceiptQueue.Read(message.Body) is not { } asked)
        {
            await actions.DeadLetterMessageAsync(message, deadLetterReason: "malformed", cancellationToken: cancellationToken);
            return;
        }

        try
        {
            await HandleAsync(asked, client, cancellationToken);
        }
        catch (BusyException)
        {
            LogBusy(asked.Key);
            await queue.SendLaterAsync(asked, cancellationToken);
        }
        catch (ReceiptUnknownException)
        {
            await actions.DeadLetterMessageAsync(message, deadLetterReason: "unknown-receipt", cancellationToken: cancellationToken);
            return;
        }

        await actions.CompleteMessageAsync(message, cancellationToken);
    }

    private async Task HandleAsync(ReceiptMessage asked, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (asked.Event && IbanityInbox.Holds(asked.Partition))
        {
            await ibanity.HandleAsync(asked, client, cancellationToken);
            return;
        }

        var outcomes = asked.Event
            ? await events.HandleAsync(asked.Partition, asked.Key, cancellationToken)
            : [await payments.ReceiveAsync(asked.Partition, asked.Key, cancellationToken)];
        foreach (var outcome in outcomes) await client.WakeAsync(outcome, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Receipt {Key} comes again later: its debtor is being changed")]
    private partial void LogBusy(string key);
}

/// <summary>What follows a booked receipt: cases that wait are woken by a hint that may get lost, paid shares are certified.</summary>
internal static class PaymentHints
{
    internal static async Task WakeAsync(this DurableTaskClient client, ReceiptOutcome outcome, CancellationToken cancellationToken)
    {
        foreach (var instance in outcome.Wakes) await client.RaiseEventAsync(instance, CaseEvents.Hint, "receipt", cancellationToken);
        if (outcome.Shares is { } shares) await client.FollowUpAsync(shares, cancellationToken);
    }
}
