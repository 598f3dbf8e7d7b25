using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;
using Smart.Shared.Settings;
using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>What a step of the letter protocol came to.</summary>
public enum LetterProgress
{
    /// <summary>It is effective: the provider has it and its claims are written.</summary>
    Effective,

    /// <summary>It ended without having been sent: evaluate again.</summary>
    Ended,

    /// <summary>It may have been sent: ask the provider, not before its visibility time.</summary>
    Unclear,
}

/// <summary>
/// The letter protocol after the reservation (design section 4). Every method may be repeated at any point: what a letter's state
/// says decides what is still to be done, and nothing is sent from a state that may mean that it was sent before.
/// </summary>
public sealed class LetterService(
    TableStore store,
    CaseReader reader,
    LetterContent content,
    DocumentStore documents,
    IMailProvider provider,
    IOptions<CreditorSettings> creditor,
    BusinessClock clock)
{
    private const int LinesAChunk = 30;
    private const string ByHand = "by-hand";

    // Longer than a hand-over runs: before that its own answer may still come.
    private static readonly TimeSpan StillUnderWay = TimeSpan.FromMinutes(15);

    /// <summary>How long after a send the provider may not show it yet.</summary>
    public TimeSpan VisibilityDelay => provider.VisibilityDelay;

    /// <summary>Renders, stores, crosses the line and hands over: only from Reserved, on its own day, on unchanged facts.</summary>
    public async Task<LetterProgress> DispatchAsync(LetterKey key, CancellationToken cancellationToken = default)
    {
        var (facts, letter) = await GetAsync(key, cancellationToken);
        if (letter.State is LetterState.Sending) return LetterProgress.Unclear;
        if (letter.State is LetterState.Settling) return await SettleAsync(key, letter.ProviderId!, cancellationToken);
        if (letter.State is not LetterState.Reserved) return letter.IsEffective ? LetterProgress.Effective : LetterProgress.Ended;
        if (letter.BusinessDate != clock.Today || letter.LetterVersion != facts.Head.LetterVersion || facts.HasHold)
        {
            await LapseAsync(key, cancellationToken);
            return LetterProgress.Ended;
        }

        var rendered = await content.RenderAsync(letter, facts);
        var pdf = await documents.PutAsync($"letters/{letter.OperationId}.pdf", rendered.Pdf, "application/pdf", cancellationToken);
        await documents.PutAsync($"letters/{letter.OperationId}.html", new BinaryData(rendered.Mail.Html), "text/html; charset=utf-8", cancellationToken);
        return await CrossAsync(facts, letter, pdf, cancellationToken)
            ? await HandOverAsync(key, rendered.Mail, cancellationToken)
            : LetterProgress.Ended;
    }

    /// <summary>Asks the provider about a letter that may have been sent. Accepted: settle. Not known after its time: not sent.</summary>
    public async Task<LetterProgress> ResolveAsync(LetterKey key, CancellationToken cancellationToken = default)
    {
        var (_, letter) = await GetAsync(key, cancellationToken);
        if (letter.State is LetterState.Settling) return await SettleAsync(key, letter.ProviderId!, cancellationToken);
        if (letter.State is not LetterState.Sending) return letter.IsEffective ? LetterProgress.Effective : LetterProgress.Ended;
        var isVisibleByNow = clock.Now >= letter.SendingAt!.Value + provider.VisibilityDelay;
        return await provider.FindAsync(letter.OperationId, cancellationToken) switch
        {
            MailOutcome.Accepted accepted => await SettleAsync(key, accepted.ProviderId, cancellationToken),
            MailOutcome.Bounced bounced => await EndAsync(key, LetterState.Bounced, bounced.Reason, cancellationToken),
            MailOutcome.Refused refused => await EndAsync(key, LetterState.Refused, refused.Reason, cancellationToken),
            MailOutcome.Unknown when isVisibleByNow => await EndAsync(key, LetterState.NotSent, "unknown-to-provider", cancellationToken),
            MailOutcome.Unknown => LetterProgress.Unclear,
            var other => throw new InvalidOperationException($"{other} is no answer of a mail provider."),
        };
    }

    /// <summary>Asks whether a sent letter came back; if it did, its claims are taken back and the next channel follows.</summary>
    public async Task CheckDeliveryAsync(LetterKey key, CancellationToken cancellationToken = default)
    {
        var (_, letter) = await GetAsync(key, cancellationToken);
        if (letter is not { State: LetterState.Sent, DeliveryCheckedOn: null }) return;
        // A provider without look-up cannot say that a letter came back: it then counts as delivered.
        if (await provider.TryFindAsync(letter.OperationId, cancellationToken) is MailOutcome.Bounced bounced)
        {
            await TakeBackAsync(key, bounced.Reason, cancellationToken);
            return;
        }

        await ChangeAsync(key, row => row with { DeliveryCheckedOn = clock.Today }, cancellationToken);
    }

    /// <summary>
    /// A person found out what became of a letter that may have been sent and that the provider says nothing about. The same answer
    /// again is success. 404 without such a letter; 409 <c>letter-not-unclear</c> when it stands elsewhere, or left so recently that
    /// the provider may still answer.
    /// </summary>
    public async Task<Result<LetterAttempt>> DecideAsync(LetterKey key, bool wasSent, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(key, cancellationToken) is not { } letter) return Refusal.Missing("letter");
        var isUnclear = letter.State == LetterState.Sending && clock.Now >= letter.SendingAt!.Value + provider.VisibilityDelay + StillUnderWay;
        var isSame = wasSent ? letter.State is LetterState.Settling or LetterState.Sent : letter.State == LetterState.NotSent;
        if (!isUnclear && !isSame) return Refusal.State("letter-not-unclear", $"The letter is {letter.State}: nobody has to say what became of it, or not yet.");
        if (wasSent) await SettleAsync(key, letter.ProviderId ?? ByHand, cancellationToken);
        else await EndAsync(key, LetterState.NotSent, "not-sent-says-a-person", cancellationToken);
        return (await FindAsync(key, cancellationToken))!;
    }

    /// <summary>Gives up a reservation; one that crossed the line stays.</summary>
    public Task LapseAsync(LetterKey key, CancellationToken cancellationToken = default) =>
        ChangeAsync(key, row => row.State == LetterState.Reserved ? row with { State = LetterState.Lapsed } : row, cancellationToken);

    private async Task<bool> CrossAsync(CaseFacts facts, LetterAttempt letter, StoredDocument pdf, CancellationToken cancellationToken)
    {
        // Conditional on the head that was read: a payment booked before this write makes it fail, and the letter stops here.
        var sending = letter with
        {
            State = LetterState.Sending,
            SendingAt = clock.Now,
            Document = pdf.Name,
            DocumentHash = pdf.Sha256,
        };
        return (await store.CommitAsync(DebtorBatch.Of(facts.Head, altersLetters: false).Replace(sending), cancellationToken)).IsCommitted;
    }

    private async Task<LetterProgress> HandOverAsync(LetterKey key, OutgoingMail mail, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.SendAsync(mail, cancellationToken) switch
            {
                MailOutcome.Accepted accepted => await SettleAsync(key, accepted.ProviderId, cancellationToken),
                MailOutcome.Refused refused => await EndAsync(key, LetterState.Refused, refused.Reason, cancellationToken),
                MailOutcome.Bounced bounced => await EndAsync(key, LetterState.Bounced, bounced.Reason, cancellationToken),
                _ => LetterProgress.Unclear,
            };
        }
        catch (Exception unclear) when (unclear is HttpRequestException or TimeoutException or TaskCanceledException or Azure.RequestFailedException)
        {
            // No answer is no proof of anything: the provider is asked later.
            return LetterProgress.Unclear;
        }
    }

    // Writes the claims of an accepted letter in chunks, then it is effective. Touches nothing but what the letter claims.
    private async Task<LetterProgress> SettleAsync(LetterKey key, string providerId, CancellationToken cancellationToken)
    {
        while (!(await OptimisticRetry.RunPatientlyAsync(key.ToString(), ct => TrySettleChunkAsync(key, providerId, ct), cancellationToken)).IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return LetterProgress.Effective;
    }

    private async Task<LetterProgress> EndAsync(LetterKey key, LetterState end, string failure, CancellationToken cancellationToken)
    {
        await ChangeAsync(key, row => row.State == LetterState.Sending ? row with { State = end, Failure = failure } : row, cancellationToken);
        return LetterProgress.Ended;
    }

    private async Task<ChunkDone?> TrySettleChunkAsync(LetterKey key, string providerId, CancellationToken cancellationToken)
    {
        var (facts, letter) = await GetAsync(key, cancellationToken);
        if (letter.State is not (LetterState.Sending or LetterState.Settling)) return new ChunkDone(true);
        var chunk = letter.Lines.Skip(letter.SettledLines).Take(LinesAChunk).ToList();
        var settled = letter.SettledLines + chunk.Count;
        var isDone = settled == letter.Lines.Count;
        var batch = DebtorBatch.Of(facts.Head, altersLetters: true);
        LetterAttempts.Claim(batch, facts, letter, chunk, new LetterMoment(clock.Now, creditor.Value.IsSmallEnterprise));
        var after = letter with { SettledLines = settled, ProviderId = providerId };
        batch.Replace(isDone ? after with { State = LetterState.Sent, SentOn = letter.BusinessDate } : after with { State = LetterState.Settling });
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? new ChunkDone(isDone) : null;
    }

    private async Task TakeBackAsync(LetterKey key, string reason, CancellationToken cancellationToken)
    {
        while (!(await OptimisticRetry.RunAsync(key.ToString(), ct => TryTakeBackChunkAsync(key, reason, ct), cancellationToken)).IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<ChunkDone?> TryTakeBackChunkAsync(LetterKey key, string reason, CancellationToken cancellationToken)
    {
        var (facts, letter) = await GetAsync(key, cancellationToken);
        if (letter.State != LetterState.Sent) return new ChunkDone(true);
        var chunk = letter.Lines.Skip(letter.ReversedLines).Take(LinesAChunk).ToList();
        var reversed = letter.ReversedLines + chunk.Count;
        var isDone = reversed == letter.Lines.Count;
        var batch = DebtorBatch.Of(facts.Head, altersLetters: true);
        LetterAttempts.Unclaim(batch, facts, letter, chunk, clock.Now);
        batch.Replace(isDone
            ? letter with { ReversedLines = reversed, State = LetterState.Bounced, Failure = reason }
            : letter with { ReversedLines = reversed });
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? new ChunkDone(isDone) : null;
    }

    private async Task<LetterAttempt> ChangeAsync(LetterKey key, Func<LetterAttempt, LetterAttempt> change, CancellationToken cancellationToken) =>
        await OptimisticRetry.RunAsync(key.ToString(), async ct =>
        {
            var letter = await FindAsync(key, ct)
                ?? throw new InvalidOperationException($"Letter {key} does not exist.");
            var changed = change(letter);
            if (ReferenceEquals(changed, letter)) return letter;
            return (await store.CommitAsync(new RowBatch(TableNames.Debtors, key.DebtorId).Replace(changed), ct)).IsCommitted ? changed : null;
        }, cancellationToken);

    private Task<LetterAttempt?> FindAsync(LetterKey key, CancellationToken cancellationToken) =>
        store.FindAsync<LetterAttempt>(TableNames.Debtors, key.DebtorId, key.RowKey, cancellationToken);

    private async Task<(CaseFacts Facts, LetterAttempt Letter)> GetAsync(LetterKey key, CancellationToken cancellationToken)
    {
        var facts = await reader.GetAsync(key.DebtorId, key.CaseId, cancellationToken);
        var letter = facts.Letters.FirstOrDefault(row => row.RowKey == key.RowKey)
            ?? throw new InvalidOperationException($"Letter {key} does not exist.");
        return (facts, letter);
    }

    private sealed record ChunkDone(bool IsDone);
}

/// <summary>Names an attempt at a letter; its text is the operation id.</summary>
/// <param name="DebtorId">The debtor.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Number">The letter in the case.</param>
/// <param name="Attempt">The attempt at it.</param>
public sealed record LetterKey(string DebtorId, string CaseId, int Number, int Attempt)
{
    /// <summary>What the attempt is called towards the provider: the same on every repetition.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string OperationId => ToString();

    /// <summary>The row.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string RowKey => DebtorKeys.Letter(CaseId, Number, Attempt);

    /// <summary>Names an attempt that was read.</summary>
    public static LetterKey Of(LetterAttempt letter) => new(letter.DebtorId, letter.CaseId, letter.Number, letter.Attempt);

    /// <inheritdoc />
    public override string ToString() => $"{CaseId}-{Number}-{Attempt}";
}
