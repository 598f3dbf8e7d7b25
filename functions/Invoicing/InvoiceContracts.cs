using System.Globalization;
using Smart.Functions.Http;
using Smart.Shared;
using Smart.Shared.Invoicing;
using Smart.Shared.LatePayment;

namespace Smart.Functions.Invoicing;

/// <summary>An invoice to issue.</summary>
/// <param name="MemberId">The member on whose behalf; left out by a member, named by desk and finance.</param>
/// <param name="Contract">The member's contract, by its ordinal.</param>
/// <param name="DebtorId">Who owes.</param>
/// <param name="Lines">What was supplied, 1 to 200 lines.</param>
/// <param name="SupplyOn">The day of supply, or the first day of it.</param>
/// <param name="SupplyEnd">The last day of supply, when it took more than a day.</param>
/// <param name="Term">The agreed payment term; left out for the law's.</param>
/// <param name="PenaltyClause">Consumers: the contract has the penalty clause.</param>
/// <param name="CustomerReference">The client's own reference or order number.</param>
public sealed record CreateInvoiceRequest(
    string? MemberId,
    int? Contract,
    string? DebtorId,
    IReadOnlyList<InvoiceLineRequest>? Lines,
    DateOnly? SupplyOn,
    DateOnly? SupplyEnd,
    TermRequest? Term,
    bool? PenaltyClause,
    string? CustomerReference)
{
    internal Result<NewInvoice> ToNewInvoice(string memberId)
    {
        var lines = new List<NewInvoiceLine>();

        // One more than the rules allow is enough for them to refuse.
        foreach (var (index, line) in (Lines ?? []).Take(InvoiceRules.MostLines + 1).Index())
        {
            if (line is null) return Refusal.Required($"lines[{index}]");
            var read = line.ToNewLine($"lines[{index}]");
            if (read.Refusal is { } refused) return refused;
            lines.Add(read.Value);
        }

        return new NewInvoice
        {
            MemberId = memberId,
            ContractOrdinal = Contract,
            DebtorId = DebtorId,
            Lines = lines,
            SupplyOn = SupplyOn,
            SupplyEnd = SupplyEnd,
            Term = Term is null ? null : new AgreedTerm(Term.Days, Term.EndOfMonth ?? false),
            HasPenaltyClause = PenaltyClause ?? false,
            CustomerReference = CustomerReference,
        };
    }
}

/// <summary>A line.</summary>
/// <param name="Description">What was supplied: one line of at most 200 characters.</param>
/// <param name="Quantity">How many units, at most four decimals.</param>
/// <param name="Unit">piece, hour, day, month, kilometre or flatFee; piece when left out.</param>
/// <param name="UnitPrice">A unit without VAT, at most four decimals.</param>
/// <param name="Category">The VAT category of EN 16931: s, z, e, ae, k, g or o; s when left out.</param>
/// <param name="Rate">Percent of VAT; zero outside category s.</param>
/// <param name="ExemptionReason">The provision behind a line without VAT.</param>
public sealed record InvoiceLineRequest(
    string? Description, decimal? Quantity, LineUnit? Unit, PriceRequest? UnitPrice, VatCategory? Category, decimal? Rate, string? ExemptionReason)
{
    internal Result<NewInvoiceLine> ToNewLine(string field)
    {
        if (UnitPrice is { Currency: not Money.Euro }) return Refusal.Rules("currency-not-supported", "Invoices are in EUR.", $"{field}.unitPrice");
        decimal? price = null;
        if (UnitPrice is { Amount: { } text })
        {
            const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var read))
            {
                return Refusal.Rules("amount-invalid", "An amount is written like 62.50.", $"{field}.unitPrice");
            }

            price = read;
        }

        return new NewInvoiceLine(Description, Quantity, Unit, price, Category, Rate, ExemptionReason);
    }
}

/// <summary>A price, which may have more than two decimals.</summary>
/// <param name="Amount">As text: <c>62.50</c>.</param>
/// <param name="Currency">EUR.</param>
public sealed record PriceRequest(string? Amount, string? Currency);

/// <summary>A line as it was invoiced.</summary>
/// <param name="Description">What was supplied.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Unit">The unit.</param>
/// <param name="UnitPrice">A unit without VAT: two to four decimals.</param>
/// <param name="Category">The VAT category.</param>
/// <param name="Rate">Percent of VAT.</param>
/// <param name="Net">The line without VAT.</param>
/// <param name="ExemptionReason">The provision behind a line without VAT.</param>
public sealed record InvoiceLineResponse(
    string Description, decimal Quantity, LineUnit Unit, ExactAmountResponse UnitPrice, VatCategory Category, decimal Rate, Money Net, string? ExemptionReason)
{
    internal static InvoiceLineResponse Of(InvoiceLine line) =>
        new(line.Description, line.Quantity, line.Unit, ExactAmountResponse.Of(line.UnitPrice, Money.Euro), line.Category, line.Rate, line.Net, line.ExemptionReason);
}

/// <summary>An agreed payment term.</summary>
/// <param name="Days">Calendar days; at most 60 unless the client is a consumer.</param>
/// <param name="EndOfMonth">Runs on to the end of its month.</param>
public sealed record TermRequest(int Days, bool? EndOfMonth);

