using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

public sealed class InvoicePdfTests
{
    private const int MostBytes = 40 * 1024;

    public static TheoryData<DocumentLanguage> Languages => [.. Samples.Languages];

    [Theory, MemberData(nameof(Languages))]
    public void Invoice_carries_every_mention_in_each_language(DocumentLanguage language)
    {
        var text = OnOneLine(InvoicePdf.Render(Samples.Invoice(language)));

        string[] mentions =
        [
            "Exemple Coopérative", "SC agréée", "Rue Émile Féron 70", "1060 Saint-Gilles", "BE 0403.019.261", "Bruxelles",
            "IBAN BE68 5390 0754 7034", "BIC TRIOBEBB", "factures@exemple.be", "www.exemple.be",
            "Théâtre des Étoiles ASBL", "Chaussée de Charleroi 14 boîte 3", "6000 Charleroi", "BE 0428.759.497",
            "2026-012345", "Zoé Lefèvre", "PO 2026/118", "+++202/6012/34520+++",
            "Mise en scène du spectacle « Les Marées », répétitions et représentation générale",
            "art. 44, § 2, 4°", "2002",
        ];
        foreach (var mention in mentions) text.ShouldContain(mention);
        string[] figures = language == DocumentLanguage.En
            ? ["1 Mar 2026", "31 Mar 2026", "2 Feb 2026 – 27 Feb 2026", "62.50", "10.02", "480.06", "100.81", "15.00", "1,130.06", "115.81", "EUR 1,245.87"]
            : ["01/03/2026", "31/03/2026", "02/02/2026 – 27/02/2026", "62,50", "10,02", "480,06", "100,81", "15,00", "115,81"];
        foreach (var figure in figures) text.ShouldContain(figure);
    }

    [Theory]
    [InlineData(DocumentLanguage.Fr, "Facture", "TVA BE", "RPM", "1 245,87 EUR", "Exonéré de TVA – art. 44, § 2, 4° du Code de la TVA", "de plein droit et sans mise en demeure")]
    [InlineData(DocumentLanguage.Nl, "Factuur", "BTW BE", "RPR", "EUR 1.245,87", "Vrijgesteld van btw – art. 44, § 2, 4° van het Btw-Wetboek", "van rechtswege en zonder ingebrekestelling")]
    [InlineData(DocumentLanguage.En, "Invoice", "VAT BE", "RPM/RPR", "EUR 1,245.87", "Exempt from VAT – art. 44, § 2, 4° of the Belgian VAT Code", "by operation of law and without notice of default")]
    [InlineData(DocumentLanguage.De, "Rechnung", "MwSt. BE", "RJP", "1.245,87 EUR", "Von der MwSt. befreit – art. 44, § 2, 4° des belgischen MwSt.-Gesetzbuches", "von Rechts wegen und ohne Inverzugsetzung")]
    public void Invoice_speaks_the_language_of_the_customer(DocumentLanguage language, params string[] words)
    {
        var text = OnOneLine(InvoicePdf.Render(Samples.Invoice(language)));

        foreach (var word in words) text.ShouldContain(word);
    }

    [Theory]
    [InlineData(VatTreatment.ReverseCharge, "Autoliquidation – art. 21, § 2")]
    [InlineData(VatTreatment.Franchise, "Régime particulier de franchise des petites entreprises – TVA non applicable")]
    [InlineData(VatTreatment.OutOfScope, "Opération hors du champ d’application de la TVA – art. 21, § 2")]
    public void Untaxed_supply_prints_its_legal_mention(VatTreatment treatment, string mention)
    {
        var invoice = Samples.Invoice(DocumentLanguage.Fr) with
        {
            Vat = [new(treatment, 0, Money.Eur(113006), Money.Zero, "art. 21, § 2")],
        };

        OnOneLine(InvoicePdf.Render(invoice)).ShouldContain(mention);
    }

    [Fact]
    public void Consumer_is_not_told_of_a_penalty_without_a_clause()
    {
        var invoice = Samples.Invoice(DocumentLanguage.Fr) with { Regime = DocumentRegime.Consumer };

        var without = OnOneLine(InvoicePdf.Render(invoice));
        without.ShouldContain("rappel gratuit");
        without.ShouldNotContain("40 EUR");
        without.ShouldNotContain("indemnité");
        OnOneLine(InvoicePdf.Render(invoice with { ConsumerPenaltyClause = true })).ShouldContain("indemnité forfaitaire prévus au contrat");
    }

    [Theory, MemberData(nameof(Languages))]
    public void Invoice_of_forty_lines_stays_small_and_repeats_its_header(DocumentLanguage language)
    {
        var file = InvoicePdf.Render(Samples.Invoice(language, lines: 40));

        file.Length.ShouldBeLessThanOrEqualTo(MostBytes);
        var pages = new PdfReader(file).Pages;
        pages.Count.ShouldBeGreaterThan(1);
        var header = pages[0].Split('\n').First(line => line is "Description" or "Omschrijving" or "Beschreibung");
        pages[1].ShouldContain(header);
        pages[1].ShouldContain($"2{(language == DocumentLanguage.En ? " of " : "/")}{pages.Count}");
    }

    [Fact]
    public void Every_line_is_printed_however_many_pages()
    {
        var invoice = Samples.Invoice(DocumentLanguage.Fr, lines: 200);
        invoice = invoice with { Lines = [.. invoice.Lines.Select((line, index) => line with { Description = $"Prestation [{index}]" })] };

        var text = new PdfReader(InvoicePdf.Render(invoice)).Text;

        for (var i = 0; i < 200; i++) text.ShouldContain($"Prestation [{i}]\n");
    }

    [Fact]
    public void Same_invoice_gives_the_same_bytes()
    {
        var first = InvoicePdf.Render(Samples.Invoice(DocumentLanguage.Nl, 12));
        var second = InvoicePdf.Render(Samples.Invoice(DocumentLanguage.Nl, 12));

        ContentHash.Of(second).ShouldBe(ContentHash.Of(first));
        ContentHash.Of(InvoicePdf.Render(Samples.Invoice(DocumentLanguage.Nl, 13))).ShouldNotBe(ContentHash.Of(first));
    }

    [Fact]
    public void Overlong_names_wrap_and_amounts_are_never_cut()
    {
        var name = "Association internationale pour la promotion des arts vivants et des musiques nouvelles de Bruxelles-Capitale";
        var invoice = Samples.Invoice(DocumentLanguage.Fr) with
        {
            Customer = Samples.Enterprise with { Name = name },
            CustomerReference = new string('X', 200),
            Total = Money.Eur(99_999_999_999),
        };

        var file = new PdfReader(InvoicePdf.Render(invoice));

        OnOneLine(file).ShouldContain(name);
        file.Text.ShouldContain("X…\n");
        file.Text.ShouldContain("999 999 999,99 EUR");
    }

    [Fact]
    public void Emoji_and_markup_in_a_description_do_no_harm()
    {
        var invoice = Samples.Invoice(DocumentLanguage.Fr);
        invoice = invoice with { Lines = [invoice.Lines[0] with { Description = "(Fête) \\ <b> 🎷 Ω" }] };

        new PdfReader(InvoicePdf.Render(invoice)).Text.ShouldContain("(Fête) \\ <b> 🎷 Ω\n");
    }

    private static string OnOneLine(byte[] file) => OnOneLine(new PdfReader(file));

    private static string OnOneLine(PdfReader file) => file.Text.Replace('\n', ' ');
}
