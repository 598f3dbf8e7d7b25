using Azure;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Functions.Invoicing;

/// <summary>An issued invoice to be printed and delivered; keys only.</summary>
/// <param name="OperationId"><c>invoice-{number}</c>: what the mail provider knows the message by.</param>
/// <param name="DebtorId">The debtor.</param>
/// <param name="Number">The invoice.</param>
/// <param name="GuardDate">The partition of the work row that finds the invoice until it is delivered.</param>
/// <param name="GuardKey">Its row key.</param>
/// <param name="GuardETag">The version that was written: one written anew stays.</param>
public sealed record IssueInvoiceInput(string OperationId, string DebtorId, string Number, string GuardDate, string GuardKey, string GuardETag);

/// <summary>After an invoice has its number: print, deliver, record (design section 4).</summary>
public static class IssueInvoiceOrchestration
{
    private static readonly TaskOptions Retried = TaskOptions.FromRetryPolicy(
        new RetryPolicy(maxNumberOfAttempts: 6, firstRetryInterval: TimeSpan.FromMinutes(1), backoffCoefficient: 3));

    /// <summary>The orchestration, one instance an invoice. When it fails for good, the repair starts it again.</summary>
    [Function(nameof(IssueInvoice))]
    public static async Task<DeliveryState> IssueInvoice([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var input = context.GetInput<IssueInvoiceInput>()!;
        return await context.CallActivityAsync<DeliveryState>(nameof(InvoiceActivities.DeliverInvoice), input, Retried);
    }

    /// <summary>Starts the orchestration of an invoice, once.</summary>
    internal static Task StartAsync(this DurableTaskClient client, InvoiceRow invoice, WorkRow guard, CancellationToken cancellationToken)
    {
        var input = new IssueInvoiceInput(
            $"invoice-{invoice.Number}", invoice.DebtorId, invoice.Number, guard.PartitionKey, guard.RowKey, guard.ETag.ToString());
        return client.StartOnceAsync(nameof(IssueInvoice), input, $"issue-{invoice.Number}", cancellationToken);
    }
}

/// <summary>The steps of <see cref="IssueInvoiceOrchestration"/>.</summary>
public sealed class InvoiceActivities(InvoiceDelivery delivery, WorkIndex work)
{
    /// <summary>Prints, stores, delivers and records; then the guard row goes.</summary>
    [Function(nameof(DeliverInvoice))]
    public async Task<DeliveryState> DeliverInvoice([ActivityTrigger] IssueInvoiceInput input, FunctionContext context)
    {
        var state = await delivery.DeliverAsync(input.DebtorId, input.Number, input.OperationId, context.CancellationToken);
        if (input.GuardETag.Length > 0) await work.DeleteAsync(input.GuardDate, input.GuardKey, new ETag(input.GuardETag), context.CancellationToken);
        return state;
    }
}