/// <summary>An invoice that was issued; no personal data, for the answer is kept with the idempotency key.</summary>
/// <param name="Number">The number.</param>
/// <param name="DebtorId">Who owes.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="DueOn">Last day to pay.</param>
/// <param name="Net">Without VAT.</param>
/// <param name="Vat">The VAT.</param>
/// <param name="Total">What the client owes.</param>
/// <param name="Communication">The structured communication, as printed.</param>
public sealed record InvoiceIssuedResponse(
    string Number, string DebtorId, DateOnly IssuedOn, DateOnly DueOn, Money Net, Money Vat, Money Total, string Communication)
{
    internal static InvoiceIssuedResponse Of(InvoiceRow invoice) => new(
        invoice.Number,
        invoice.DebtorId,
        invoice.IssuedOn,
        invoice.DueOn,
        invoice.Content.Net,
        invoice.Content.Vat,
        invoice.Payable,
        InvoiceNumber.Parse(invoice.Number).Reference.ToString());
}

/// <summary>Where an invoice stands.</summary>
public enum InvoiceState
{
    /// <summary>Something is owed.</summary>
    Issued,

    /// <summary>Nothing is owed any more.</summary>
    Closed,
}

/// <summary>An invoice.</summary>
/// <param name="Number">The number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="MemberId">On whose behalf.</param>
/// <param name="Contract">The member's contract.</param>
/// <param name="DebtorId">Who owes.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="DueOn">Last day to pay.</param>
/// <param name="SupplyOn">The day of supply, or the first day of it.</param>
/// <param name="SupplyEnd">The last day of supply, or left out.</param>
/// <param name="Lines">What was supplied.</param>
/// <param name="VatSubtotals">Base and VAT of each category and rate.</param>
/// <param name="Net">Without VAT.</param>
/// <param name="Vat">The VAT.</param>
/// <param name="Total">What the client owed.</param>
/// <param name="Open">What is still owed, claimed interest and costs included.</param>
/// <param name="ClosedOn">Value date of what closed it, or left out.</param>
/// <param name="Level">Letters sent so far.</param>
/// <param name="Communication">The structured communication, as printed.</param>
/// <param name="Delivery">How far its delivery came.</param>
/// <param name="DocumentSha256">SHA-256 of the PDF, or left out.</param>
public sealed record InvoiceResponse(
    string Number,
    InvoiceState State,
    string MemberId,
    int Contract,
    string DebtorId,
    DateOnly IssuedOn,
    DateOnly DueOn,
    DateOnly SupplyOn,
    DateOnly? SupplyEnd,
    IReadOnlyList<InvoiceLineResponse> Lines,
    IReadOnlyList<VatSubtotal> VatSubtotals,
    Money Net,
    Money Vat,
    Money Total,
    Money Open,
    DateOnly? ClosedOn,
    int Level,
    string Communication,
    DeliveryState Delivery,
    string? DocumentSha256)
{
    internal static InvoiceResponse Of(InvoiceView view)
    {
        var (row, open, closed) = view;
        var content = row.Content;
        return new InvoiceResponse(
            row.Number,
            open is null ? InvoiceState.Closed : InvoiceState.Issued,
            row.MemberId,
            content.ContractOrdinal,
            row.DebtorId,
            row.IssuedOn,
            row.DueOn,
            content.SupplyOn,
            content.SupplyEnd,
            [.. content.Lines.Select(InvoiceLineResponse.Of)],
            content.Subtotals,
            content.Net,
            content.Vat,
            content.Payable,
            open?.Balance ?? Money.Zero,
            closed?.ClosedOn,
            open?.Level ?? 0,
            InvoiceNumber.Parse(row.Number).Reference.ToString(),
            row.Delivery,
            row.DocumentSha256);
    }
}

/// <summary>A page of a member's invoices.</summary>
/// <param name="Invoices">In order of number.</param>
/// <param name="Next">The value of <c>after</c> for the next page, or left out.</param>
public sealed record InvoiceListResponse(IReadOnlyList<InvoiceListItem> Invoices, string? Next);

/// <summary>One invoice of a list.</summary>
/// <param name="Number">The number.</param>
/// <param name="DebtorId">Who owes.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="DueOn">Last day to pay.</param>
/// <param name="Total">The amount, VAT included.</param>
public sealed record InvoiceListItem(string Number, string DebtorId, DateOnly IssuedOn, DateOnly DueOn, Money Total)
{
    internal static InvoiceListItem Of(MemberInvoiceRow row) => new(row.Number, row.DebtorId, row.IssuedOn, row.DueOn, row.Payable);
}

/// <summary>What a client owes, as a link shows it.</summary>
/// <param name="Creditor">Who is paid.</param>
/// <param name="Iban">The account to pay on.</param>
/// <param name="Invoices">What is open, or the one invoice that the link shows.</param>
public sealed record PayLinkResponse(string Creditor, string Iban, IReadOnlyList<PayLinkInvoice> Invoices);

/// <summary>One invoice of a link.</summary>
/// <param name="Number">The number.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="DueOn">Last day to pay.</param>
/// <param name="Total">The amount, VAT included.</param>
/// <param name="Open">What is still owed, claimed interest and costs included.</param>
/// <param name="Communication">The structured communication to pay with.</param>
public sealed record PayLinkInvoice(string Number, DateOnly IssuedOn, DateOnly DueOn, Money Total, Money Open, string Communication);

/// <summary>What a person found out about an invoice that may have been sent.</summary>
/// <param name="Delivered">True when the client has it, false when not.</param>
public sealed record DeliveryOutcomeRequest(bool? Delivered);

/// <summary>How far the delivery of an invoice came.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Delivery">How far.</param>
public sealed record DeliveryResponse(string Number, DeliveryState Delivery);
