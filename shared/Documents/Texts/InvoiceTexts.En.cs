namespace Smart.Shared.Documents.Texts;

internal abstract partial class InvoiceTexts
{
    private sealed class English : InvoiceTexts
    {
        internal override string Title => "Invoice";

        internal override string Customer => "Invoiced to";

        internal override string SupplyDate => "Date of supply";

        internal override string CustomerReference => "Your reference";

        internal override string Description => "Description";

        internal override string Quantity => "Quantity";

        internal override string Unit => "Unit";

        internal override string UnitPrice => "Unit price excl. VAT";

        internal override string Rate => "VAT";

        internal override string LineNet => "Amount excl. VAT";

        internal override string VatRate => "VAT rate";

        internal override string VatBase => "Taxable amount";

        internal override string VatAmount => "VAT";

        internal override string Net => "Total excl. VAT";

        internal override string Tax => "Total VAT";

        internal override string ToPay => "Total to pay";

        internal override string None => "No VAT";

        internal override string OnBehalfOf(string member) => $"Services performed by {member}, member of the cooperative.";

        internal override string? Mention(VatTreatment treatment, string? provision) => treatment switch
        {
            VatTreatment.ReverseCharge => $"Reverse charge{By(provision)}",
            VatTreatment.Exempt => $"Exempt from VAT{By(provision, " of the Belgian VAT Code")}",
            VatTreatment.Franchise => "Special exemption scheme for small enterprises – VAT not applicable",
            VatTreatment.OutOfScope => $"Outside the scope of VAT{By(provision)}",
            _ => null,
        };

        internal override string LatePayment(DocumentRegime regime, bool penaltyClause) => (regime, penaltyClause) switch
        {
            (DocumentRegime.Consumer, false) => "If payment is late, we first send you a reminder free of charge (art. XIX.2 of the Belgian Code of Economic Law).",
            (DocumentRegime.Consumer, true) => "If payment is late, we first send you a reminder free of charge. If the invoice is still unpaid after the 14 calendar days that follow it, we may claim the interest and the fixed compensation laid down in the contract, within the limits of article XIX.4 of the Belgian Code of Economic Law.",
            _ => "Late payment gives rise, by operation of law and without notice of default, to interest at the rate of the Belgian law of 2 August 2002 on combating late payment in commercial transactions and to a fixed sum of EUR 40 for recovery costs.",
        };

        internal override string Questions(string email) => $"A question about this invoice? Write to {email}.";
    }
}
