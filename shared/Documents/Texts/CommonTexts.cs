namespace Smart.Shared.Documents.Texts;

/// <summary>Words that several documents share. A language that lacks one does not compile.</summary>
internal sealed record CommonTexts
{
    internal required string Vat { get; init; }

    internal required string Register { get; init; }

    internal required string EnterpriseNumber { get; init; }

    internal required string InLiquidation { get; init; }

    internal required string Beneficiary { get; init; }

    internal required string Communication { get; init; }

    internal required string Amount { get; init; }

    internal required string PayBefore { get; init; }

    internal required string HowToPay { get; init; }

    internal required string ScanToPay { get; init; }

    internal required string Date { get; init; }

    internal required string Reference { get; init; }

    internal required string Number { get; init; }

    internal required string DueDate { get; init; }

    internal required string IssueDate { get; init; }

    internal required string Total { get; init; }

    internal required string Balance { get; init; }

    internal required string Salutation { get; init; }

    internal required string Greeting { get; init; }

    internal required Func<int, int, string> Page { get; init; }

    internal static CommonTexts In(DocumentLanguage language) => language switch
    {
        DocumentLanguage.Fr => French,
        DocumentLanguage.Nl => Dutch,
        DocumentLanguage.En => English,
        DocumentLanguage.De => German,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };

    private static CommonTexts French { get; } = new()
    {
        Vat = "TVA",
        Register = "RPM",
        EnterpriseNumber = "Numéro d’entreprise",
        InLiquidation = "en liquidation",
        Beneficiary = "Bénéficiaire",
        Communication = "Communication",
        Amount = "Montant",
        PayBefore = "À payer au plus tard le",
        HowToPay = "Comment payer",
        ScanToPay = "À scanner avec votre application bancaire",
        Date = "Date",
        Reference = "Référence",
        Number = "Numéro",
        DueDate = "Échéance",
        IssueDate = "Date de facture",
        Total = "Total",
        Balance = "Solde",
        Salutation = "Madame, Monsieur,",
        Greeting = "Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.",
        Page = (page, of) => $"Page {page}/{of}",
    };

    private static CommonTexts Dutch { get; } = new()
    {
        Vat = "BTW",
        Register = "RPR",
        EnterpriseNumber = "Ondernemingsnummer",
        InLiquidation = "in vereffening",
        Beneficiary = "Begunstigde",
        Communication = "Mededeling",
        Amount = "Bedrag",
        PayBefore = "Te betalen uiterlijk op",
        HowToPay = "Hoe betalen",
        ScanToPay = "Scan met uw bankapp",
        Date = "Datum",
        Reference = "Referentie",
        Number = "Nummer",
        DueDate = "Vervaldag",
        IssueDate = "Factuurdatum",
        Total = "Totaal",
        Balance = "Saldo",
        Salutation = "Geachte mevrouw, geachte heer,",
        Greeting = "Met vriendelijke groeten,",
        Page = (page, of) => $"Pagina {page}/{of}",
    };

    private static CommonTexts English { get; } = new()
    {
        Vat = "VAT",
        Register = "RPM/RPR",
        EnterpriseNumber = "Enterprise number",
        InLiquidation = "in liquidation",
        Beneficiary = "Beneficiary",
        Communication = "Payment reference",
        Amount = "Amount",
        PayBefore = "To be paid by",
        HowToPay = "How to pay",
        ScanToPay = "Scan with your banking app",
        Date = "Date",
        Reference = "Reference",
        Number = "Number",
        DueDate = "Due date",
        IssueDate = "Invoice date",
        Total = "Total",
        Balance = "Balance",
        Salutation = "Dear Sir or Madam,",
        Greeting = "Yours faithfully,",
        Page = (page, of) => $"Page {page} of {of}",
    };

    private static CommonTexts German { get; } = new()
    {
        Vat = "MwSt.",
        Register = "RJP",
        EnterpriseNumber = "Unternehmensnummer",
        InLiquidation = "in Liquidation",
        Beneficiary = "Empfänger",
        Communication = "Mitteilung",
        Amount = "Betrag",
        PayBefore = "Zahlbar bis zum",
        HowToPay = "Zahlungsangaben",
        ScanToPay = "Mit Ihrer Banking-App scannen",
        Date = "Datum",
        Reference = "Referenz",
        Number = "Nummer",
        DueDate = "Fälligkeit",
        IssueDate = "Rechnungsdatum",
        Total = "Gesamt",
        Balance = "Saldo",
        Salutation = "Sehr geehrte Damen und Herren,",
        Greeting = "Mit freundlichen Grüßen",
        Page = (page, of) => $"Seite {page}/{of}",
    };
}
