using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Invoicing;

/// <summary>
/// What an invoice must be before it gets a number: everything that can be refused is refused here or by the gate, for after the
/// number nothing may be (design section 4).
/// </summary>
public static class InvoiceRules
{
    /// <summary>Lines an invoice may have.</summary>
    public const int MostLines = 200;

    private const int LongestReference = 60;
    private const int LongestConsumerTerm = 365;
    private static readonly Money LargestTotal = Money.Eur(99_999_999_999);

    /// <summary>What the invoice will say, or the first rule it breaks.</summary>
    /// <param name="asked">The request, its shape already checked.</param>
    /// <param name="debtor">Who owes: kind and language are frozen on the invoice.</param>
    public static Result<InvoiceContent> Check(NewInvoice asked, DebtorHead debtor)
    {
        if (CheckTerm(asked.Term, debtor.Kind) is { } term) return term;
        var lines = new List<InvoiceLine>(asked.Lines.Count);
        foreach (var (index, line) in asked.Lines.Index())
        {
            var valid = LineRules.Check(line, $"lines[{index}]", asked.SupplyOn!.Value);
            if (valid.Refusal is { } refused) return refused;
            lines.Add(valid.Value);
        }

        if (CheckTogether(lines, debtor.Kind) is { } apart) return apart;
        var totals = InvoiceTotals.Of([.. lines.Select(line => new InvoiceLineAmounts(line.Quantity, line.UnitPrice, line.Category, line.Rate))]);
        if (totals.Payable > LargestTotal) return Refusal.Rules("amount-too-large", $"An invoice comes to at most {LargestTotal}.", "lines");
        return ContentOf(asked, debtor, lines, totals);
    }

    /// <summary>True when a line's category asks for the client's VAT number (rules 4.4).</summary>
    public static bool NeedsBuyerVat(InvoiceContent content) => content.Lines.Any(line => line.Category is VatCategory.AE or VatCategory.K);

    /// <summary>422 for such a line and a client without one.</summary>
    public static Refusal BuyerVatRequired { get; } = Refusal.Rules(
        "buyer-vat-required", "Reverse charge and supplies within the Union need the client's VAT number.", "debtorId", "rules 4.4");

    /// <summary>What can be told from the request alone, before anything is read.</summary>
    /// <param name="asked">The request.</param>
    /// <param name="today">The day of the request in Brussels.</param>
    public static Refusal? CheckShape(NewInvoice asked, DateOnly today)
    {
        if (asked.ContractOrdinal is not { } ordinal) return Refusal.Required("contract");
        if (ordinal < 1) return Refusal.Rules("contract-unknown", "Contracts are counted from 1.", "contract");
        if (asked.Lines.Count == 0) return Refusal.Rules("lines-required", "An invoice has at least one line.", "lines", "rules 4.3");
        if (asked.Lines.Count > MostLines) return Refusal.Rules("too-many-lines", $"An invoice has at most {MostLines} lines.", "lines");
        if (asked.SupplyOn is not { } supplied) return Refusal.Required("supplyOn");
        if (supplied < today.AddYears(-5) || supplied > today.AddYears(1))
        {
            return Refusal.Rules("supply-date-implausible", "The day of supply lies at most five years back and one year ahead.", "supplyOn", "rules 4.6");
        }

        if (asked.SupplyEnd is { } end && (end < supplied || end > supplied.AddYears(1)))
        {
            return Refusal.Rules("supply-period-invalid", "A supply ends on or after its first day, within a year.", "supplyEnd", "rules 4.6");
        }

        return asked.CustomerReference is { } reference && (reference.Length > LongestReference || reference.Any(char.IsControl))
            ? Refusal.Rules("reference-invalid", $"The client's reference is one line of at most {LongestReference} characters.", "customerReference")
            : null;
    }

    /// <summary>A longer term than the law allows would be deemed unwritten: better said than silently replaced (rules 1.2).</summary>
    private static Refusal? CheckTerm(AgreedTerm? term, DebtorKind kind)
    {
        if (term is null) return null;
        if (term.Days < 0) return Refusal.Rules("term-invalid", "A term is not negative.", "term.days", "rules 1.2");
        var most = kind == DebtorKind.Consumer ? LongestConsumerTerm : PaymentTerms.MaximumDays;
        return term.Days <= most
            ? null
            : Refusal.Rules("term-too-long", $"A term has at most {most} calendar days.", "term.days", "rules 1.2, art. 4 law of 2 August 2002");
    }

    private static Refusal? CheckTogether(List<InvoiceLine> lines, DebtorKind kind)
    {
        if (lines.Exists(line => line.Category == VatCategory.O) && lines.Exists(line => line.Category != VatCategory.O))
        {
            return Refusal.Rules("vat-category-alone", "Category O is the only one of its invoice.", "lines", "rules 4.4");
        }

        if (kind == DebtorKind.Consumer && lines.Exists(line => line.Category is VatCategory.AE or VatCategory.K)) return BuyerVatRequired;
        var reasons = lines.GroupBy(line => line.Category).Any(group => group.Select(line => line.ExemptionReason).Distinct(StringComparer.Ordinal).Skip(1).Any());
        return reasons
            ? Refusal.Rules("exemption-reasons-differ", "Lines of one category name the same provision; others need an invoice of their own.", "lines", "rules 4.4")
            : null;
    }

    private static InvoiceContent ContentOf(NewInvoice asked, DebtorHead debtor, List<InvoiceLine> lines, InvoiceTotals totals) => new()
    {
        MemberId = asked.MemberId,
        ContractOrdinal = asked.ContractOrdinal!.Value,
        Regime = debtor.Kind,
        Language = debtor.Language,
        Lines = lines,
        Subtotals = totals.Subtotals,
        Net = totals.TaxExclusive,
        Vat = totals.Vat,
        Payable = totals.Payable,
        SupplyOn = asked.SupplyOn!.Value,
        SupplyEnd = asked.SupplyEnd == asked.SupplyOn ? null : asked.SupplyEnd,
        Term = asked.Term,
        HasPenaltyClause = asked.HasPenaltyClause && debtor.Kind == DebtorKind.Consumer,
        CustomerReference = string.IsNullOrWhiteSpace(asked.CustomerReference) ? null : asked.CustomerReference.Trim(),
    };
}
