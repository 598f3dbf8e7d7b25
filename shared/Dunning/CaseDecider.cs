using Smart.Shared.Calendar;
using Smart.Shared.Debtors;

namespace Smart.Shared.Dunning;

/// <summary>What the outside world says that a decision needs.</summary>
/// <param name="Today">The business date.</param>
/// <param name="CompleteThrough">How far each collecting account is known.</param>
/// <param name="IsMoneyAnnounced">A direct debit of the debtor is on its way.</param>
public sealed record CaseCircumstances(DateOnly Today, IReadOnlyCollection<DateOnly?> CompleteThrough, bool IsMoneyAnnounced = false);

/// <summary>Decides about a case: pure, the whole of it on these pages (design section 4).</summary>
public static class CaseDecider
{
    private const WorkingDayNotion WorkingDay = WorkingDayNotion.MondayToFriday;

    /// <summary>The one step to take now, and the reason for each overdue invoice.</summary>
    public static CaseDecision Decide(CaseFacts facts, CaseCircumstances now, DunningPolicy policy)
    {
        var overdue = facts.OverdueOn(now.Today);
        if (facts.Case is not { State: CaseState.Open }) return CaseDecision.ForAll(new CaseStep.End(), [], Reason.NotYet);
        if (facts.LastLetter is { IsUnderWay: true } letter) return UnderWay(letter, facts, overdue, now.Today);
        if (overdue.Count == 0) return CaseDecision.ForAll(new CaseStep.Close(), [], Reason.NotYet);
        if (DeliveryCheckDue(facts.LastLetter, now.Today, policy) is { } sent)
        {
            return CaseDecision.ForAll(new CaseStep.CheckDelivery(sent), overdue, Reason.LetterUnderWay);
        }

        var promised = facts.PromisedOn(now.Today);
        var free = overdue.Where(invoice => !promised.ContainsKey(invoice.Number)).ToList();
        if (free.Count == 0) return Promised(new CaseDecision(new CaseStep.Wait(overdue.Min(invoice => promised[invoice.Number])), new Dictionary<string, InvoiceReason>(StringComparer.Ordinal)), overdue, promised);
        return Promised(Held(facts, free, now, policy) ?? Next(facts, free, now, policy), overdue, promised);
    }

    /// <summary>The decision about the others, and for what is promised the day on which the promise would be broken.</summary>
    private static CaseDecision Promised(CaseDecision decision, IReadOnlyList<OpenInvoice> overdue, IReadOnlyDictionary<string, DateOnly> promised)
    {
        var reasons = decision.Reasons.ToDictionary(StringComparer.Ordinal);
        foreach (var invoice in overdue.Where(invoice => promised.ContainsKey(invoice.Number))) reasons[invoice.Number] = new InvoiceReason(Reason.Promised, promised[invoice.Number]);
        var until = promised.Count == 0 ? (DateOnly?)null : promised.Values.Min();
        return decision.Step is CaseStep.Wait wait && until < wait.Until ? new CaseDecision(wait with { Until = until.Value }, reasons) : decision with { Reasons = reasons };
    }

    private static CaseDecision UnderWay(LetterAttempt letter, CaseFacts facts, IReadOnlyList<OpenInvoice> overdue, DateOnly today)
    {
        var isOver = letter.State == LetterState.Reserved
            && (letter.BusinessDate != today || letter.LetterVersion != facts.Head.LetterVersion || facts.Head.IsInsolvent || facts.HasHold);
        CaseStep step = isOver ? new CaseStep.LapseLetter(letter) : new CaseStep.ResumeLetter(letter);
        return CaseDecision.ForAll(step, overdue, Reason.LetterUnderWay);
    }

    private static LetterAttempt? DeliveryCheckDue(LetterAttempt? last, DateOnly today, DunningPolicy policy) =>
        last is { State: LetterState.Sent, DeliveryCheckedOn: null, SentOn: { } sentOn }
        && sentOn.AddWorkingDays(policy.DeliveryCheckWorkingDays, WorkingDay) <= today
            ? last
            : null;

    private static CaseDecision? Held(CaseFacts facts, IReadOnlyList<OpenInvoice> overdue, CaseCircumstances now, DunningPolicy policy)
    {
        var today = now.Today;
        var tomorrow = today.NextWorkingDay(WorkingDay);
        if (facts.Head.IsInsolvent) return Hold(Reason.Insolvent, tomorrow, Reason.Insolvent);
        if (facts.Head.Allocating is not null) return Hold(Reason.Allocating, tomorrow);
        if (!today.IsWorkingDay(WorkingDay)) return Hold(Reason.NotAWorkingDay, today.FirstWorkingDayFrom(WorkingDay));
        if (facts.HasHold) return Hold(Reason.ReceiptMayMatch, tomorrow);
        if (IsNothingDue(overdue, policy, today)) return null;
        if (now.IsMoneyAnnounced) return Hold(Reason.Announced, tomorrow);
        var stale = !BankFreshnessRule.IsFresh(now.CompleteThrough, today, policy.FreshnessWorkingDays);
        if (stale && facts.Case!.StaleOverrideOn != today) return Hold(Reason.BankDataStale, tomorrow, StaleAttention(facts.Case, today, policy));
        return null;

        CaseDecision Hold(string reason, DateOnly until, string? attention = null) =>
            CaseDecision.ForAll(new CaseStep.Wait(until, attention), overdue, reason, until);
    }

