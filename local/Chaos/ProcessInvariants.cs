using Smart.Local.Broker;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Shares;
using Smart.Shared.Storage;

namespace Smart.Local.Chaos;

/// <summary>What must hold of letters that left, and of work that must be over.</summary>
internal static class ProcessInvariants
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("each message was delivered once", MailOnce),
        new("each invoice says how it was delivered", Delivered),
        new("no orchestration failed", NothingFailed),
        new("no orchestration is left running", NothingRuns),
        new("no message is a dead letter", NoDeadLetters),
        new("the queue is empty", QueueIsEmpty),
        new("no guard row names what is done", NoWorkLeft),
        new("nobody honest was surprised", NoSurprises),
    ];

    private static IEnumerable<(string Key, string Expected, string Found)> MailOnce(ChaosEvidence evidence) => InvoiceInvariants.Same(
        evidence.State.Invoices.Select(invoice => $"invoice-{invoice.Number}")
            .Concat(evidence.State.ShareRequests.Where(request => request.State == ShareRequestState.Paid).Select(request => $"shares-{request.RequestId}")),
        evidence.State.Mail.Select(mail => mail.OperationId),
        "delivery");

    private static IEnumerable<(string Key, string Expected, string Found)> Delivered(ChaosEvidence evidence)
    {
        var taken = evidence.State.Mail.Select(mail => $"{mail.OperationId} {mail.ProviderId}").ToHashSet(StringComparer.Ordinal);
        return evidence.State.Invoices
            .Where(invoice => invoice.Delivery != DeliveryState.Delivered || !taken.Contains($"invoice-{invoice.Number} {invoice.ProviderId}"))
            .Select(invoice => (invoice.Number, "delivered, by the provider's name for it", $"{invoice.Delivery} {invoice.ProviderId}"));
    }

    private static IEnumerable<(string Key, string Expected, string Found)> NothingFailed(ChaosEvidence evidence) =>
        evidence.State.Instances.Where(instance => instance.Status is "Failed" or "Terminated").Select(instance => (instance.Id, "completed", instance.Status));

    private static IEnumerable<(string Key, string Expected, string Found)> NothingRuns(ChaosEvidence evidence) =>
        Running(evidence.State).Select(instance => (instance.Id, "completed", instance.Status));

    private static IEnumerable<(string Key, string Expected, string Found)> NoDeadLetters(ChaosEvidence evidence) =>
        evidence.State.Messages.Where(message => message.State == nameof(MessageState.DeadLettered)).Select(message => (message.Id, "handled", message.State));

    private static IEnumerable<(string Key, string Expected, string Found)> QueueIsEmpty(ChaosEvidence evidence) =>
        Waiting(evidence.State).Select(message => (message.Id, "handled", message.State));

    private static IEnumerable<(string Key, string Expected, string Found)> NoWorkLeft(ChaosEvidence evidence) =>
        Guards(evidence.State).Select(row => (row.Subject, "no guard row", $"{row.PartitionKey} {row.RowKey}, written {row.WrittenAt:HH:mm:ss}"));

    private static IEnumerable<(string Key, string Expected, string Found)> NoSurprises(ChaosEvidence evidence) =>
        evidence.Promised.Surprises.Select(surprise => (surprise.Key, "an answer that was earned", surprise.Id));

    /// <summary>What keeps the product from rest, in words; empty when it is at rest.</summary>
    public static IReadOnlyList<string> Unrest(ChaosState state) =>
    [
        .. Guards(state).Select(row => $"work {row.Purpose} {row.Subject}"),
        .. Running(state).Select(instance => $"instance {instance.Id}"),
        .. Waiting(state).Select(message => $"message {message.Id}"),
        .. state.Receipts.Where(receipt => receipt.State == ReceiptState.Received).Select(receipt => $"receipt {receipt.Key}"),
        .. state.Inbox.Where(row => row.State == InboxState.Received).Select(row => $"event {row.RowKey}"),
        .. state.Invoices.Where(invoice => invoice.Delivery == DeliveryState.Pending).Select(invoice => $"delivery of {invoice.Number}"),
    ];

    private static IEnumerable<InstanceFound> Running(ChaosState state) => state.Instances.Where(instance => instance.Status is "Running" or "Pending" or "Suspended");

    private static IEnumerable<MessageFound> Waiting(ChaosState state) => state.Messages.Where(message => message.State != nameof(MessageState.DeadLettered));

    // Reminders are due in weeks; the guard of a day's webhooks stays for as long as their provider may repeat them.
    private static IEnumerable<WorkRow> Guards(ChaosState state) =>
        state.Work.Where(row => row.Purpose != WorkPurpose.Remind && AllocateWork.InboxOf(row) is null);
}
