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
        Request = typeof(WriteOffRequest),
        Response = typeof(WriteOffResponse),
        Problems = ["404 invoice-not-found", "409 invoice-not-open", "422 field-required", "422 too-long"])]
    public async Task<IResult> WriteOffInvoice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "invoices/{number}/write-off")] HttpRequest request,
        string number,
        [DurableClient] DurableTaskClient client,
        FunctionContext context)
    {
        var body = await ApiRequest.ReadAsync<WriteOffRequest>(request, context.CancellationToken);
        if (body.Refusal is { } refusal) return Api.Problem(refusal);
        var caller = context.RequiredCaller();
        return await requests.RunAsync(
            request,
            caller,
            async _ =>
            {
                var done = await writeOff.WriteOffAsync(number, body.Value.Reason, caller.SubjectHash, context.CancellationToken);
                if (done.IsSuccess) await hints.WakeAsync(client, done.Value.Head, "write-off", context.CancellationToken);
                return done.Map(written => new WriteOffResponse(written.Number, written.Amount));
            },
            cancellationToken: context.CancellationToken);
    }

    /// <summary><c>GET /api/invoices/{number}/write-off</c>.</summary>
    [Function(nameof(ListWriteOffs))]
    [ApiOperation(
        "Who gave up what of an invoice, and why; empty when nobody did.",
        Roles = [Role.Approver, Role.Finance, Role.Desk],
        Response = typeof(WriteOffListResponse),
        Problems = ["404 invoice-not-found"])]
    public async Task<IResult> ListWriteOffs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoices/{number}/write-off")] HttpRequest request, string number, FunctionContext context) =>
        await writeOff.ListAsync(number, context.CancellationToken) is { } rows
            ? Api.Ok(new WriteOffListResponse([.. rows.Select(row => new WriteOffDecision(row.Amount, row.Reason, row.By, row.At))]))
            : Api.Problem(Refusal.Missing("invoice"));
}

/// <summary>What persons gave up of an invoice.</summary>
/// <param name="WriteOffs">In order; such as were made before reasons were kept are missing.</param>
public sealed record WriteOffListResponse(IReadOnlyList<WriteOffDecision> WriteOffs);

/// <summary>What a person gave up, and why.</summary>
/// <param name="Amount">What was open.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">A hash of who.</param>
/// <param name="At">When, UTC.</param>
public sealed record WriteOffDecision(Money Amount, string Reason, string By, DateTimeOffset At);

/// <summary>Why an invoice is given up.</summary>
/// <param name="Reason">A sentence, kept with the decision.</param>
public sealed record WriteOffRequest(string Reason);

/// <summary>What was given up.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What was open of it.</param>
public sealed record WriteOffResponse(string Number, Money Amount);