    private static bool IsNothingDue(IReadOnlyList<OpenInvoice> overdue, DunningPolicy policy, DateOnly today) =>
        overdue.All(invoice => InvoiceSchedule.NextOn(invoice, policy.For(invoice.Regime)) > today);

    private static string? StaleAttention(DunningCaseRow dunningCase, DateOnly today, DunningPolicy policy) =>
        dunningCase.StaleSince is { } since && since.AddWorkingDays(policy.StaleAttentionWorkingDays, WorkingDay) < today
            ? Reason.BankDataStale
            : null;

    private static CaseDecision Next(CaseFacts facts, IReadOnlyList<OpenInvoice> overdue, CaseCircumstances now, DunningPolicy policy)
    {
        var today = now.Today;
        var isLegalDue = overdue.Any(invoice => InvoiceSchedule.LegalOn(invoice, policy.For(invoice.Regime)) <= today);
        var lines = LetterPlanner.Lines(overdue, policy, today);
        var next = overdue.Min(invoice => InvoiceSchedule.NextOn(invoice, policy.For(invoice.Regime)));
        if (!isLegalDue && lines.Count == 0) return new CaseDecision(new CaseStep.Wait(Later(next, today)), Waiting(facts, overdue, policy, today));
        if (overdue.Sum(invoice => invoice.Balance) < Money.Eur(policy.MinimumCents))
        {
            return CaseDecision.ForAll(new CaseStep.Wait(Later(next, today)), overdue, Reason.BelowMinimum);
        }

        if (isLegalDue) return CaseDecision.ForAll(new CaseStep.Escalate(), overdue, Reason.Escalated);
        return Letter(facts, overdue, lines, now, policy);
    }

    private static CaseDecision Letter(
        CaseFacts facts, IReadOnlyList<OpenInvoice> overdue, IReadOnlyList<LetterLine> lines, CaseCircumstances now, DunningPolicy policy)
    {
        var (number, attempt) = NextNumber(facts.LastLetter);
        var failed = facts.Letters.Where(letter => letter.Number == number && letter.State is LetterState.Bounced or LetterState.Refused);
        var untried = facts.Channels.Except(failed.Where(letter => letter.Number == number).Select(letter => letter.Channel)).ToList();
        if (untried.Count == 0)
        {
            return CaseDecision.ForAll(new CaseStep.Wait(now.Today.NextWorkingDay(WorkingDay), Reason.Unreachable), overdue, Reason.Unreachable);
        }

        var regime = policy.For(facts.Head.Kind);
        var level = lines.Where(line => line.Advances).Max(line => line.Level);
        var payBefore = now.Today.AddDays(regime.Levels[level - 1].PayWithinDays);
        var reasons = Waiting(facts, overdue, policy, now.Today);
        foreach (var line in lines.Where(line => line.Advances)) reasons[line.Number] = new InvoiceReason($"{Reason.Reminded}-{line.Level}");
        return new CaseDecision(new CaseStep.WriteLetter(new LetterPlan(number, attempt, untried[0], payBefore, lines)), reasons);
    }

    private static (int Number, int Attempt) NextNumber(LetterAttempt? last) => last switch
    {
        null => (1, 1),
        { IsEffective: true } => (last.Number + 1, 1),
        _ => (last.Number, last.Attempt + 1),
    };

    // On the day of its letter an invoice was reminded: that it waits for the next step is the reason of the days after.
    private static Dictionary<string, InvoiceReason> Waiting(CaseFacts facts, IReadOnlyList<OpenInvoice> overdue, DunningPolicy policy, DateOnly today)
    {
        var reminded = facts.LastLetter is { IsEffective: true } last && last.SentOn == today ? last.Lines.Where(line => line.Advances).ToDictionary(line => line.Number, line => line.Level, StringComparer.Ordinal) : [];
        return overdue.ToDictionary(
            invoice => invoice.Number,
            invoice => new InvoiceReason(
                reminded.TryGetValue(invoice.Number, out var level) ? $"{Reason.Reminded}-{level}" : Reason.NotYet,
                InvoiceSchedule.NextOn(invoice, policy.For(invoice.Regime))),
            StringComparer.Ordinal);
    }

    private static DateOnly Later(DateOnly next, DateOnly today) => next > today ? next : today.NextWorkingDay(WorkingDay);
}
