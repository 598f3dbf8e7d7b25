using FsCheck;
using FsCheck.Fluent;
using Smart.Shared.Payments.SameMoney;

namespace Smart.Shared.Tests.Payments.SameMoney;

public sealed class MoneyPairingTest
{
    private static readonly DateOnly Day = new(2026, 5, 15);
    private static readonly MoneyTraits Silent = new(null, null, null, null, null);

    [Fact]
    public void SameReference_IsTheSameMoney() =>
        MoneyPairing.Pair([Row("api", "a", 100, new("202600000192", null, null, null, null))], [Row("coda", "c", 100, new("202600000192", "TEXT", null, null, null))])
            .ShouldHaveSingleItem().OtherKey.ShouldBe("c");

    [Fact]
    public void OtherReference_IsOtherMoney() =>
        MoneyPairing.Pair([Row("api", "a", 100, new("202600000192", "T", null, null, null))], [Row("coda", "c", 100, new("202600000289", "T", null, null, null))])
            .ShouldHaveSingleItem().OtherKey.ShouldBeNull();

    [Fact]
    public void OtherPayer_IsOtherMoney_HoweverAlikeTheTexts() =>
        MoneyPairing.Pair([Row("api", "a", 100, new(null, "INVOICE", "BE1", null, null))], [Row("coda", "c", 100, new(null, "INVOICE", "BE2", null, null))])
            .ShouldHaveSingleItem().SameAs.ShouldBeNull();

    [Fact]
    public void TwoOfOneChannel_AreNeverTheSameMoney() =>
        MoneyPairing.Pair([Row("coda", "a", 100, new("1", null, null, null, null))], [Row("coda", "c", 100, new("1", null, null, null, null))])
            .ShouldHaveSingleItem().SameAs.ShouldBeNull();

    [Fact]
    public void ALonePairThatNothingTellsApart_IsTheSameMoney() =>
        MoneyPairing.Pair([Row("api", "a", 100, Silent)], [Row("coda", "c", 100, new("1", null, null, null, null))]).ShouldHaveSingleItem().SameAs.ShouldNotBeNull();

    [Fact]
    public void ManyThatNothingTellsApart_AreForAPerson()
    {
        var paired = MoneyPairing.Pair([Row("api", "a", 100, Silent), Row("api", "b", 100, Silent)], [Row("coda", "c", 100, Silent), Row("coda", "d", 100, Silent)]);

        paired.ShouldAllBe(row => row.IsUnsure && row.SameAs == null);
    }

    [Fact]
    public void MoneyThatIsTaken_IsNotTakenAgain()
    {
        var known = Row("coda", "c", 100, new("1", null, null, null, null));
        var taker = Row("api", "a", 100, new("1", null, null, null, null)) with { SameAs = known.RowKey };

        MoneyPairing.Pair([Row("api", "b", 100, new("1", null, null, null, null))], [known, taker]).ShouldHaveSingleItem().SameAs.ShouldBeNull();
    }

