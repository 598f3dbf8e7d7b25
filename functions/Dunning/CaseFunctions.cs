using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Dunning;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Dunning;

/// <summary>Shows cases, letters, reasons and sweeps.</summary>
public sealed class CaseFunctions(CaseReader cases, LetterArchive letters, InvoiceReader invoices, SweepLog sweeps)
{
    /// <summary><c>GET /api/debtors/{id}/cases/{caseId}</c>.</summary>
    [Function(nameof(GetCase))]
    [ApiOperation(
        "A dunning case with its letters and the present reason of each invoice.",
        Roles = [Role.Desk, Role.Finance],
        Response = typeof(CaseResponse),
        Problems = ["404 case-not-found"])]
    public async Task<IResult> GetCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtors/{id}/cases/{caseId}")] HttpRequest request,
        string id,
        string caseId,
        FunctionContext context)
    {
        if (CaseNames.DebtorOf(caseId) != id) return Api.Problem(Refusal.Missing("case"));
        return await cases.ReadAsync(id, caseId, context.CancellationToken) is { Case: { } row } facts
            ? Api.Ok(CaseResponse.Of(row, facts.Letters))
            : Api.Problem(Refusal.Missing("case"));
    }

    /// <summary><c>GET /api/cases/{caseId}/letters/{number}/{attempt}/pdf</c>.</summary>
    [Function(nameof(GetLetterPdf))]
    [ApiOperation(
        "A letter as it was sent.",
        Roles = [Role.Desk, Role.Finance, Role.Approver],
        ResponseMediaType = "application/pdf",
        Problems = ["404 letter-not-found"])]
    public async Task<IResult> GetLetterPdf(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/letters/{number}/{attempt}/pdf")] HttpRequest request,
        string caseId,
        string number,
        string attempt,
        FunctionContext context)
    {
        var letter = await FindLetterAsync(caseId, number, attempt, context.CancellationToken);
        return letter is not null && await letters.PdfAsync(letter, context.CancellationToken) is { } pdf
            ? Api.File(pdf, "application/pdf", $"{letter.OperationId}.pdf")
            : Api.Problem(Refusal.Missing("letter"));
    }

    /// <summary><c>GET /api/cases/{caseId}/letters/{number}/{attempt}/html</c>.</summary>
    [Function(nameof(GetLetterHtml))]
    [ApiOperation(
        "A letter as its e-mail looked.",
        Roles = [Role.Desk, Role.Finance, Role.Approver],
        ResponseMediaType = "text/html",
        Problems = ["404 letter-not-found"])]
    public async Task<IResult> GetLetterHtml(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/letters/{number}/{attempt}/html")] HttpRequest request,
        string caseId,
        string number,
        string attempt,
        FunctionContext context)
    {
        var letter = await FindLetterAsync(caseId, number, attempt, context.CancellationToken);
        return letter is not null && await letters.HtmlAsync(letter, context.CancellationToken) is { } html
            ? Api.File(html, "text/html; charset=utf-8", $"{letter.OperationId}.html")
            : Api.Problem(Refusal.Missing("letter"));
    }

    /// <summary><c>GET /api/invoices/{number}/reasons</c>.</summary>
    [Function(nameof(GetInvoiceReasons))]
    [ApiOperation(
        "Why an invoice was reminded or not, each change of reason.",
        Roles = [Role.Member, Role.Desk, Role.Finance],
        Response = typeof(ReasonListResponse),
        Problems = ["404 invoice-not-found"])]
    public async Task<IResult> GetInvoiceReasons(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "invoices/{number}/reasons")] HttpRequest request, string number, FunctionContext context)
    {
        if (await invoices.FindAsync(number, context.CancellationToken) is not { } invoice) return Api.Problem(Refusal.Missing("invoice"));
        if (context.RequiredCaller().RequireMember(invoice.MemberId, "invoice") is { } foreign) return Api.Problem(foreign);
        var rows = await letters.ReasonsAsync(invoice.DebtorId, number, context.CancellationToken);
        return Api.Ok(new ReasonListResponse(number, [.. rows.Select(row => new ReasonResponse(row.Date, row.CaseId, row.Reason, row.Next))]));
    }

    /// <summary><c>GET /api/sweeps/{date}</c>.</summary>
    [Function(nameof(GetSweep))]
    [ApiOperation(
        "What the daily sweep of a business date did.",
        Roles = [Role.Desk, Role.Finance, Role.Engineer],
        Response = typeof(SweepResponse),
        Problems = ["404 sweep-not-found"])]
    public async Task<IResult> GetSweep(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sweeps/{date}")] HttpRequest request, string date, FunctionContext context)
    {
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day) && await sweeps.FindAsync(day, context.CancellationToken) is { } sweep
            ? Api.Ok(new SweepResponse(sweep.Date, sweep.FinishedAt, sweep.Debtors, sweep.Failed))
            : Api.Problem(Refusal.Missing("sweep"));
    }

    private async Task<LetterAttempt?> FindLetterAsync(string caseId, string number, string attempt, CancellationToken cancellationToken) =>
        CaseNames.DebtorOf(caseId) is { } debtorId && Ordinal(number) is { } letter && Ordinal(attempt) is { } tried
            ? await letters.FindAsync(new LetterKey(debtorId, caseId, letter, tried), cancellationToken)
            : null;

    private static int? Ordinal(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
