using FsCheck.Fluent;
using Smart.Shared.Calendar;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Tests.LatePayment;

public sealed class ConsumerRulesTest
{
    [Theory]
    [InlineData(1, 20_00)]
    [InlineData(120_00, 20_00)]
    [InlineData(150_00, 20_00)]
    [InlineData(150_01, 30_00)]
    [InlineData(200_00, 35_00)]
    [InlineData(300_00, 45_00)]
    [InlineData(499_99, 65_00)]
    [InlineData(500_00, 65_00)]
    [InlineData(500_01, 65_00)]
    [InlineData(605_00, 70_25)]
    [InlineData(1210_00, 100_50)]
    [InlineData(10_000_00, 540_00)]
    [InlineData(39_199_79, 1_999_99)]
    [InlineData(39_200_00, 2_000_00)]
    [InlineData(50_000_00, 2_000_00)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    public void LumpSumCap_RuleVector(long balance, long cap) => ConsumerRules.LumpSumCap(Money.Eur(balance)).ShouldBe(Money.Eur(cap));

    [Fact]
    public void LumpSumCap_NeverFallsAsTheBalanceGrows() =>
        Properties.Hold(Gen.Choose(0, 6_000_000), cents => ConsumerRules.LumpSumCap(Money.Eur(cents)) <= ConsumerRules.LumpSumCap(Money.Eur(cents + 1)));

    [Theory]
    [InlineData("2026-11-20", ReminderChannel.Email, WorkingDayNotion.MondayToFriday, "2026-11-21", "2026-12-04", "2026-12-05")]
    [InlineData("2026-11-20", ReminderChannel.Post, WorkingDayNotion.MondayToFriday, "2026-11-25", "2026-12-08", "2026-12-09")]
    [InlineData("2026-11-20", ReminderChannel.Post, WorkingDayNotion.SocialLaw, "2026-11-24", "2026-12-07", "2026-12-08")]
    [InlineData("2026-04-07", ReminderChannel.Email, WorkingDayNotion.MondayToFriday, "2026-04-08", "2026-04-21", "2026-04-22")]
    [InlineData("2026-05-13", ReminderChannel.Post, WorkingDayNotion.MondayToFriday, "2026-05-19", "2026-06-01", "2026-06-02")]
    [InlineData("2026-10-30", ReminderChannel.Post, WorkingDayNotion.MondayToFriday, "2026-11-04", "2026-11-17", "2026-11-18")]
    [InlineData("2026-12-23", ReminderChannel.Post, WorkingDayNotion.MondayToFriday, "2026-12-29", "2027-01-11", "2027-01-12")]
    [InlineData("2026-12-23", ReminderChannel.Post, WorkingDayNotion.SocialLaw, "2026-12-28", "2027-01-10", "2027-01-11")]
    public void FirstReminder_RuleVector(string sent, ReminderChannel channel, WorkingDayNotion post, string start, string last, string from) =>
        ConsumerRules.FirstReminder(DateOnly.Parse(sent), channel, post).ShouldBe(new(DateOnly.Parse(start), DateOnly.Parse(last), DateOnly.Parse(from)));

    [Theory]
    [InlineData(false, 24, 8_35)]
    [InlineData(true, 38, 13_23)]
    public void InterestFrom_FullExample(bool creditorIsSme, int days, long interest)
    {
        var sent = new DateOnly(2026, 4, 7);
        var period = ConsumerRules.FirstReminder(sent, ReminderChannel.Email);
        var from = ConsumerRules.InterestFrom(sent, period, creditorIsSme);
        var result = new InterestCalculator(StatutoryRates.Current, new() { Debtor = DebtorKind.Consumer, ContractPercent = 10.5m })
            .Between(Money.Eur(1210_00), from.AddDays(-1), new(2026, 5, 15));
        result.Segments.Sum(segment => segment.Days).ShouldBe(days);
        result.Total.ShouldBe(Money.Eur(interest));
    }

    [Fact]
    public void FirstReminder_ByPost_NeverOpensBeforeEmailNorBeforeSaturdayReading() =>
        Properties.Hold(Properties.Days(new(2023, 12, 1), new(2040, 12, 31)), sent =>
        {
            var post = ConsumerRules.FirstReminder(sent, ReminderChannel.Post);
            return post.ChargeFrom > ConsumerRules.FirstReminder(sent, ReminderChannel.Email).ChargeFrom
                && post.ChargeFrom >= ConsumerRules.FirstReminder(sent, ReminderChannel.Post, WorkingDayNotion.SocialLaw).ChargeFrom
                && post.ChargeFrom.DayNumber - post.Start.DayNumber == 14 && post.LastFreeDay.AddDays(1) == post.ChargeFrom;
        });

    [Fact]
    public void FurtherReminderCap_AddsPostage() => ConsumerRules.FurtherReminderCap(Money.Eur(1_57)).ShouldBe(Money.Eur(9_07));

    [Theory]
    [InlineData(0, false, 0, true)]
    [InlineData(0, false, 9, true)]
    [InlineData(1, false, 0, false)]
    [InlineData(0, true, 2, true)]
    [InlineData(0, true, 3, false)]
    [InlineData(1, true, 1, false)]
    public void IsFree_FirstOfEachDebt_ThreeAYearForRegularSupplies(int ofDebt, bool regular, int thisYear, bool free) =>
        ConsumerRules.IsFree(ofDebt, regular, thisYear).ShouldBe(free);

    [Fact]
    public void FixedSum_NeverFromAConsumer()
    {
        FixedSum.For(DebtorKind.Enterprise).ShouldBe(Money.Eur(40_00));
        FixedSum.For(DebtorKind.PublicBody).ShouldBe(Money.Eur(40_00));
        FixedSum.For(DebtorKind.Consumer).ShouldBe(Money.Zero);
    }
}
