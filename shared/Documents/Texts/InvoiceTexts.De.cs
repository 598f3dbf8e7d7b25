namespace Smart.Shared.Documents.Texts;

internal abstract partial class InvoiceTexts
{
    private sealed class German : InvoiceTexts
    {
        internal override string Title => "Rechnung";

        internal override string Customer => "Rechnungsempfänger";

        internal override string SupplyDate => "Leistungsdatum";

        internal override string CustomerReference => "Ihre Referenz";

        internal override string Description => "Beschreibung";

        internal override string Quantity => "Menge";

        internal override string Unit => "Einheit";

        internal override string UnitPrice => "Einzelpreis ohne MwSt.";

        internal override string Rate => "MwSt.";

        internal override string LineNet => "Betrag ohne MwSt.";

        internal override string VatRate => "MwSt.-Satz";

        internal override string VatBase => "Besteuerungsgrundlage";

        internal override string VatAmount => "MwSt.";

        internal override string Net => "Summe ohne MwSt.";

        internal override string Tax => "Summe MwSt.";

        internal override string ToPay => "Zu zahlen";

        internal override string None => "Ohne MwSt.";

        internal override string OnBehalfOf(string member) => $"Leistungen erbracht von {member}, Mitglied der Genossenschaft.";

        internal override string? Mention(VatTreatment treatment, string? provision) => treatment switch
        {
            VatTreatment.ReverseCharge => $"Steuerschuldnerschaft des Leistungsempfängers{By(provision)}",
            VatTreatment.Exempt => $"Von der MwSt. befreit{By(provision, " des belgischen MwSt.-Gesetzbuches")}",
            VatTreatment.Franchise => "Sonderregelung der Steuerbefreiung für Kleinunternehmen – MwSt. nicht anwendbar",
            VatTreatment.OutOfScope => $"Umsatz außerhalb des Anwendungsbereichs der MwSt.{By(provision)}",
            _ => null,
        };

        internal override string LatePayment(DocumentRegime regime, bool penaltyClause) => (regime, penaltyClause) switch
        {
            (DocumentRegime.Consumer, false) => "Bei Zahlungsverzug senden wir Ihnen zunächst eine kostenlose Mahnung (Art. XIX.2 des belgischen Wirtschaftsgesetzbuches).",
            (DocumentRegime.Consumer, true) => "Bei Zahlungsverzug senden wir Ihnen zunächst eine kostenlose Mahnung. Bleibt die Rechnung nach Ablauf der darauf folgenden 14 Kalendertage unbezahlt, können wir die vertraglich vereinbarten Zinsen und die Pauschalentschädigung innerhalb der Grenzen von Artikel XIX.4 des belgischen Wirtschaftsgesetzbuches fordern.",
            _ => "Bei Zahlungsverzug werden von Rechts wegen und ohne Inverzugsetzung Zinsen zum Satz des belgischen Gesetzes vom 2. August 2002 zur Bekämpfung des Zahlungsverzugs im Geschäftsverkehr sowie eine Pauschale von 40 EUR für Beitreibungskosten fällig.",
        };

        internal override string Questions(string email) => $"Eine Frage zu dieser Rechnung? Schreiben Sie an {email}.";
    }
}
