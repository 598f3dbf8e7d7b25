using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

public sealed class OtherDocumentsTests
{
    public static TheoryData<DocumentLanguage> Languages => [.. Samples.Languages];

    [Theory, MemberData(nameof(Languages))]
    public async Task Share_request_says_what_to_pay_and_what_it_covers(DocumentLanguage language)
    {
        var request = MoreSamples.ShareRequest(language);
        var mail = await ShareDocuments.RenderMailAsync(request);

        foreach (var text in new[] { Text(ShareDocuments.RenderPdf(request)), mail.Text.Replace('\u00a0', ' ') })
        {
            text.ShouldContain(language.WithCurrency(Money.Eur(3000)).Replace('\u00a0', ' '));
            text.ShouldContain("+++010/8068/17183+++");
            text.ShouldContain("2027");
        }

        (await ShareDocuments.RenderMailAsync(request with { Reminder = true })).Subject.ShouldNotBe(mail.Subject);
    }

    [Theory, MemberData(nameof(Languages))]
    public async Task Share_certificate_states_the_register_entry(DocumentLanguage language)
    {
        var certificate = MoreSamples.Certificate(language);

        var text = Text(ShareDocuments.RenderPdf(certificate));

        text.ShouldContain("An Peeters-Müller");
        text.ShouldContain(language.Date(certificate.RegisteredOn));
        text.ShouldContain(language.ShortDate(certificate.CoveredUntil));
        (await ShareDocuments.RenderMailAsync(certificate)).Html.ShouldContain("C-2027-42");
    }

    [Theory, MemberData(nameof(Languages))]
    public void Statement_carries_the_balance_forward(DocumentLanguage language)
    {
        var text = Text(StatementPdf.Render(MoreSamples.Statement(language)));

        text.ShouldContain(language.Amount(Money.Eur(121000)).Replace('\u00a0', ' '));
        text.ShouldContain(language.Amount(Money.Eur(-60000)));
        text.ShouldContain(language.WithCurrency(Money.Eur(61000)).Replace('\u00a0', ' '));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Claim_shows_how_the_interest_is_computed(DocumentLanguage language)
    {
        var text = Text(LegalClaimPdf.Render(MoreSamples.Claim(language)));

        string[] figures =
        [
            language.Decimal(116.691949m, 6, 6), language.Decimal(653.474916m, 6, 6), language.Decimal(145.611258m, 6, 6),
            language.Amount(Money.Eur(91578)), language.WithCurrency(Money.Eur(1234567 + 91578 + 4000)), "2025/88/0003", "Exemple Coopérative", "Théâtre des Étoiles",
        ];
        foreach (var figure in figures) text.ShouldContain(figure.Replace('\u00a0', ' '));
    }

    private static string Text(byte[] file) => new PdfReader(file).Text.Replace('\n', ' ');
}
