using System.Text.Json;
using FsCheck.Fluent;

namespace Smart.Shared.Tests.MoneyTests;

public sealed class MoneyTest
{
    [Fact]
    public void Amount_NobodySet_IsZeroEuro()
    {
        default(Money).ShouldBe(Money.Zero);
        (default(Money) + Money.Eur(5)).ShouldBe(Money.Eur(5));
        default(Money).ToString().ShouldBe("EUR 0.00");
    }

    [Theory]
    [InlineData("1210.00", 121000)]
    [InlineData("1210", 121000)]
    [InlineData("-0.5", -50)]
    [InlineData("0.01", 1)]
    [InlineData("+3.10", 310)]
    [InlineData("1.100", 110)]
    public void TryParse_Amount(string text, long cents)
    {
        Money.TryParse(text, Money.Euro, out var amount).ShouldBeTrue();
        amount.ShouldBe(Money.Eur(cents));
    }

    [Theory]
    [InlineData("1.001")]
    [InlineData("1,10")]
    [InlineData("1,210.00")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_NotAnAmount(string? text) => Money.TryParse(text, Money.Euro, out _).ShouldBeFalse();

    [Theory]
    [InlineData("0.005", 1)]
    [InlineData("0.004999", 0)]
    [InlineData("-0.005", -1)]
    [InlineData("15.663699", 1566)]
    public void EurRounded_HalfAwayFromZero(string euros, long cents) =>
        Money.EurRounded(decimal.Parse(euros)).ShouldBe(Money.Eur(cents));

    [Fact]
    public void Json_RoundTrip()
    {
        var json = JsonSerializer.Serialize(Money.Eur(121000));
        json.ShouldBe("""{"amount":"1210.00","currency":"EUR"}""");
        JsonSerializer.Deserialize<Money>(json).ShouldBe(Money.Eur(121000));
    }

    [Theory]
    [InlineData("12.10")]
    [InlineData("\"12.10\"")]
    [InlineData("""{"amount":12.10,"currency":"EUR"}""")]
    [InlineData("""{"amount":"12.105","currency":"EUR"}""")]
    [InlineData("""{"amount":"12.10","currency":"eur"}""")]
    [InlineData("""{"amount":"12.10"}""")]
    [InlineData("""{"amount":"12.10","currency":"EUR","cents":1}""")]
    [InlineData("null")]
    public void Json_Refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Money>(json));

    [Fact]
    public void Arithmetic_Overflow_Throws()
    {
        Should.Throw<OverflowException>(() => Money.Eur(long.MaxValue) + Money.Eur(1));
        Should.Throw<OverflowException>(() => Money.Eur(long.MinValue) - Money.Eur(1));
        Should.Throw<OverflowException>(() => -Money.Eur(long.MinValue));
        Should.Throw<OverflowException>(() => Money.EurRounded(decimal.MaxValue));
    }

    [Fact]
    public void Arithmetic_TwoCurrencies_Throws()
    {
        Should.Throw<InvalidOperationException>(() => Money.Eur(1) + new Money(1, "USD"));
        Should.Throw<InvalidOperationException>(() => Money.Eur(1) < new Money(1, "USD"));
    }

    [Fact]
    public void Text_IsReadBack() => Properties.Hold(Amounts, amount =>
        Money.TryParse(amount.ToPlainString(), amount.Currency, out var read) && read == amount
        && JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(amount)) == amount);

    [Fact]
    public void Sum_IgnoresOrderAndCancels() => Properties.Hold(Amounts.ListOf(), amounts =>
        amounts.Sum() == amounts.AsEnumerable().Reverse().Sum() && amounts.Sum() + amounts.Sum(amount => -amount) == Money.Zero);

    private static FsCheck.Gen<Money> Amounts =>
        from high in Gen.Choose(int.MinValue, int.MaxValue) from low in Gen.Choose(0, 999) select Money.Eur((high * 1000L) + low);
}
