namespace Smart.Shared.Documents.Texts;

internal abstract partial class LetterTexts
{
    private sealed class Dutch : LetterTexts
    {
        internal override string Issued => "Datum";

        internal override string Original => "Bedrag";

        internal override string Principal => "Hoofdsom";

        internal override string Interest => "Interesten";

        internal override string Costs => "Kosten";

        internal override string Level => "Niv.";

        internal override string CommunicationEach => "één per factuur, zie de tabel";

        internal override string ScanOldest(string number) => $"Scan om de oudste te betalen: {number}";

        internal override string OnStatement(int count) => $"{count} andere (overzicht)";

        internal override string Statement(string reference) => $"Overzicht bij de brief {reference}";

        internal override string PenaltyIfUnpaid(string amount) => $"vergoeding bij niet-betaling: {amount}";

        internal override string Title(DocumentRegime regime, int level) => (regime, level) switch
        {
            (DocumentRegime.Consumer, 1) => "Eerste kosteloze herinnering",
            (_, 1) => "Herinnering",
            (_, 2) => "Ingebrekestelling",
            _ => "Laatste aanmaning",
        };

        internal override string Subject(string title, int invoices, string total, string reference)
            => $"{title} – {invoices} {(invoices == 1 ? "vervallen factuur" : "vervallen facturen")}, {total} – {reference}";

        internal override IEnumerable<string> Opening(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 1)
            {
                yield return "Behoudens vergissing van onze kant hebben wij de betaling van onderstaande facturen nog niet ontvangen. "
                    + "Heeft uw betaling deze brief gekruist, dan danken wij u en hoeft u er geen rekening mee te houden.";
                if (regime != DocumentRegime.Consumer) yield return $"Gelieve {figures.Total} te betalen, uiterlijk op {figures.PayBefore}.";
            }
            else
            {
                yield return "Ondanks onze herinneringen blijven onderstaande facturen onbetaald. "
                    + $"Hierbij stellen wij u formeel in gebreke om {figures.Total} te betalen, uiterlijk op {figures.PayBefore}.";
                if (figures.HasAccessories) yield return Basis(regime, figures);
            }
        }

        internal override IEnumerable<string> FirstReminder(LetterFigures figures)
        {
            yield return $"Dit is de eerste, kosteloze herinnering van {figures.Creditor}, ondernemingsnummer {figures.EnterpriseNumber} (artikel XIX.2 van het Wetboek van economisch recht), "
                + $"voor de facturen van niveau 1 in de tabel, die de prestaties en de vervaldagen vermeldt. Openstaand saldo: {figures.FirstBalance}. "
                + $"U beschikt over 14 kalenderdagen, van {figures.FreeFrom} tot en met {figures.FreeUntil}, om zonder enige kost, interest of vergoeding te betalen.";
            yield return (figures.Penalty, figures.InterestRate) switch
            {
                (null, null) => "Uw overeenkomst voorziet geen vergoeding en geen interest: na deze termijn blijft het gevorderde bedrag het openstaande saldo.",
                (null, { } rate) => $"Zo niet, dan zullen nalatigheidsinteresten tegen een jaarlijkse rentevoet van {rate} worden gevorderd, zoals uw overeenkomst bepaalt.",
                ({ } penalty, null) => $"Zo niet, dan zal een forfaitaire vergoeding van {penalty} worden gevorderd, zoals uw overeenkomst bepaalt.",
                ({ } penalty, { } rate) => $"Zo niet, dan zullen een forfaitaire vergoeding van {penalty} en nalatigheidsinteresten tegen een jaarlijkse rentevoet van {rate} worden gevorderd, zoals uw overeenkomst bepaalt.",
            };
        }

        internal override IEnumerable<string> Consequence(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 2) yield return "Zonder volledige betaling op die datum zijn wij genoodzaakt de invordering voort te zetten; de interesten lopen door tot de betaling.";
            if (level >= 3) yield return Final(regime);
        }

        internal override string Why(string creditor)
            => $"U ontvangt deze brief omdat {creditor}, die voor haar leden factureert, uw schuldeiser is voor de prestaties die onder elke factuur vermeld staan.";

        internal override string Contest(string email, string? phone)
            => $"Betwist u een factuur, wenst u de bewijsstukken of een afbetalingsplan? Schrijf naar {email}{(phone is null ? "" : $" of bel {phone}")}. "
            + "Een gemotiveerde betwisting schort de herinneringen voor die factuur op zolang wij ze onderzoeken.";

        private static string Basis(DocumentRegime regime, LetterFigures figures) => regime == DocumentRegime.Consumer
            ? $"Dit bedrag omvat de contractuele interesten en vergoeding, berekend tot {figures.ComputedTo} binnen de grenzen van boek XIX van het Wetboek van economisch recht."
            : $"Dit bedrag omvat, berekend tot {figures.ComputedTo}, de interesten en de forfaitaire vergoeding van 40 EUR per factuur die van rechtswege verschuldigd zijn volgens de wet van 2 augustus 2002 betreffende de bestrijding van de betalingsachterstand bij handelstransacties.";

        private static string Final(DocumentRegime regime) => regime switch
        {
            DocumentRegime.Enterprise => "Dit is onze laatste aanmaning. Zonder betaling of gemotiveerde betwisting op die datum vertrouwen wij het dossier toe aan onze advocaat, die onder meer een gerechtsdeurwaarder kan belasten met de invordering van de onbetwiste schuld (artikelen 1394/20 en volgende van het Gerechtelijk Wetboek). De kosten daarvan komen bij de schuld voor zover de wet het toelaat.",
            DocumentRegime.PublicBody => "Dit is onze laatste aanmaning. Zonder betaling of gemotiveerde betwisting op die datum vertrouwen wij het dossier toe aan onze advocaat.",
            _ => "Dit is onze laatste aanmaning. Zonder betaling of gemotiveerde betwisting op die datum vertrouwen wij het dossier toe aan onze advocaat, die zich tot de vrederechter kan wenden.",
        };
    }
}
