namespace Smart.Shared.Documents.Texts;

internal sealed partial record ClaimTexts
{
    private static ClaimTexts French { get; } = new()
    {
        StatementTitle = "Relevé de compte",
        OpeningBalance = "Solde d’ouverture",
        Movement = "Mouvement",
        ClaimTitle = "Décompte de créance",
        Creditor = "Créancier",
        Debtor = "Débiteur",
        Issued = "Date",
        Original = "Montant facturé",
        Principal = "Principal dû",
        Interest = "Intérêts",
        FixedSum = "Forfait et frais",
        Period = "Période",
        Days = "Jours",
        Rate = "Taux annuel",
        InterestOn = number => $"Calcul des intérêts – facture {number}",
        ReceiptsOn = number => $"Paiements reçus – facture {number}",
        Basis = (regime, date) => (regime == DocumentRegime.Consumer
            ? $"Intérêts et indemnité prévus au contrat, dans les limites du livre XIX du Code de droit économique, calculés au {date}."
            : $"Intérêts et indemnité forfaitaire selon la loi du 2 août 2002 concernant la lutte contre le retard de paiement dans les transactions commerciales, calculés au {date}.")
            + " Intérêts simples, année de 365 jours, arrondi unique sur le total. Les intérêts courent jusqu’au paiement.",
    };

    private static ClaimTexts Dutch { get; } = new()
    {
        StatementTitle = "Rekeningoverzicht",
        OpeningBalance = "Beginsaldo",
        Movement = "Verrichting",
        ClaimTitle = "Afrekening van de vordering",
        Creditor = "Schuldeiser",
        Debtor = "Schuldenaar",
        Issued = "Datum",
        Original = "Bedrag",
        Principal = "Hoofdsom",
        Interest = "Interesten",
        FixedSum = "Forfait en kosten",
        Period = "Periode",
        Days = "Dagen",
        Rate = "Rentevoet",
        InterestOn = number => $"Berekening van de interesten – factuur {number}",
        ReceiptsOn = number => $"Ontvangen betalingen – factuur {number}",
        Basis = (regime, date) => (regime == DocumentRegime.Consumer
            ? $"Contractuele interesten en vergoeding, binnen de grenzen van boek XIX van het Wetboek van economisch recht, berekend tot {date}."
            : $"Interesten en forfaitaire vergoeding volgens de wet van 2 augustus 2002 betreffende de bestrijding van de betalingsachterstand bij handelstransacties, berekend tot {date}.")
            + " Enkelvoudige interest, jaar van 365 dagen, één afronding op het totaal. De interesten lopen door tot de betaling.",
    };

    private static ClaimTexts English { get; } = new()
    {
        StatementTitle = "Account statement",
        OpeningBalance = "Opening balance",
        Movement = "Movement",
        ClaimTitle = "Statement of claim",
        Creditor = "Creditor",
        Debtor = "Debtor",
        Issued = "Issued",
        Original = "Invoiced",
        Principal = "Principal due",
        Interest = "Interest",
        FixedSum = "Fixed sum, costs",
        Period = "Period",
        Days = "Days",
        Rate = "Yearly rate",
        InterestOn = number => $"Computation of interest – invoice {number}",
        ReceiptsOn = number => $"Payments received – invoice {number}",
        Basis = (regime, date) => (regime == DocumentRegime.Consumer
            ? $"Contractual interest and compensation, within the limits of Book XIX of the Belgian Code of Economic Law, computed to {date}."
            : $"Interest and fixed compensation under the Belgian law of 2 August 2002 on combating late payment in commercial transactions, computed to {date}.")
            + " Simple interest, year of 365 days, rounded once on the total. Interest runs until payment.",
    };

    private static ClaimTexts German { get; } = new()
    {
        StatementTitle = "Kontoauszug",
        OpeningBalance = "Anfangssaldo",
        Movement = "Bewegung",
        ClaimTitle = "Forderungsaufstellung",
        Creditor = "Gläubigerin",
        Debtor = "Schuldner",
        Issued = "Datum",
        Original = "Betrag",
        Principal = "Hauptsumme",
        Interest = "Zinsen",
        FixedSum = "Pauschale, Kosten",
        Period = "Zeitraum",
        Days = "Tage",
        Rate = "Jahressatz",
        InterestOn = number => $"Zinsberechnung – Rechnung {number}",
        ReceiptsOn = number => $"Erhaltene Zahlungen – Rechnung {number}",
        Basis = (regime, date) => (regime == DocumentRegime.Consumer
            ? $"Vertragliche Zinsen und Entschädigung innerhalb der Grenzen von Buch XIX des belgischen Wirtschaftsgesetzbuches, berechnet bis zum {date}."
            : $"Zinsen und Pauschalentschädigung nach dem belgischen Gesetz vom 2. August 2002 zur Bekämpfung des Zahlungsverzugs im Geschäftsverkehr, berechnet bis zum {date}.")
            + " Einfache Zinsen, Jahr zu 365 Tagen, einmalige Rundung auf die Summe. Die Zinsen laufen bis zur Zahlung.",
    };
}
