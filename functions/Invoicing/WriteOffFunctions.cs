using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Durable;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Invoicing;

/// <summary>Giving up what is open, over HTTP.</summary>
public sealed class WriteOffFunctions(InvoiceWriteOff writeOff, CaseHints hints, IdempotentRequests requests)
{
    /// <summary><c>POST /api/invoices/{number}/write-off</c>.</summary>
    [Function(nameof(WriteOffInvoice))]
    [ApiOperation(
        "Gives up what is open of an invoice; money that comes for it later waits for a person.",
        Roles = [Role.Approver],
        Response = typeof(WriteOffResponse),
        Problems = ["404 invoice-not-found", "409 invoice-not-open"])]
    public async Task<IResult> WriteOffInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invoices/{number}/write-off")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient client,
        FunctionContext context) => await requests.RunAsync(
            request,
            context.RequiredCaller(),
            async _ =>
            {
                var done = await writeOff.WriteOffAsync(number, context.CancellationToken);
                if (done.IsSuccess) await hints.WakeAsync(client, done.Value.Head, "write-off", context.CancellationToken);
                return done.Map(written => new WriteOffResponse(written.Number, written.Amount));
            },
            cancellationToken: context.CancellationToken);
}

/// <summary>What was given up.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What was open of it.</param>
public sealed record WriteOffResponse(string Number, Money Amount);
