using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Calendar;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Functions.Invoicing;

/// <summary>What only a person can say about the delivery of an invoice.</summary>
public sealed class DeliveryFunctions(InvoiceReader invoices, InvoiceDelivery delivery, WorkIndex work, IdempotentRequests requests, BusinessClock clock)
{
    /// <summary><c>POST /api/invoices/{number}/delivery</c>.</summary>
    [Function(nameof(DecideInvoiceDelivery))]
    [ApiOperation(
        "Says whether an invoice arrived that may have been sent; one that did not is sent again.",
        Roles = [Role.Desk],
        Request = typeof(DeliveryOutcomeRequest),
        Response = typeof(DeliveryResponse),
        Problems = ["404 invoice-not-found", "409 delivery-not-unclear", "422 field-required"])]
    public async Task<IResult> DecideInvoiceDelivery(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invoices/{number}/delivery")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string number,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        var body = await ApiRequest.ReadAsync<DeliveryOutcomeRequest>(request, cancellation);
        if (body.Refusal is { } malformed) return Api.Problem(malformed);
        if (body.Value.Delivered is not { } delivered) return Api.Problem(Refusal.Required("delivered"));
        if (await invoices.FindAsync(number, cancellation) is not { } invoice) return Api.Problem(Refusal.Missing("invoice"));
        return await requests.RunAsync(
            request, context.RequiredCaller(), _ => DecideAsync(invoice, delivered, client, cancellation), cancellationToken: cancellation);
    }

    private async Task<Result<DeliveryResponse>> DecideAsync(InvoiceRow invoice, bool delivered, DurableTaskClient client, CancellationToken cancellationToken)
    {
        // What finds the invoice again comes before the change that makes it necessary.
        var guard = await work.PutAsync(clock.Today, invoice.DebtorId, WorkPurpose.Issue, invoice.DraftId, cancellationToken);
        var decided = await delivery.DecideAsync(invoice.DebtorId, invoice.Number, delivered, cancellationToken);
        if (decided.Refusal is { } refused)
        {
            await work.DeleteAsync(guard, cancellationToken);
            return refused;
        }

        if (decided.Value.Delivery == DeliveryState.Pending) await client.StartAsync(decided.Value, guard, cancellationToken);
        else await work.DeleteAsync(guard, cancellationToken);
        return new DeliveryResponse(invoice.Number, decided.Value.Delivery);
    }
}
