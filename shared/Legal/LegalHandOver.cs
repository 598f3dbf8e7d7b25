using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Mail;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>What handing over came to.</summary>
public enum HandOverProgress
{
    /// <summary>Nothing more to do in this step: evaluate again.</summary>
    Ended,

    /// <summary>It may have left: ask the provider, not before its visibility time.</summary>
    Unclear,
}

/// <summary>
/// Hands an approved file to the lawyer, by the same protocol as a letter: a write on the head that was read is the line, a payment
/// booked before it stops the file, and nothing is sent from a state that may mean that it was sent before.
/// </summary>
public sealed class LegalHandOver(
    TableStore store,
    LegalFiles files,
    CaseService cases,
    DunningPolicies policies,
    IMailProvider provider,
    IOptions<LegalSettings> legal,
    IOptions<CreditorSettings> creditor,
    BusinessClock clock)
{
    private const string ByHand = "by-hand";

    // Longer than a hand-over runs: before that its own answer may still come.
    private static readonly TimeSpan StillUnderWay = TimeSpan.FromMinutes(15);

    /// <summary>How long after a send the provider may not show it yet.</summary>
    public TimeSpan VisibilityDelay => provider.VisibilityDelay;

    /// <summary>Reads the truth once more, crosses the line and sends.</summary>
    public async Task<HandOverProgress> HandOverAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var facts = await files.FactsAsync(debtorId, caseId, cancellationToken);
        var policy = await policies.GetAsync(facts.Case.Case!.PolicyVersion, cancellationToken);
        if (LegalDecider.Decide(facts, clock.Today, policy) is not LegalStep.HandOver) return Again(facts);
        var file = facts.File!;
        if (legal.Value.LawyerEmail.Length == 0) return await FailAsync(file, "no-lawyer-address", cancellationToken);
        var zip = await files.DocumentAsync(file, cancellationToken);
        if (zip is null || DocumentStore.HashOf(zip) != file.DocumentHash) return await FailAsync(file, LegalAttention.DocumentDamaged, cancellationToken);
        var crossing = file with { State = LegalFileState.HandingOver, HandingOverAt = clock.Now };
        var commit = await store.CommitAsync(DebtorBatch.Of(facts.Case.Head, altersLetters: false).Replace(crossing), cancellationToken);
        return commit.IsCommitted ? await SendAsync(file, zip, cancellationToken) : HandOverProgress.Ended;
    }

    /// <summary>Asks the provider about a file that may have left. Not known after its time: it did not, and is decided anew.</summary>
    public async Task<HandOverProgress> ResolveAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(debtorId, caseId, cancellationToken) is not { State: LegalFileState.HandingOver } file) return HandOverProgress.Ended;
        var outcome = await provider.FindAsync(file.HandOverOperation, cancellationToken);
        if (outcome is not MailOutcome.Unknown) return await SettleAsync(file, outcome, cancellationToken);
        if (clock.Now < file.HandingOverAt + provider.VisibilityDelay) return HandOverProgress.Unclear;
        await TakeBackAsync(debtorId, caseId, cancellationToken);
        return HandOverProgress.Ended;
    }

    /// <summary>
    /// A person found out whether a file that may have left has arrived; the provider says nothing about it. The same answer again is
    /// success. 404 without a file; 409 <c>legal-file-not-unclear</c> when it is not on its way, or left so recently that the provider
    /// may still answer.
    /// </summary>
    public async Task<Result<LegalFileRow>> DecideAsync(string debtorId, string caseId, bool wasSent, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(debtorId, caseId, cancellationToken) is not { } file) return Refusal.Missing("legal-file");
        var isUnclear = file.State == LegalFileState.HandingOver && clock.Now >= file.HandingOverAt!.Value + provider.VisibilityDelay + StillUnderWay;
        var isSame = file.State == (wasSent ? LegalFileState.HandedOver : LegalFileState.Approved);
        if (!isUnclear && !isSame) return Refusal.State("legal-file-not-unclear", $"The file is {file.State}: nobody has to say whether it arrived, or not yet.");
        if (wasSent) await SettleAsync(file, new MailOutcome.Accepted(file.ProviderId ?? ByHand), cancellationToken);
        else await TakeBackAsync(debtorId, caseId, cancellationToken);
        return (await files.FindAsync(debtorId, caseId, cancellationToken))!;
    }

    /// <summary>Asks whether the file came back from the lawyer.</summary>
    public async Task CheckDeliveryAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(debtorId, caseId, cancellationToken) is not { State: LegalFileState.HandedOver, DeliveryCheckedOn: null } file) return;
        if (await provider.TryFindAsync(file.HandOverOperation, cancellationToken) is MailOutcome.Bounced bounced)
        {
            await FailAsync(file, bounced.Reason, cancellationToken);
            return;
        }

        await files.ChangeAsync(debtorId, caseId, row => row with { DeliveryCheckedOn = clock.Today }, cancellationToken);
    }

    /// <summary>The provider gives no answer: a person looks.</summary>
    public Task CallPersonAsync(string debtorId, string caseId, CancellationToken cancellationToken = default) =>
        cases.SetAttentionAsync(debtorId, caseId, LegalAttention.NoAnswer, cancellationToken);

    /// <summary>Everything claimed is paid: closes the file, then the case.</summary>
    public async Task CloseAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var facts = await files.FactsAsync(debtorId, caseId, cancellationToken);
        var policy = await policies.GetAsync(facts.Case.Case!.PolicyVersion, cancellationToken);
        if (LegalDecider.Decide(facts, clock.Today, policy) is not LegalStep.Close) return;
        if (facts.File is not null)
        {
            await files.ChangeAsync(debtorId, caseId, row => row with { State = LegalFileState.Closed, Attention = null }, cancellationToken);
        }

        await cases.CloseAsync(debtorId, caseId, cancellationToken);
        await files.ForgetWaitingAsync(debtorId, caseId, cancellationToken);
    }

    private Task<LegalFileRow> TakeBackAsync(string debtorId, string caseId, CancellationToken cancellationToken) => files.ChangeAsync(
        debtorId, caseId, row => row.State == LegalFileState.HandingOver ? row with { State = LegalFileState.Approved } : row, cancellationToken);

    private static HandOverProgress Again(LegalFacts facts) =>
        facts.File is { State: LegalFileState.HandingOver } ? HandOverProgress.Unclear : HandOverProgress.Ended;

    private async Task<HandOverProgress> SendAsync(LegalFileRow file, BinaryData zip, CancellationToken cancellationToken)
    {
        try
        {
            return await SettleAsync(file, await provider.SendAsync(Message(file, zip), cancellationToken), cancellationToken);
        }
        catch (Exception unclear) when (unclear is HttpRequestException or TimeoutException or TaskCanceledException or Azure.RequestFailedException)
        {
            // No answer is no proof of anything: the provider is asked later.
            return HandOverProgress.Unclear;
        }
    }

    private async Task<HandOverProgress> SettleAsync(LegalFileRow file, MailOutcome outcome, CancellationToken cancellationToken)
    {
        switch (outcome)
        {
            case MailOutcome.Accepted accepted:
                await files.ChangeAsync(file.DebtorId, file.CaseId, row => row.State == LegalFileState.HandingOver
                    ? row with { State = LegalFileState.HandedOver, HandedOverOn = clock.Today, ProviderId = accepted.ProviderId }
                    : row, cancellationToken);
                await cases.SetAttentionAsync(file.DebtorId, file.CaseId, reason: null, cancellationToken);
                await files.ForgetWaitingAsync(file.DebtorId, file.CaseId, cancellationToken);
                return HandOverProgress.Ended;
            case MailOutcome.Refused refused:
                return await FailAsync(file, refused.Reason, cancellationToken);
            case MailOutcome.Bounced bounced:
                return await FailAsync(file, bounced.Reason, cancellationToken);
            default:
                return HandOverProgress.Unclear;
        }
    }

    private async Task<HandOverProgress> FailAsync(LegalFileRow file, string why, CancellationToken cancellationToken)
    {
        await files.ChangeAsync(
            file.DebtorId,
            file.CaseId,
            row => row with { State = LegalFileState.NeedsAttention, Attention = LegalAttention.HandOverFailed, Reason = why },
            cancellationToken);
        await cases.SetAttentionAsync(file.DebtorId, file.CaseId, LegalAttention.HandOverFailed, cancellationToken);
        return HandOverProgress.Ended;
    }

    private OutgoingMail Message(LegalFileRow file, BinaryData zip)
    {
        var text = $"{creditor.Value.Name} hands over the file of case {file.CaseId}: {file.Claims.Count} invoice(s), "
            + $"{file.Total.ToPlainString()} {file.Total.Currency} claimed, computed to {file.Date:yyyy-MM-dd}.\n"
            + $"SHA-256 of the attachment: {file.DocumentHash}\n";
        return new OutgoingMail(
            file.HandOverOperation,
            Channel.Email,
            new MailRecipient(legal.Value.LawyerName, legal.Value.LawyerEmail, Address: null),
            $"Legal file {file.CaseId}",
            text,
            $"<p>{System.Net.WebUtility.HtmlEncode(text.TrimEnd()).Replace("\n", "<br>")}</p>",
            [new MailAttachment($"{file.CaseId}-{file.Version}.zip", LegalFilePack.ContentType, zip)]);
    }
}
