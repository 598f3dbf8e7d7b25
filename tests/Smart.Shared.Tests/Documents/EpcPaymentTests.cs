using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

public sealed class EpcPaymentTests
{
    [Fact]
    public void Payload_follows_the_guideline_line_by_line()
        => EpcPayment.Payload(Samples.Cooperative, Money.Eur(124587), "202601234520").ShouldBe(
            "BCD\n002\n1\nSCT\nTRIOBEBB\nExemple Coopérative\nBE68539007547034\nEUR1245.87\n\n\n+++202/6012/34520+++");

    [Fact]
    public void Payload_without_bic_keeps_the_empty_line()
        => EpcPayment.Payload(Samples.Cooperative with { Bic = null }, Money.Eur(1), "202601234520").ShouldBe(
            "BCD\n002\n1\nSCT\n\nExemple Coopérative\nBE68539007547034\nEUR0.01\n\n\n+++202/6012/34520+++");

    [Fact]
    public void Long_payee_is_cut_at_seventy_characters()
        => EpcPayment.Payload(Samples.Cooperative with { Name = new string('a', 80) }, Money.Eur(100), "202601234520")!
            .Split('\n')[5].Length.ShouldBe(70);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_000_000_000)]
    public void Amount_that_no_transfer_carries_has_no_code(long cents)
        => EpcPayment.Payload(Samples.Cooperative, Money.Eur(cents), "202601234520").ShouldBeNull();
}
