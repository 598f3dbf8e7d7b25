using FsCheck.Fluent;
using Smart.Shared.LatePayment;

namespace Smart.Shared.Tests.LatePayment;

public sealed class PaymentTermsTest
{
    private static readonly DateOnly Received = new(2026, 11, 21);

    [Theory]
    [InlineData(DebtorKind.Enterprise, null, "2026-12-21")]
    [InlineData(DebtorKind.Enterprise, 30, "2026-12-21")]
    [InlineData(DebtorKind.Enterprise, 60, "2027-01-20")]
    [InlineData(DebtorKind.Enterprise, 61, "2026-12-21")] // deemed unwritten
    [InlineData(DebtorKind.Enterprise, 0, "2026-11-21")]
    [InlineData(DebtorKind.PublicBody, null, "2026-12-21")]
    [InlineData(DebtorKind.PublicBody, 90, "2026-12-21")]
    [InlineData(DebtorKind.Consumer, null, "2026-12-21")]
    [InlineData(DebtorKind.Consumer, 14, "2026-12-05")]
    [InlineData(DebtorKind.Consumer, 90, "2027-02-19")]
    public void DueDate_ByRegime(DebtorKind debtor, int? days, string due) =>
        PaymentTerms.DueDate(debtor, days is { } d ? new(d) : null, Received).ShouldBe(DateOnly.Parse(due));

    [Theory]
    [InlineData(30, "2026-12-31")]
    [InlineData(60, "2027-01-20")] // 31 January would be the 71st day
    [InlineData(61, "2026-12-21")]
    public void DueDate_EndOfMonth_StopsAtTheSixtiethDay(int days, string due) =>
        PaymentTerms.DueDate(DebtorKind.Enterprise, new(days, EndOfMonth: true), Received).ShouldBe(DateOnly.Parse(due));

    [Fact]
    public void DueDate_EndOfMonth_OfAConsumer_IsWhatTheContractSays() =>
        PaymentTerms.DueDate(DebtorKind.Consumer, new(60, EndOfMonth: true), Received).ShouldBe(new(2027, 1, 31));

    [Fact]
    public void DueDate_NegativeTerm_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PaymentTerms.DueDate(DebtorKind.Enterprise, new(-1), Received));

    [Fact]
    public void DueDate_OfPublicBodies_IsNeverBeyondSixtyDays()
    {
        var cases = from received in Properties.Days(new(2020, 1, 1), new(2030, 12, 31))
                    from days in Gen.Choose(0, 200)
                    from endOfMonth in Gen.Elements(true, false)
                    select (Received: received, Term: new AgreedTerm(days, endOfMonth));
        Properties.Hold(cases, x =>
            PaymentTerms.DueDate(DebtorKind.PublicBody, x.Term, x.Received).DayNumber - x.Received.DayNumber is >= 0 and <= 60);
    }

    [Theory]
    [InlineData("2026-12-21", true, "2026-12-21")]
    [InlineData("2026-11-21", true, "2026-11-23")] // Saturday
    [InlineData("2026-12-25", true, "2026-12-28")] // Christmas on a Friday
    [InlineData("2026-11-21", false, "2026-11-21")]
    public void LastTimelyDay_RollsToAWorkingDay(string due, bool roll, string last) =>
        PaymentTerms.LastTimelyDay(DateOnly.Parse(due), roll).ShouldBe(DateOnly.Parse(last));
}
