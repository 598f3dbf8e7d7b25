using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Settings;

namespace Smart.Functions.Invoicing;

/// <summary>What a client sees through a link: the token is the permission.</summary>
public sealed class PayLinkFunctions(
    LinkTokens links, InvoiceReader invoices, DebtorReader debtors, InvoicePdfs pdfs, IOptions<CreditorSettings> creditor)
{
    private static readonly Refusal NoLink = Refusal.Missing("link");

    /// <summary><c>GET /api/pay/{token}</c>.</summary>
    [Function(nameof(GetPayLink))]
    [ApiOperation(
        "What a client owes, or the one invoice that the link shows.",
        IsAnonymous = true,
        Response = typeof(PayLinkResponse),
        Problems = ["404 link-not-found"])]
    public async Task<IResult> GetPayLink(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pay/{token}")] HttpRequest request, string token, FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        if (await links.ResolveAsync(token, cancellation) is not { } link) return Api.Problem(NoLink);
        var shown = link.InvoiceNumber is { } number ? await OneAsync(link.DebtorId, number, cancellation) : await OpenAsync(link.DebtorId, cancellation);
        return shown is null ? Api.Problem(NoLink) : Api.Ok(new PayLinkResponse(creditor.Value.Name, creditor.Value.Iban, shown));
    }

    /// <summary><c>GET /api/pay/{token}/invoices/{number}/pdf</c>.</summary>
    [Function(nameof(GetPayLinkPdf))]
    [ApiOperation(
        "An invoice that the link shows, as the client gets it.",
        IsAnonymous = true,
        ResponseMediaType = InvoiceDocuments.ContentType,
        Problems = ["404 link-not-found", "404 invoice-not-found"])]
    public async Task<IResult> GetPayLinkPdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pay/{token}/invoices/{number}/pdf")] HttpRequest request,
        string token,
        string number,
        FunctionContext context)
    {
        var cancellation = context.CancellationToken;
        if (await links.ResolveAsync(token, cancellation) is not { } link) return Api.Problem(NoLink);
        var isShown = InvoiceNumber.TryParse(number, out _) && (link.InvoiceNumber ?? number) == number;
        if (!isShown || await invoices.FindAsync(link.DebtorId, number, cancellation) is not { } invoice) return Api.Problem(Refusal.Missing("invoice"));
        return Api.File(await pdfs.GetAsync(invoice, cancellation), InvoiceDocuments.ContentType, $"{number}.pdf");
    }

    private async Task<IReadOnlyList<PayLinkInvoice>?> OneAsync(string debtorId, string number, CancellationToken cancellationToken)
    {
        if (!InvoiceNumber.TryParse(number, out _) || await invoices.FindAsync(debtorId, number, cancellationToken) is not { } row) return null;
        var view = await invoices.ViewAsync(row, cancellationToken);
        return [ShownOf(row.Number, row.IssuedOn, row.DueOn, row.Payable, view.Open?.Balance ?? Money.Zero)];
    }

    private async Task<IReadOnlyList<PayLinkInvoice>?> OpenAsync(string debtorId, CancellationToken cancellationToken) =>
        await debtors.LoadAsync(debtorId, [], cancellationToken) is { } facts
            ? [.. facts.OpenInvoices.Select(open => ShownOf(open.Number, open.IssuedOn, open.DueOn, open.Original, open.Balance))]
            : null;

    private static PayLinkInvoice ShownOf(string number, DateOnly issuedOn, DateOnly dueOn, Money total, Money open) =>
        new(number, issuedOn, dueOn, total, open, InvoiceNumber.Parse(number).Reference.ToString());
}
