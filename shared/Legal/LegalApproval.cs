using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Dunning;
using Smart.Shared.Mail;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>A person's decision on a legal file.</summary>
/// <param name="By">Who: a hash of the identity.</param>
/// <param name="Approved">Yes or no.</param>
/// <param name="Reason">Why; required for a no.</param>
/// <param name="DocumentHash">The SHA-256 of the file that the person saw.</param>
public sealed record LegalDecision(string By, bool Approved, string? Reason, string DocumentHash);

/// <summary>The four eyes before a legal file leaves the house.</summary>
public sealed class LegalApproval(
    LegalFiles files, CaseService cases, OnceMailer mailer, IOptions<LegalSettings> legal, IOptions<CreditorSettings> creditor, BusinessClock clock)
{
    /// <summary>Writes to the approver, once a number.</summary>
    /// <exception cref="MailNotVisibleYetException">An earlier attempt has no known outcome yet; repeat later.</exception>
    public async Task NagAsync(string debtorId, string caseId, int number, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(debtorId, caseId, cancellationToken) is not { State: LegalFileState.AwaitingApproval } file || file.Nags >= number) return;
        await mailer.SendOnceAsync(TableNames.Debtors, debtorId, Message(file, number), cancellationToken);
        await files.ChangeAsync(
            debtorId, caseId, row => row.Nags >= number ? row : row with { Nags = number, NaggedOn = clock.Today }, cancellationToken);
    }

    /// <summary>The deadline passed: a person is called. A late decision still counts.</summary>
    public async Task ExpireAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var row = await files.ChangeAsync(debtorId, caseId, file => file.State == LegalFileState.AwaitingApproval && clock.Today > file.Deadline
            ? file with { State = LegalFileState.NeedsAttention, Attention = LegalAttention.ApprovalOverdue }
            : file, cancellationToken);
        if (row.Attention is { } attention) await cases.SetAttentionAsync(debtorId, caseId, attention, cancellationToken);
    }

    /// <summary>
    /// Decides. 404 without a file; 403 <c>preparer-cannot-approve</c>; 412 when the file is another one by now; 409 when no decision is
    /// awaited; 422 for a no without a reason. The same decision by the same person again is success.
    /// </summary>
    public async Task<Result<LegalFileRow>> DecideAsync(
        string debtorId, string caseId, LegalDecision decision, CancellationToken cancellationToken = default)
    {
        if (await files.FindAsync(debtorId, caseId, cancellationToken) is null) return Refusal.Missing("legal-file");
        Refusal? refusal = null;
        var row = await files.ChangeAsync(debtorId, caseId, file =>
        {
            refusal = LegalApprovalRules.Check(file, decision);
            return refusal is not null || LegalApprovalRules.IsRepeated(file, decision) ? file : Decided(file, decision);
        }, cancellationToken);
        if (refusal is not null) return refusal;
        await cases.SetAttentionAsync(debtorId, caseId, row.Attention, cancellationToken);
        if (!decision.Approved) await files.ForgetWaitingAsync(debtorId, caseId, cancellationToken);
        return row;
    }

    private LegalFileRow Decided(LegalFileRow file, LegalDecision decision) => file with
    {
        State = decision.Approved ? LegalFileState.Approved : LegalFileState.Refused,
        DecidedBy = decision.By,
        DecidedAt = clock.Now,
        Reason = decision.Reason,
        Attention = decision.Approved ? null : LegalAttention.Refused,
    };

    // Staff read it, not the debtor: keys and the amount, no personal data.
    private OutgoingMail Message(LegalFileRow file, int number)
    {
        var email = legal.Value.ApproverEmail.Length > 0 ? legal.Value.ApproverEmail : creditor.Value.Email;
        var subject = $"Legal file {file.CaseId} awaits your decision" + (number > 1 ? " (reminder)" : "");
        var text = $"The legal file of case {file.CaseId}, version {file.Version}, claims {file.Total.ToPlainString()} {file.Total.Currency} "
            + $"on {file.Claims.Count} invoice(s). Please approve or refuse it by {file.Deadline:yyyy-MM-dd}.\n"
            + $"SHA-256 of the file: {file.DocumentHash}\n";
        var html = $"<p>{text.TrimEnd().Replace("\n", "<br>")}</p>";
        return new OutgoingMail(
            $"legal-{file.CaseId}-nag-{number}", Debtors.Channel.Email, new MailRecipient("Approver", email, Address: null), subject, text, html, []);
    }
}

/// <summary>Who may decide what on a legal file. Pure.</summary>
public static class LegalApprovalRules
{
    /// <summary>The refusal, or null when the decision may be taken (or was taken so already).</summary>
    public static Refusal? Check(LegalFileRow file, LegalDecision decision)
    {
        if (file.PreparedBy == decision.By)
        {
            return new Refusal(RefusalKind.Forbidden, "preparer-cannot-approve", "Who prepared a legal file cannot decide on it.");
        }

        if (!decision.Approved && string.IsNullOrWhiteSpace(decision.Reason))
        {
            return Refusal.Rules("reason-required", "A refusal needs a reason.", "reason");
        }

        if (file.DocumentHash != decision.DocumentHash)
        {
            return new Refusal(RefusalKind.Stale, "legal-file-changed", "The file is another one than the one you saw: read it again.");
        }

        return file.IsOpenToDecision || IsRepeated(file, decision)
            ? null
            : Refusal.State("legal-file-not-awaiting-approval", "No decision is awaited on this file.");
    }

    /// <summary>True when the same person took the same decision on this version before.</summary>
    public static bool IsRepeated(LegalFileRow file, LegalDecision decision) =>
        file.DecidedBy == decision.By && file.DecidedAt is not null && decision.Approved == (file.State != LegalFileState.Refused);
}
