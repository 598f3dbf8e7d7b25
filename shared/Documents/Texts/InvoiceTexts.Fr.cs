namespace Smart.Shared.Documents.Texts;

internal abstract partial class InvoiceTexts
{
    private sealed class French : InvoiceTexts
    {
        internal override string Title => "Facture";

        internal override string Customer => "Facturé à";

        internal override string SupplyDate => "Date de la prestation";

        internal override string CustomerReference => "Votre référence";

        internal override string Description => "Description";

        internal override string Quantity => "Quantité";

        internal override string Unit => "Unité";

        internal override string UnitPrice => "Prix unitaire HTVA";

        internal override string Rate => "TVA";

        internal override string LineNet => "Montant HTVA";

        internal override string VatRate => "Taux de TVA";

        internal override string VatBase => "Base imposable";

        internal override string VatAmount => "TVA due";

        internal override string Net => "Total hors TVA";

        internal override string Tax => "Total TVA";

        internal override string ToPay => "Total à payer";

        internal override string None => "Sans TVA";

        internal override string OnBehalfOf(string member) => $"Prestations réalisées par {member}, membre de la coopérative.";

        internal override string? Mention(VatTreatment treatment, string? provision) => treatment switch
        {
            VatTreatment.ReverseCharge => $"Autoliquidation{By(provision)}",
            VatTreatment.Exempt => $"Exonéré de TVA{By(provision, " du Code de la TVA")}",
            VatTreatment.Franchise => "Régime particulier de franchise des petites entreprises – TVA non applicable",
            VatTreatment.OutOfScope => $"Opération hors du champ d’application de la TVA{By(provision)}",
            _ => null,
        };

        internal override string LatePayment(DocumentRegime regime, bool penaltyClause) => (regime, penaltyClause) switch
        {
            (DocumentRegime.Consumer, false) => "En cas de retard de paiement, nous vous adressons d’abord un rappel gratuit (art. XIX.2 du Code de droit économique).",
            (DocumentRegime.Consumer, true) => "En cas de retard de paiement, nous vous adressons d’abord un rappel gratuit. Si la facture reste impayée au terme des 14 jours calendrier qui le suivent, nous pouvons réclamer les intérêts et l’indemnité forfaitaire prévus au contrat, dans les limites de l’article XIX.4 du Code de droit économique.",
            _ => "Tout retard de paiement donne lieu, de plein droit et sans mise en demeure, aux intérêts au taux de la loi du 2 août 2002 concernant la lutte contre le retard de paiement dans les transactions commerciales et à une indemnité forfaitaire de 40 EUR pour frais de recouvrement.",
        };

        internal override string Questions(string email) => $"Une question sur cette facture ? Écrivez à {email}.";
    }
}
