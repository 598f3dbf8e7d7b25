using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Shared.Legal;

/// <summary>What a decision about a legal file needs: read at one moment.</summary>
/// <param name="Case">Head, case, open invoices and letters.</param>
/// <param name="File">The file, or null before the first was built.</param>
public sealed record LegalFacts(CaseFacts Case, LegalFileRow? File)
{
    /// <summary>
    /// The invoices that a file built today claims: those of which every level was sent and the waiting time passed, and those that
    /// the file claims already; none that the debtor pays in parts as promised. Others keep their level and are reminded again once the case is closed.
    /// </summary>
    public IReadOnlyList<OpenInvoice> ClaimedOn(DateOnly today, DunningPolicy policy)
    {
        var promised = Case.PromisedOn(today);
        return
        [
            .. Case.OverdueOn(today).Where(invoice =>
                (InvoiceSchedule.LegalOn(invoice, policy.For(invoice.Regime)) <= today && !promised.ContainsKey(invoice.Number))
                || (File is not null && File.Claims.Any(claim => claim.Number == invoice.Number))),
        ];
    }
}

/// <summary>Decides about a legal file: pure (design section 4, Escalate).</summary>
public static class LegalDecider
{
    // Hints wake the file at once; this only bounds how long a lost one may stay unnoticed.
    private const int LookAgainDays = 3;

    /// <summary>The one step to take now.</summary>
    public static LegalStep Decide(LegalFacts facts, DateOnly today, DunningPolicy policy)
    {
        if (facts.Case.Case is not { State: CaseState.Legal }) return new LegalStep.End();
        if (facts.File is { State: LegalFileState.HandingOver }) return new LegalStep.ResolveHandOver();
        if (IsSettled(facts, today, policy)) return new LegalStep.Close();
        return facts.File switch
        {
            null => new LegalStep.Build(1),
            { State: LegalFileState.Preparing } file => new LegalStep.Build(file.Version + 1),
            { State: LegalFileState.Approved } or { IsOpenToDecision: true } when IsChanged(facts) => new LegalStep.Build(facts.File.Version + 1),
            { State: LegalFileState.Approved } => new LegalStep.HandOver(),
            { State: LegalFileState.AwaitingApproval } file => Awaiting(file, today, policy),
            { State: LegalFileState.HandedOver } file => HandedOver(file, today, policy),
            { State: LegalFileState.Refused or LegalFileState.NeedsAttention } => new LegalStep.Wait(today.AddDays(LookAgainDays)),
            { State: LegalFileState.Closed } => new LegalStep.Close(),
            var other => throw new InvalidOperationException($"{other.State} is no state of a legal file at the legal stage."),
        };
    }

    /// <summary>True when what is open of a claimed invoice is no longer what the file says: principal, claimed interest or costs.</summary>
    public static bool IsChanged(LegalFacts facts)
    {
        var open = facts.Case.Open.ToDictionary(invoice => invoice.Number, StringComparer.Ordinal);
        return facts.File!.Claims.Any(claim => !open.TryGetValue(claim.Number, out var invoice)
            || invoice.Principal != claim.Principal
            || invoice.ClaimedInterest != claim.OpenInterest
            || invoice.ClaimedCosts != claim.FixedSum);
    }

    private static bool IsSettled(LegalFacts facts, DateOnly today, DunningPolicy policy) => facts.File is { Claims.Count: > 0 } file
        ? file.Claims.All(claim => facts.Case.Open.All(invoice => invoice.Number != claim.Number))
        : facts.ClaimedOn(today, policy).Count == 0;

    private static LegalStep Awaiting(LegalFileRow file, DateOnly today, DunningPolicy policy)
    {
        var deadline = file.Deadline!.Value;
        if (today > deadline) return new LegalStep.Expire();
        var nagOn = file.NaggedOn?.AddDays(policy.ApprovalNagDays) ?? today;
        if (nagOn <= today) return new LegalStep.Nag(file.Nags + 1);
        var expires = deadline.AddDays(1);
        return new LegalStep.Wait(nagOn < expires ? nagOn : expires);
    }

    private static LegalStep HandedOver(LegalFileRow file, DateOnly today, DunningPolicy policy)
    {
        var checkOn = file.HandedOverOn!.Value.AddWorkingDays(policy.DeliveryCheckWorkingDays, WorkingDayNotion.MondayToFriday);
        if (file.DeliveryCheckedOn is not null) return new LegalStep.Wait(today.AddDays(LookAgainDays));
        return checkOn <= today ? new LegalStep.CheckDelivery() : new LegalStep.Wait(checkOn);
    }
}
