using FsCheck.Fluent;
using Smart.Shared.Payments.Matching;
using Smart.Shared.References;
using static Smart.Shared.Tests.Payments.Matching.MatchingFacts;

namespace Smart.Shared.Tests.Payments.Matching;

/// <summary>What is read from the way people write.</summary>
public sealed class ReceiptCluesTest
{
    [Theory]
    [InlineData("+++202/6012/34520+++")]
    [InlineData("***202/6012/34520***")]
    [InlineData("202 6012 34520")]
    [InlineData("202.6012.34520")]
    [InlineData("202-6012-34520")]
    [InlineData("202 / 6012 / 34520")]
    [InlineData("+++202/6012/\r\n34520+++")]
    [InlineData("2026 0123 4520")]
    [InlineData("facture202601234520merci")]
    [InlineData("Rég. fact. 3 : 202601234520 / Dupont")]
    [InlineData("compte 539-0075470-34 comm 202/6012/34520")]
    [InlineData("NL91 ABNA 0417 1643 00 202/6012/34520")]
    public void Reference_InAnySpelling_IsFound(string text) =>
        ReceiptClues.Strong(Receipt(1, text)).ShouldBe([new ReceiptClue(ClueKind.FreeText, "202601234520")]);

    [Theory]
    [InlineData("BE68 5390 0754 7034")]
    [InlineData("BE68-5390-0754-7034")]
    [InlineData("202-6012345-20")]
    [InlineData("9202601234520")]
    [InlineData("tel 0032202601234520")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("202/6012/34521")]
    public void LongerOrOtherNumber_IsNoReference(string text) => ReceiptClues.Strong(Receipt(1, text)).ShouldBeEmpty();

    [Theory]
    [InlineData("facture 2026-000123 merci", 123)]
    [InlineData("FACT.2026/000123", 123)]
    [InlineData("inv 2026000123", 123)]
    [InlineData("2026 000123", 123)]
    [InlineData("facture2026-000123merci", 123)]
    [InlineData("2026/123", 123)]
    [InlineData("fact 123/2026", 123)]
    [InlineData("fact. 5/2026", 5)]
    [InlineData("factuur 2026-7", 7)]
    [InlineData("n° 2026/12", 12)]
    public void InvoiceNumber_InAnySpelling_IsFound(string text, int ordinal) =>
        NumbersInText.Read(text).Select(number => number.ToString()).ShouldBe([Number(ordinal)]);

    [Theory]
    [InlineData("2026-000123, 124 et 125", new[] { 123, 124, 125 })]
    [InlineData("2026-000123 à 126", new[] { 123, 124, 125, 126 })]
    [InlineData("2026-000123 t/m 000125", new[] { 123, 124, 125 })]
    [InlineData("2026-000123 - 125", new[] { 123, 124, 125 })]
    [InlineData("2026-000123/124", new[] { 123, 124 })]
    [InlineData("2026-000200 + 2026-000100", new[] { 200, 100 })]
    [InlineData("fact 123/2026 et 124/2026", new[] { 123, 124 })]
    [InlineData("2026-000123, 1210.00 EUR", new[] { 123 })]
    [InlineData("2026-000123, 350 EUR", new[] { 123 })]
    [InlineData("2026-000123 à 999", new[] { 123, 999 })]
    public void ListsAndRanges_GoOnFromANumber(string text, int[] ordinals) =>
        NumbersInText.Read(text).Select(number => number.ToString()).ShouldBe(ordinals.Select(Number));

    [Theory]
    [InlineData("loyer 05/2026")]
    [InlineData("loyer 2026/05")]
    [InlineData("du 2026-05-15")]
    [InlineData("15/05/2026")]
    [InlineData("acompte 123")]
    [InlineData("tel 022026000123")]
    [InlineData("202600012345")]
    [InlineData("2026-000000")]
    public void DatesAndOtherNumbers_AreNoInvoices(string text) => NumbersInText.Read(text).ShouldBeEmpty();

    [Theory]
    [InlineData("+++2O2/6OI2/3452O+++")]
    [InlineData("202/60l2/34520")]
    public void LettersThatLookLikeDigits_AreAClueAndNoMore(string text)
    {
        ReceiptClues.Strong(Receipt(1, text)).ShouldBeEmpty();
        ReceiptClues.Weak(Receipt(1, text)).ShouldContain(new ReceiptClue(ClueKind.NearMiss, "202601234520"));
    }

    [Theory]
    [InlineData("+++202/6012/35420+++")]
    [InlineData("202 6012 44520")]
    [InlineData("202-6012-34529")]
    public void SlipOfThePen_InText_LeadsToTheRightOne(string text) =>
        ReceiptClues.Weak(Receipt(1, text)).ShouldContain(new ReceiptClue(ClueKind.NearMiss, "202601234520"));

    [Fact]
    public void StructuredReference_WithOneDigitWrong_LeadsToTheRightOne() =>
        Properties.Hold(Properties.OneDigitChanged(Reference(1)), wrong => ReceiptClues.NearMisses(wrong).Contains(Reference(1)));

    [Fact]
    public void ForeignCreditorReference_IsNoClue() => ReceiptClues.Strong(Receipt(1, "RF18 5390 0754 70Y") with { CreditorReference = "RF712348231" }).ShouldBeEmpty();

    [Fact]
    public void AnyText_GivesAFewClues() => Properties.Hold(
        from parts in Gen.Elements("2026", "-", "/", " ", "000123", "12", "+++", "***", "BE68", "5390", "RF18", "0754", "7034", "et", "à", "O", ".", ",", "é", "fact", "202601234520", "\r\n").ListOf()
        select string.Concat(parts),
        text => ReceiptClues.Strong(Receipt(1, text)).Concat(ReceiptClues.Weak(Receipt(1, text))).Count() <= 44);

    [Fact]
    public void Clues_OfALongText_AreFew() =>
        ReceiptClues.Weak(Receipt(1, string.Join(' ', Enumerable.Range(1, 200).Select(i => $"2026-{i:000000}")), "202600000199")).Count().ShouldBeLessThanOrEqualTo(28);

    [Theory]
    [InlineData("S.A. Dupont & Fils", "dupont et fils sa")]
    [InlineData("Société Générale d'Électricité SPRL", "SOCIETE GENERALE D ELECTRICITE")]
    [InlineData("VZW Het Huis", "Huis, Het (vzw)")]
    [InlineData("M. Jean Dupont", "DUPONT JEAN")]
    public void Names_WithTheSameWords_AreEqual(string one, string other)
    {
        PartyName.AreEqual(one, other).ShouldBeTrue();
        PartyName.Hash(one).ShouldBe(PartyName.Hash(other));
    }

    [Theory]
    [InlineData("Jean Dupont", "Dupont Jean-Marie", true)]
    [InlineData("Jean Dupont", "Jean Durand", false)]
    [InlineData("Association des amis de la lec", "Association des amis de la lecture ASBL", true)]
    [InlineData("SA", "NV", false)]
    public void Names_Alike(string one, string other, bool alike) => PartyName.AreAlike(one, other).ShouldBe(alike);

    [Fact]
    public void NameWithoutWords_IsNobodys() => PartyName.AreEqual("S.A.", "NV").ShouldBeFalse();
}
