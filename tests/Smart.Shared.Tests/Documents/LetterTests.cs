using System.Net;
using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

public sealed class LetterTests
{
    public static TheoryData<DocumentLanguage, DocumentRegime, int> Every => [..
        from language in Samples.Languages
        from regime in Enum.GetValues<DocumentRegime>()
        from level in Enumerable.Range(1, 3)
        select (language, regime, level)];

    [Theory, MemberData(nameof(Every))]
    public async Task Letter_lists_every_invoice_and_how_to_pay_in_all_its_forms(DocumentLanguage language, DocumentRegime regime, int level)
    {
        var letter = Samples.Letter(language, regime, level);
        var mail = await LetterMail.RenderAsync(letter);
        string[] forms = [Printed(letter), Plain(WebUtility.HtmlDecode(mail.Html)), Plain(mail.Text)];

        foreach (var form in forms)
        {
            foreach (var row in letter.Rows)
            {
                form.ShouldContain(row.Number);
                form.ShouldContain(row.Description);
                form.ShouldContain(Plain(language.Amount(row.Principal)));
                form.ShouldContain(Plain(language.Amount(row.Total)));
            }

            form.ShouldContain(Plain(language.WithCurrency(letter.Total)));
            form.ShouldContain(language.Date(letter.PayBefore));
            form.ShouldContain("+++202/6012/34520+++");
            form.ShouldContain("BE68 5390 0754 7034");
            form.ShouldContain("factures@exemple.be");
        }

        mail.Subject.ShouldContain(letter.Reference);
    }

    [Theory]
    [InlineData(DocumentLanguage.Fr, "Premier rappel gratuit", "14 jours calendrier, du 08/04/2026 au 21/04/2026 inclus", "indemnité forfaitaire de 301,50 EUR et des intérêts de retard au taux annuel de 10,5 %")]
    [InlineData(DocumentLanguage.Nl, "Eerste kosteloze herinnering", "14 kalenderdagen, van 08/04/2026 tot en met 21/04/2026", "forfaitaire vergoeding van EUR 301,50 en nalatigheidsinteresten tegen een jaarlijkse rentevoet van 10,5 %")]
    [InlineData(DocumentLanguage.En, "First reminder, free of charge", "14 calendar days, from 8 April 2026 to 21 April 2026 inclusive", "fixed compensation of EUR 301.50 and interest for late payment at a yearly rate of 10.5%")]
    [InlineData(DocumentLanguage.De, "Erste kostenlose Mahnung", "14 Kalendertage, vom 08/04/2026 bis einschließlich 21/04/2026", "Pauschalentschädigung von 301,50 EUR und Verzugszinsen zum Jahressatz von 10,5 %")]
    public void First_reminder_of_a_consumer_has_its_mandatory_content(DocumentLanguage language, string title, string period, string penalty)
    {
        var letter = Samples.Letter(language, DocumentRegime.Consumer, level: 1);

        var text = Printed(letter);

        string[] content = [title, period, penalty, Plain(language.WithCurrency(letter.Total)), "Exemple Coopérative", "0403.019.261", "Représentation n° 1", language.ShortDate(new DateOnly(2026, 3, 31))];
        foreach (var item in content) text.ShouldContain(item);
    }

    [Theory, MemberData(nameof(Every))]
    public void Words_of_the_law_on_commercial_debts_never_reach_a_consumer(DocumentLanguage language, DocumentRegime regime, int level)
    {
        var text = Printed(Samples.Letter(language, regime, level));

        (text.Contains("40 EUR", StringComparison.Ordinal) || text.Contains("EUR 40 ", StringComparison.Ordinal)).ShouldBe(regime != DocumentRegime.Consumer && level > 1);
        text.Contains("1394/20", StringComparison.Ordinal).ShouldBe(regime == DocumentRegime.Enterprise && level == 3);
    }

