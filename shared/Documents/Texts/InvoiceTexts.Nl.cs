namespace Smart.Shared.Documents.Texts;

internal abstract partial class InvoiceTexts
{
    private sealed class Dutch : InvoiceTexts
    {
        internal override string Title => "Factuur";

        internal override string Customer => "Gefactureerd aan";

        internal override string SupplyDate => "Datum van de prestatie";

        internal override string CustomerReference => "Uw referentie";

        internal override string Description => "Omschrijving";

        internal override string Quantity => "Aantal";

        internal override string Unit => "Eenheid";

        internal override string UnitPrice => "Eenheidsprijs excl. btw";

        internal override string Rate => "Btw";

        internal override string LineNet => "Bedrag excl. btw";

        internal override string VatRate => "Btw-tarief";

        internal override string VatBase => "Maatstaf van heffing";

        internal override string VatAmount => "Btw";

        internal override string Net => "Totaal excl. btw";

        internal override string Tax => "Totaal btw";

        internal override string ToPay => "Te betalen";

        internal override string None => "Zonder btw";

        internal override string OnBehalfOf(string member) => $"Prestaties geleverd door {member}, lid van de coöperatie.";

        internal override string? Mention(VatTreatment treatment, string? provision) => treatment switch
        {
            VatTreatment.ReverseCharge => $"Btw verlegd{By(provision)}",
            VatTreatment.Exempt => $"Vrijgesteld van btw{By(provision, " van het Btw-Wetboek")}",
            VatTreatment.Franchise => "Bijzondere vrijstellingsregeling kleine ondernemingen – btw niet toepasselijk",
            VatTreatment.OutOfScope => $"Handeling buiten het toepassingsgebied van de btw{By(provision)}",
            _ => null,
        };

        internal override string LatePayment(DocumentRegime regime, bool penaltyClause) => (regime, penaltyClause) switch
        {
            (DocumentRegime.Consumer, false) => "Bij laattijdige betaling sturen wij u eerst een kosteloze herinnering (art. XIX.2 van het Wetboek van economisch recht).",
            (DocumentRegime.Consumer, true) => "Bij laattijdige betaling sturen wij u eerst een kosteloze herinnering. Blijft de factuur na de 14 kalenderdagen die daarop volgen onbetaald, dan kunnen wij de contractuele interesten en forfaitaire vergoeding vorderen, binnen de grenzen van artikel XIX.4 van het Wetboek van economisch recht.",
            _ => "Bij laattijdige betaling zijn van rechtswege en zonder ingebrekestelling interesten verschuldigd tegen de rentevoet van de wet van 2 augustus 2002 betreffende de bestrijding van de betalingsachterstand bij handelstransacties, en een forfaitaire vergoeding van 40 EUR voor invorderingskosten.",
        };

        internal override string Questions(string email) => $"Een vraag over deze factuur? Schrijf naar {email}.";
    }
}
