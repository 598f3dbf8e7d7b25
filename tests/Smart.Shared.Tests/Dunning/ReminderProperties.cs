using FsCheck;
using FsCheck.Fluent;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.LatePayment;
using Smart.Shared.Payments;

namespace Smart.Shared.Tests.Dunning;

/// <summary>What holds for every invoice, whatever is paid of it and when.</summary>
public class ReminderProperties
{
    private const int Days = 100;

    private sealed record Story(long Cents, DebtorKind Regime, bool Clause, IReadOnlyList<(int Day, long Cents)> Payments)
    {
        public override string ToString() => $"{Cents} {Regime} clause={Clause}: {string.Join(", ", Payments)}";
    }

    private static readonly Gen<Story> Stories =
        from cents in Gen.Choose(1, 5_000_000)
        from regime in Gen.Elements(DebtorKind.Enterprise, DebtorKind.PublicBody, DebtorKind.Consumer)
        from clause in Gen.Elements(true, false)
        from days in Gen.Choose(0, Days).ListOf(5)
        from percents in Gen.Choose(1, 60).ListOf(5)
        select new Story(cents, regime, clause && regime == DebtorKind.Consumer, [.. days.Zip(percents, (day, percent) => (day, Math.Max(1, cents * (long)percent / 100)))]);

    [Fact]
    public void NoSequenceOfPayments_GivesANegativeBalance_OrAClaimBeyondTheCaps() => Properties.Hold(Stories, story => Run(story).All(IsSound));

    [Fact]
    public void NoSequenceOfPayments_MakesALevelSkip() => Properties.Hold(Stories, story =>
    {
        var levels = Run(story).Select(invoice => invoice.Level).ToList();
        return levels.Zip(levels.Skip(1)).All(pair => pair.Second - pair.First is 0 or 1);
    });

    private static bool IsSound(OpenInvoice invoice)
    {
        var (interest, costs) = (invoice.InterestEverClaimed, invoice.CostsEverClaimed);
        var isNonNegative = invoice.Principal >= Money.Zero && invoice.ClaimedInterest >= Money.Zero && invoice.ClaimedCosts >= Money.Zero;
        // Never more than the highest rate of the table over the whole time on the whole invoice.
        var mostInterest = Money.EurRounded(invoice.Original.ToDecimal() * 0.125m * Days / 365m) + Money.Eur(1);
        if (invoice.Regime != DebtorKind.Consumer) return isNonNegative && interest <= mostInterest && costs <= Money.Eur(40_00);
        var isCharged = interest.IsPositive || costs.IsPositive;
        return isNonNegative && interest <= mostInterest && costs <= ConsumerRules.LumpSumCap(invoice.Original)
            && (!isCharged || (invoice.HasPenaltyClause && invoice.LevelSentOn >= invoice.ChargeFrom));
    }

    private static IEnumerable<OpenInvoice> Run(Story story)
    {
        var invoice = Cases.Invoice(cents: story.Cents, regime: story.Regime, clause: story.Clause);
        for (var day = 0; day <= Days && invoice.Balance.IsPositive; day++)
        {
            var today = Cases.Due.AddDays(day);
            foreach (var payment in story.Payments.Where(payment => payment.Day == day))
            {
                var plan = PaymentAllocator.Decide([invoice], new IncomingMoney(Money.Eur(payment.Cents), today, [invoice.Number]), AllocationPolicy.Default);
                invoice = plan.Parts.Count == 0 ? invoice : plan.Parts[0].After;
                yield return invoice;
                if (invoice.Balance.IsZero) yield break;
            }

            var decision = Cases.Decide(Cases.Facts(invoice), today);
            if (decision.Step is CaseStep.WriteLetter { Plan: var letter }) invoice = Claimed(invoice, letter.Lines.Single(), today);
            yield return invoice;
        }
    }

    private static OpenInvoice Claimed(OpenInvoice invoice, LetterLine line, DateOnly today)
    {
        var claimed = invoice with
        {
            Level = line.Level,
            LevelSentOn = today,
            ClaimedInterest = invoice.ClaimedInterest + line.Interest,
            InterestEverClaimed = invoice.InterestEverClaimed + line.Interest,
            ClaimedCosts = invoice.ClaimedCosts + line.Costs,
            CostsEverClaimed = invoice.CostsEverClaimed + line.Costs,
        };
        if (invoice.Regime != DebtorKind.Consumer || line.Level != 1) return claimed;
        var free = ConsumerRules.FirstReminder(today, ReminderChannel.Post, WorkingDayNotion.MondayToFriday);
        return claimed with { ChargeFrom = free.ChargeFrom, InterestFrom = free.ChargeFrom };
    }
}
