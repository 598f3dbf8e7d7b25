namespace Smart.Shared.Documents.Texts;

internal abstract partial class LetterTexts
{
    private sealed class German : LetterTexts
    {
        internal override string Issued => "Datum";

        internal override string Original => "Betrag";

        internal override string Principal => "Hauptsumme";

        internal override string Interest => "Zinsen";

        internal override string Costs => "Kosten";

        internal override string Level => "Stufe";

        internal override string CommunicationEach => "eine je Rechnung, siehe Tabelle";

        internal override string ScanOldest(string number) => $"Scannen, um die älteste zu zahlen: {number}";

        internal override string OnStatement(int count) => $"{count} weitere (Aufstellung)";

        internal override string Statement(string reference) => $"Aufstellung zum Schreiben {reference}";

        internal override string PenaltyIfUnpaid(string amount) => $"Entschädigung bei Nichtzahlung: {amount}";

        internal override string Title(DocumentRegime regime, int level) => (regime, level) switch
        {
            (DocumentRegime.Consumer, 1) => "Erste kostenlose Mahnung",
            (_, 1) => "Zahlungserinnerung",
            (_, 2) => "Inverzugsetzung",
            _ => "Letzte Mahnung",
        };

        internal override string Subject(string title, int invoices, string total, string reference)
            => $"{title} – {invoices} {(invoices == 1 ? "fällige Rechnung" : "fällige Rechnungen")}, {total} – {reference}";

        internal override IEnumerable<string> Opening(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 1)
            {
                yield return "Sofern uns kein Irrtum unterlaufen ist, haben wir die Zahlung der nachstehenden Rechnungen noch nicht erhalten. "
                    + "Sollte sich Ihre Zahlung mit diesem Schreiben überschnitten haben, danken wir Ihnen und bitten Sie, es als gegenstandslos zu betrachten.";
                if (regime != DocumentRegime.Consumer) yield return $"Bitte zahlen Sie {figures.Total} bis spätestens {figures.PayBefore}.";
            }
            else
            {
                yield return "Trotz unserer Mahnungen sind die nachstehenden Rechnungen unbezahlt geblieben. "
                    + $"Hiermit setzen wir Sie förmlich in Verzug und fordern Sie auf, {figures.Total} bis spätestens {figures.PayBefore} zu zahlen.";
                if (figures.HasAccessories) yield return Basis(regime, figures);
            }
        }

        internal override IEnumerable<string> FirstReminder(LetterFigures figures)
        {
            yield return $"Dies ist die erste, kostenlose Mahnung von {figures.Creditor}, Unternehmensnummer {figures.EnterpriseNumber} (Artikel XIX.2 des belgischen Wirtschaftsgesetzbuches), "
                + $"für die Rechnungen der Stufe 1 in der Tabelle, die die Leistungen und die Fälligkeiten angibt. Offener Saldo: {figures.FirstBalance}. "
                + $"Sie haben 14 Kalendertage, vom {figures.FreeFrom} bis einschließlich {figures.FreeUntil}, um ohne Kosten, Zinsen oder Entschädigung zu zahlen.";
            yield return (figures.Penalty, figures.InterestRate) switch
            {
                (null, null) => "Ihr Vertrag sieht weder eine Entschädigung noch Zinsen vor: Nach Ablauf dieser Frist bleibt der geforderte Betrag der offene Saldo.",
                (null, { } rate) => $"Andernfalls werden vertragsgemäß Verzugszinsen zum Jahressatz von {rate} gefordert.",
                ({ } penalty, null) => $"Andernfalls wird vertragsgemäß eine Pauschalentschädigung von {penalty} gefordert.",
                ({ } penalty, { } rate) => $"Andernfalls werden vertragsgemäß eine Pauschalentschädigung von {penalty} und Verzugszinsen zum Jahressatz von {rate} gefordert.",
            };
        }

        internal override IEnumerable<string> Consequence(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 2) yield return "Ohne vollständige Zahlung bis zu diesem Datum müssen wir die Beitreibung fortsetzen; die Zinsen laufen bis zur Zahlung weiter.";
            if (level >= 3) yield return Final(regime);
        }

        internal override string Why(string creditor)
            => $"Sie erhalten dieses Schreiben, weil {creditor}, die für ihre Mitglieder Rechnungen ausstellt, Ihre Gläubigerin für die unter jeder Rechnung genannten Leistungen ist.";

        internal override string Contest(string email, string? phone)
            => $"Sie bestreiten eine Rechnung, wünschen die Belege oder einen Zahlungsplan? Schreiben Sie an {email}{(phone is null ? "" : $" oder rufen Sie {phone} an")}. "
            + "Ein begründeter Einspruch setzt die Mahnungen für diese Rechnung aus, solange wir ihn prüfen.";

        private static string Basis(DocumentRegime regime, LetterFigures figures) => regime == DocumentRegime.Consumer
            ? $"Dieser Betrag umfasst die vertraglichen Zinsen und die Entschädigung, berechnet bis zum {figures.ComputedTo} innerhalb der Grenzen von Buch XIX des belgischen Wirtschaftsgesetzbuches."
            : $"Dieser Betrag umfasst, berechnet bis zum {figures.ComputedTo}, die Zinsen und die Pauschale von 40 EUR je Rechnung, die nach dem belgischen Gesetz vom 2. August 2002 zur Bekämpfung des Zahlungsverzugs im Geschäftsverkehr von Rechts wegen geschuldet sind.";

        private static string Final(DocumentRegime regime) => regime switch
        {
            DocumentRegime.Enterprise => "Dies ist unsere letzte Mahnung. Ohne Zahlung oder begründeten Einspruch bis zu diesem Datum übergeben wir die Akte unserem Rechtsanwalt, der insbesondere einen Gerichtsvollzieher mit der Beitreibung der unbestrittenen Forderung beauftragen kann (Artikel 1394/20 ff. des belgischen Gerichtsgesetzbuches). Die daraus entstehenden Kosten kommen zur Forderung hinzu, soweit das Gesetz es erlaubt.",
            DocumentRegime.PublicBody => "Dies ist unsere letzte Mahnung. Ohne Zahlung oder begründeten Einspruch bis zu diesem Datum übergeben wir die Akte unserem Rechtsanwalt.",
            _ => "Dies ist unsere letzte Mahnung. Ohne Zahlung oder begründeten Einspruch bis zu diesem Datum übergeben wir die Akte unserem Rechtsanwalt, der den Friedensrichter anrufen kann.",
        };
    }
}
