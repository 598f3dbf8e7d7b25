using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

public sealed class DocumentFormatTests
{
    [Theory]
    [InlineData(DocumentLanguage.Fr, "1\u00a0210,00\u00a0EUR", "31/03/2026", "10,5\u00a0%")]
    [InlineData(DocumentLanguage.Nl, "EUR\u00a01.210,00", "31/03/2026", "10,5\u00a0%")]
    [InlineData(DocumentLanguage.En, "EUR\u00a01,210.00", "31 March 2026", "10.5%")]
    [InlineData(DocumentLanguage.De, "1.210,00\u00a0EUR", "31/03/2026", "10,5\u00a0%")]
    public void Figures_are_printed_by_the_habit_of_the_language(DocumentLanguage language, string amount, string date, string percent)
    {
        language.WithCurrency(Money.Eur(121000)).ShouldBe(amount);
        language.Date(new DateOnly(2026, 3, 31)).ShouldBe(date);
        language.Percent(10.5m).ShouldBe(percent);
    }

    [Theory]
    [InlineData(-5, "-0,05")]
    [InlineData(123456789, "1.234.567,89")]
    [InlineData(99, "0,99")]
    public void Amounts_keep_sign_cents_and_groups(long cents, string printed) => DocumentLanguage.Nl.Amount(Money.Eur(cents)).ShouldBe(printed);

    [Theory]
    [InlineData("010806817183", "+++010/8068/17183+++")]
    [InlineData("000000000101", "+++000/0000/00101+++")]
    public void Communication_is_printed_in_its_three_groups(string digits, string printed) => DocumentFormat.Communication(digits).ShouldBe(printed);

    [Fact]
    public void Communication_of_eleven_digits_is_refused() => Should.Throw<ArgumentException>(() => DocumentFormat.Communication("01080681718"));

    [Fact]
    public void Identifiers_are_printed_as_in_Belgium()
    {
        DocumentFormat.Iban("BE68539007547034").ShouldBe("BE68\u00a05390\u00a00754\u00a07034");
        DocumentFormat.EnterpriseNumber("0403019261").ShouldBe("0403.019.261");
        DocumentFormat.VatNumber("BE0403019261").ShouldBe("BE\u00a00403.019.261");
        DocumentFormat.VatNumber("FR40303265045").ShouldBe("FR40303265045");
    }

    [Fact]
    public void Unknown_language_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => DocumentLanguages.Parse("it"));

    [Fact]
    public void Content_hash_is_that_of_the_standard()
        => ContentHash.Of("abc"u8).ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