    [Fact]
    public void PaysTwice_IsTwoPaymentsInEachChannel()
    {
        var traits = new MoneyTraits("1", null, "BE1", null, null);
        var coda = new[] { Row("coda", "c", 100, traits), Row("coda", "d", 100, traits) };

        var paired = MoneyPairing.Pair([Row("api", "a", 100, traits), Row("api", "b", 100, traits)], coda);

        paired.Select(row => row.OtherKey).Order().ShouldBe(["c", "d"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-3)]
    public void SamePayerAndAmount_DatedOtherwise_IsForAPerson(int days)
    {
        var known = Row("api", "a", 100, new("1", null, "BE1", null, null));

        var told = MoneyPairing.DatedOtherwise([On(days, "c", new("1", null, null, null, null))], [known]).ShouldHaveSingleItem();

        told.IsUnsure.ShouldBeTrue();
        told.SameAs.ShouldBeNull();
        told.OtherKey.ShouldBe("a");
    }

    [Theory]
    [InlineData(4, "1", "BE1")]
    [InlineData(0, "1", "BE1")]
    [InlineData(1, "2", "BE1")]
    [InlineData(1, null, null)]
    public void OtherMoneyOfDaysAround_IsBooked(int days, string? structured, string? party) => MoneyPairing
        .DatedOtherwise([On(days, "c", new(structured, null, party, null, null))], [Row("api", "a", 100, new("1", null, "BE1", null, null))])
        .ShouldHaveSingleItem().IsUnsure.ShouldBeFalse();

    [Fact]
    public void MoneyThatHasItsPair_IsNotWhatAnotherDayTellsOf()
    {
        var traits = new MoneyTraits("1", null, "BE1", null, null);
        var (api, coda) = (Row("api", "a", 100, traits), Row("coda", "c", 100, traits));

        MoneyPairing.DatedOtherwise([On(1, "d", traits)], [api, coda with { SameAs = api.RowKey, OtherKey = api.ReceiptKey }]).ShouldHaveSingleItem().IsUnsure.ShouldBeFalse();
        MoneyPairing.DatedOtherwise([On(1, "d", traits)], [api with { SameAs = coda.RowKey }, coda]).ShouldHaveSingleItem().IsUnsure.ShouldBeFalse();
    }

    [Fact]
    public void OneMovementOfAnotherDay_IsThePossiblePairOfOne()
    {
        var traits = new MoneyTraits("1", null, "BE1", null, null);

        var told = MoneyPairing.DatedOtherwise([On(1, "c", traits), On(2, "d", traits)], [Row("api", "a", 100, traits)]);

        told.Select(row => row.IsUnsure).ShouldBe([true, false]);
    }

    [Fact]
    public void WhatIsForAPerson_TakesNothingWithIt()
    {
        var unsure = Row("coda", "c", 100, new("1", null, null, null, null)) with { IsUnsure = true };

        var told = MoneyPairing.Pair([Row("api", "a", 100, new("1", null, null, null, null))], [unsure]).ShouldHaveSingleItem();

        told.SameAs.ShouldBeNull();
        told.IsUnsure.ShouldBeTrue();
        told.OtherKey.ShouldBe("c");
    }

    /// <summary>Of n equal payments in one channel and m in the other, the greater number is booked, whichever comes first.</summary>
    [Fact]
    public void BookedMoney_IsThatOfTheFullerChannel() => Properties.Hold(
        Counts,
        counts =>
        {
            var traits = new MoneyTraits("1", null, "BE1", null, null);
            var first = Enumerable.Range(0, counts.First).Select(i => Row("coda", $"c{i}", 100, traits)).ToList();
            var second = MoneyPairing.Pair([.. Enumerable.Range(0, counts.Second).Select(i => Row("api", $"a{i}", 100, traits))], first);
            return first.Count + second.Count(row => row.SameAs is null) == Math.Max(counts.First, counts.Second);
        });

    private static Gen<(int First, int Second)> Counts =>
        from first in Gen.Choose(0, 6)
        from second in Gen.Choose(0, 6)
        select (first, second);

    private static MoneyRow On(int daysLater, string key, MoneyTraits traits) => Row("coda", key, 100, traits, Day.AddDays(daysLater));

    private static MoneyRow Row(string channel, string key, long cents, MoneyTraits traits) => Row(channel, key, cents, traits, Day);

    private static MoneyRow Row(string channel, string key, long cents, MoneyTraits traits, DateOnly day) => new()
    {
        PartitionKey = MoneyRow.PartitionOf("BE1-EUR", day),
        RowKey = MoneyRow.Key("BE1-EUR", day, channel, key),
        Channel = channel,
        ReceiptPartition = channel,
        ReceiptKey = key,
        Cents = cents,
        ValueDate = day,
        Traits = traits,
    };
}
