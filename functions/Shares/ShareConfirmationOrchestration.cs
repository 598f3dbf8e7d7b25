using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Shared.Debtors;
using Smart.Shared.Shares;

namespace Smart.Functions.Shares;

/// <summary>Shares that were paid.</summary>
/// <param name="OperationId"><c>shares-{requestId}</c>: what the mail provider knows the certificate by; also the instance.</param>
/// <param name="MemberId">The member.</param>
/// <param name="RequestId">The request that was paid.</param>
public sealed record ShareConfirmationInput(string OperationId, string MemberId, string RequestId);

/// <summary>After shares were paid: the certificate.</summary>
public static class ShareConfirmationOrchestration
{
    /// <summary>The orchestration, one instance a request.</summary>
    [Function(nameof(ShareConfirmation))]
    public static async Task ShareConfirmation([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var paid = context.GetInput<ShareConfirmationInput>()!;
        await context.CallActivityAsync(nameof(ShareConfirmationActivities.SendShareCertificate), paid, Retries.Patient);
    }

    /// <summary>
    /// What follows money for shares: the certificate when all is paid, and a hint to the renewal. Called by whoever booked the
    /// receipt, after <see cref="ShareService.ReceiveAsync"/>; repeating it is harmless.
    /// </summary>
    public static async Task FollowUpAsync(this DurableTaskClient client, ShareReceipt receipt, CancellationToken cancellationToken)
    {
        if (receipt.Outcome != ShareReceiptOutcome.Paid) return;
        var paid = new ShareConfirmationInput($"shares-{receipt.RequestId}", receipt.MemberId, receipt.RequestId);
        await client.StartOnceAsync(nameof(ShareConfirmation), paid, paid.OperationId, cancellationToken);
        if (receipt.RenewalYear is not { } year) return;
        await client.RaiseEventAsync(RenewalInput.InstanceOf(receipt.MemberId, year), CaseEvents.Hint, "paid", cancellationToken);
    }
}

/// <summary>The step of <see cref="ShareConfirmationOrchestration"/>.</summary>
public sealed class ShareConfirmationActivities(ShareCertificates certificates)
{
    /// <summary>Sends the certificate, once.</summary>
    [Function(nameof(SendShareCertificate))]
    public Task SendShareCertificate([ActivityTrigger] ShareConfirmationInput input, FunctionContext context) =>
        certificates.SendAsync(input.OperationId, input.MemberId, input.RequestId, context.CancellationToken);
}