    [Fact]
    public void Consumer_without_penalty_clause_is_told_that_nothing_is_added()
    {
        var letter = Samples.Letter(DocumentLanguage.Fr, DocumentRegime.Consumer, 1);
        letter = letter with
        {
            FirstReminder = letter.FirstReminder! with { InterestPercent = null },
            Rows = [.. letter.Rows.Select(row => row with { PenaltyIfUnpaid = null })],
        };

        Printed(letter).ShouldContain("ne prévoit ni indemnité ni intérêt");
    }

    [Fact]
    public void First_reminder_without_its_free_period_is_refused()
        => Should.Throw<ArgumentException>(() => LetterPdf.Render(Samples.Letter(DocumentLanguage.Nl, DocumentRegime.Consumer, 1) with { FirstReminder = null }));

    [Fact]
    public void Consumer_with_old_and_new_debts_still_gets_the_first_reminder_of_the_new_one()
    {
        var letter = Samples.Letter(DocumentLanguage.Fr, DocumentRegime.Consumer, 1);
        letter = letter with { Rows = [letter.Rows[0] with { Level = 2, PenaltyIfUnpaid = null }, letter.Rows[1]] };

        var text = Printed(letter);

        text.ShouldContain("Mise en demeure");
        text.ShouldContain("indemnité forfaitaire de 100,50 EUR");
        text.ShouldContain("Solde restant dû : 1 190,00 EUR");
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    [InlineData(130, true)]
    public void Invoices_beyond_forty_go_on_the_attached_statement(int rows, bool attached)
    {
        var letter = Samples.Letter(DocumentLanguage.Fr, DocumentRegime.Enterprise, 2, rows);

        var text = Printed(letter);

        var attachment = text.IndexOf("Relevé joint à la lettre D-104/2", StringComparison.Ordinal);
        (attachment >= 0).ShouldBe(attached);
        foreach (var row in letter.Rows) text.ShouldContain(row.Number);
        if (!attached) return;
        text.IndexOf("2026-012040", StringComparison.Ordinal).ShouldBeLessThan(attachment);
        text.IndexOf("2026-012041", StringComparison.Ordinal).ShouldBeGreaterThan(attachment);
        text.ShouldContain($"{rows - 40} autres");
    }

    [Fact]
    public void Letter_for_several_references_offers_the_oldest_to_scan()
    {
        var letter = Samples.Letter(DocumentLanguage.En, DocumentRegime.Enterprise, 1);
        letter = letter with { Rows = [letter.Rows[0], letter.Rows[1] with { StructuredCommunication = "010806817183" }] };

        var text = Printed(letter);

        text.ShouldContain("one per invoice, see the table");
        text.ShouldContain("Scan to pay the oldest: 2026-012001");
        text.ShouldContain("+++010/8068/17183+++");
    }

    [Fact]
    public async Task Mail_escapes_what_people_are_called()
    {
        var letter = Samples.Letter(DocumentLanguage.En, DocumentRegime.Enterprise, 1);
        letter = letter with { Rows = [letter.Rows[0] with { Description = "<script>alert(\"x\")</script> & Sons" }] };

        var mail = await LetterMail.RenderAsync(letter);

        mail.Html.ShouldNotContain("<script");
        mail.Html.ShouldContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Sons");
        mail.Text.ShouldContain("<script>alert(\"x\")</script> & Sons");
    }

    [Fact]
    public async Task Same_letter_gives_the_same_bytes()
    {
        var letter = Samples.Letter(DocumentLanguage.De, DocumentRegime.Consumer, 3, 45);

        LetterPdf.Render(letter).ShouldBe(LetterPdf.Render(letter));
        (await LetterMail.RenderAsync(letter)).ShouldBe(await LetterMail.RenderAsync(letter));
    }

    private static string Printed(LetterDocument letter) => new PdfReader(LetterPdf.Render(letter)).Text.Replace('\n', ' ');

    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
