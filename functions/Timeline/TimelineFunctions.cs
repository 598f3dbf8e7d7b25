using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Timeline;

/// <summary>The chain made visible.</summary>
public sealed class TimelineFunctions(InvoiceReader invoices, InvoiceStory story)
{
    /// <summary><c>GET /api/invoices/{number}/timeline</c>.</summary>
    [Function(nameof(GetInvoiceTimeline))]
    [ApiOperation(
        "The whole story of an invoice: issue, delivery, payments, reasons, letters, case and legal file.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Response = typeof(TimelineResponse),
        Problems = ["404 invoice-not-found"])]
    public async Task<IResult> GetInvoiceTimeline(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoices/{number}/timeline")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string number,
        FunctionContext context)
    {
        if (await invoices.FindAsync(number, context.CancellationToken) is not { } invoice) return Api.Problem(Refusal.Missing("invoice"));
        return context.RequiredCaller().RequireMember(invoice.MemberId, "invoice") is { } foreign
            ? Api.Problem(foreign)
            : Api.Ok(await story.TellAsync(invoice, client, context.CancellationToken));
    }
}
