using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.LatePayment;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>What the steps of the letter protocol do to rows. Pure: the same input gives the same rows.</summary>
internal static class LetterAttempts
{
    /// <summary>A reservation: amounts, levels and the head's letter version are fixed.</summary>
    internal static LetterAttempt Reserve(CaseFacts facts, LetterPlan plan, DateOnly today) => new()
    {
        PartitionKey = facts.Head.DebtorId,
        RowKey = DebtorKeys.Letter(facts.Case!.CaseId, plan.Number, plan.Attempt),
        CaseId = facts.Case.CaseId,
        Number = plan.Number,
        Attempt = plan.Attempt,
        State = LetterState.Reserved,
        BusinessDate = today,
        Channel = plan.Channel,
        PayBefore = plan.PayBefore,
        Lines = plan.Lines,
        LetterVersion = facts.Head.LetterVersion,
    };

    /// <summary>Writes the claims of some lines: levels, interest and costs enter the balance because the letter is effective.</summary>
    internal static void Claim(RowBatch batch, CaseFacts facts, LetterAttempt letter, IEnumerable<LetterLine> lines, LetterMoment moment)
    {
        foreach (var line in lines)
        {
            // Paid or credited since the letter left: there is nothing to claim on it any more.
            if (!line.Advances || facts.Open.FirstOrDefault(invoice => invoice.Number == line.Number) is not { } open) continue;
            batch.Replace(Claimed(open, line, letter, moment.CreditorIsSme));
            AddEntry(batch, letter, line, EntryKind.InterestClaimed, line.Interest, "interest", moment.Now);
            AddEntry(batch, letter, line, EntryKind.CostsClaimed, line.Costs, "costs", moment.Now);
        }
    }

    /// <summary>Takes the claims of some lines back because the letter came back; what was paid of them meanwhile stays paid.</summary>
    internal static void Unclaim(RowBatch batch, CaseFacts facts, LetterAttempt letter, IEnumerable<LetterLine> lines, DateTimeOffset now)
    {
        foreach (var line in lines)
        {
            if (!line.Advances || facts.Open.FirstOrDefault(invoice => invoice.Number == line.Number) is not { } open) continue;
            if (open.Level != line.Level) continue;
            var interest = Money.Min(line.Interest, open.ClaimedInterest);
            var costs = Money.Min(line.Costs, open.ClaimedCosts);
            batch.Replace(Unclaimed(open, facts, interest, costs));
            AddReversal(batch, letter, line, interest, "interest", now);
            AddReversal(batch, letter, line, costs, "costs", now);
        }
    }

    private static OpenInvoice Claimed(OpenInvoice open, LetterLine line, LetterAttempt letter, bool creditorIsSme)
    {
        var claimed = open with
        {
            Level = line.Level,
            LevelSentOn = letter.BusinessDate,
            ClaimedInterest = open.ClaimedInterest + line.Interest,
            InterestEverClaimed = open.InterestEverClaimed + line.Interest,
            ClaimedCosts = open.ClaimedCosts + line.Costs,
            CostsEverClaimed = open.CostsEverClaimed + line.Costs,
        };
        if (open.Regime != DebtorKind.Consumer || line.Level != 1) return claimed;
        var free = FreePeriodOf(letter);
        return claimed with { ChargeFrom = free.ChargeFrom, InterestFrom = ConsumerRules.InterestFrom(letter.BusinessDate, free, creditorIsSme) };
    }

    /// <summary>The free period that a consumer's first reminder opens, by the channel it goes.</summary>
    internal static FreePeriod FreePeriodOf(LetterAttempt letter) => ConsumerRules.FirstReminder(
        letter.BusinessDate,
        letter.Channel == Channel.Post ? ReminderChannel.Post : ReminderChannel.Email,
        WorkingDayNotion.MondayToFriday);

    private static OpenInvoice Unclaimed(OpenInvoice open, CaseFacts facts, Money interest, Money costs)
    {
        var level = open.Level - 1;
        var earlier = facts.Letters.LastOrDefault(letter =>
            letter.IsEffective && letter.Lines.Any(line => line.Advances && line.Number == open.Number && line.Level == level));
        return open with
        {
            Level = level,
            LevelSentOn = level == 0 ? null : earlier?.BusinessDate ?? open.LevelSentOn,
            ChargeFrom = level == 0 ? null : open.ChargeFrom,
            InterestFrom = level == 0 ? null : open.InterestFrom,
            ClaimedInterest = open.ClaimedInterest - interest,
            InterestEverClaimed = open.InterestEverClaimed - interest,
            ClaimedCosts = open.ClaimedCosts - costs,
            CostsEverClaimed = open.CostsEverClaimed - costs,
        };
    }

    private static void AddEntry(
        RowBatch batch, LetterAttempt letter, LetterLine line, EntryKind kind, Money amount, string part, DateTimeOffset now)
    {
        if (!amount.IsPositive) return;
        batch.Insert(LedgerEntry.Of(letter.DebtorId, line.Number, $"{letter.OperationId}-{part}", kind, amount, letter.BusinessDate, now));
    }

    private static void AddReversal(RowBatch batch, LetterAttempt letter, LetterLine line, Money amount, string part, DateTimeOffset now)
    {
        if (!amount.IsPositive) return;
        var cause = $"{letter.OperationId}-{part}";
        var entry = LedgerEntry.Of(letter.DebtorId, line.Number, $"{cause}-reversed", EntryKind.Reversal, -amount, letter.BusinessDate, now);
        batch.Insert(entry with { Reverses = DebtorKeys.Entry(line.Number, cause) });
    }
}

/// <summary>What the writing of claims needs to know beside rows.</summary>
/// <param name="Now">The instant of booking, UTC.</param>
/// <param name="CreditorIsSme">Whether interest of consumers starts early (rules 1.5).</param>
internal readonly record struct LetterMoment(DateTimeOffset Now, bool CreditorIsSme);
