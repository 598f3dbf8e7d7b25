using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Matching;
using Smart.Shared.References;

namespace Smart.Shared.Tests.Payments.Matching;

public sealed class ReceiptMatcherTest
{
    private static readonly string One = new InvoiceNumber(2026, 1).Reference.Digits;
    private static readonly string Two = new InvoiceNumber(2026, 2).Reference.Digits;

    [Fact]
    public void StructuredReference_ThatIsKnown_IsCertain() =>
        Decide(Known(ClueKind.StructuredField, One)).ShouldBeOfType<ReceiptMatch.Certain>().Target.Subject.ShouldBe("2026-000001");

    [Fact]
    public void OneReferenceInText_IsCertain() => Decide(Known(ClueKind.FreeText, One), Known(ClueKind.FreeText, One)).ShouldBeOfType<ReceiptMatch.Certain>();

    [Fact]
    public void TwoReferencesInText_AreForAPerson()
    {
        var match = Decide(Known(ClueKind.FreeText, One), Known(ClueKind.FreeText, Two) with { AmountFits = true }).ShouldBeOfType<ReceiptMatch.Uncertain>();

        match.Reason.ShouldBe("several-references");
        match.Candidates.Select(candidate => (candidate.InvoiceNumber, candidate.Points)).ShouldBe([("2026-000002", 100), ("2026-000001", 80)]);
    }

    [Fact]
    public void Nothing_IsForAPerson() => Decide().ShouldBeOfType<ReceiptMatch.Uncertain>().Reason.ShouldBe("no-reference");

    [Fact]
    public void MoneyThatCameBack_IsNeverBookedByItself() =>
        ReceiptMatcher.Decide(Receipt("", null) with { IsReturn = true }, [Known(ClueKind.StructuredField, One)]).ShouldBeOfType<ReceiptMatch.Uncertain>().Reason.ShouldBe("returned");

    [Fact]
    public void Candidate_CollectsItsReasons() => Decide(Known(ClueKind.InvoiceNumber, One), Known(ClueKind.NearMiss, One) with { AmountFits = true })
        .ShouldBeOfType<ReceiptMatch.Uncertain>().Candidates.ShouldHaveSingleItem().Reasons.ShouldBe(["invoice-number-in-text", "one-digit-wrong", "amount-fits"]);

    [Theory]
    [InlineData("facture 2026-000001 merci")]
    [InlineData("FACT.2026/000001")]
    [InlineData("inv 2026000001")]
    public void InvoiceNumber_InText_IsAClue(string text) =>
        ReceiptClues.Weak(Receipt(text, null)).ShouldContain(new ReceiptClue(ClueKind.InvoiceNumber, One));

    [Fact]
    public void StructuredReference_WithOneDigitWrong_LeadsToTheRightOne() =>
        Properties.Hold(Properties.OneDigitChanged(One), wrong => ReceiptClues.NearMisses(wrong).Contains(One));

    [Fact]
    public void Clues_OfALongText_AreFew() =>
        ReceiptClues.Weak(Receipt(string.Join(' ', Enumerable.Range(1, 200).Select(i => $"2026-{i:000000}")), "202600000199")).Count().ShouldBeLessThanOrEqualTo(16);

    private static ReceiptMatch Decide(params KnownClue[] known) => ReceiptMatcher.Decide(Receipt("", null), known);

    private static KnownClue Known(ClueKind kind, string digits) => new(
        kind, new ReferenceRow { PartitionKey = digits, RowKey = digits, Kind = ReferenceKind.Invoice, OwnerId = "debtor", Subject = $"2026-{digits[4..10]}" });

    private static ReceiptRow Receipt(string text, string? structured) => new()
    {
        PartitionKey = "statement",
        RowKey = "movement",
        Source = ReceiptSource.BankFile,
        Amount = Money.Eur(100_00),
        ValueDate = new DateOnly(2026, 5, 15),
        ReceivedAt = default,
        State = ReceiptState.Received,
        Communication = text,
        Structured = structured,
    };
}
