using Smart.Shared.Calendar;
using Smart.Shared.Mail;
using Smart.Shared.Storage;

namespace Smart.Shared.Members;

/// <summary>How far a message to a member is.</summary>
public enum MemberMailState
{
    /// <summary>Handed over, or about to be: only the provider knows.</summary>
    Sending,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>It came back.</summary>
    Bounced,

    /// <summary>The provider will not take it.</summary>
    Refused,
}

/// <summary>A message to a member, by its operation id. Stored names: renaming needs a migration.</summary>
public sealed record MemberMailRow : StoredRow
{
    /// <summary>How far it is.</summary>
    public required MemberMailState State { get; init; }

    /// <summary>When it was last handed over, UTC.</summary>
    public required DateTimeOffset SendingAt { get; init; }

    /// <summary>The provider's own name for it.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Why it came back or was not taken: a code.</summary>
    public string? Reason { get; init; }
}

/// <summary>The provider may have a message that it does not show yet: ask again later, send nothing now.</summary>
public sealed class MailNotVisibleYetException(string operationId) : InvalidOperationException($"The outcome of {operationId} is not known yet.");

/// <summary>
/// Sends a member a message once: a row says that it is being sent before the provider hears of it, and a repetition asks the
/// provider before it sends anything again.
/// </summary>
public sealed class MemberMailer(TableStore store, IMailProvider provider, BusinessClock clock)
{
    /// <summary>Sends the message unless it was sent before.</summary>
    /// <exception cref="MailNotVisibleYetException">An earlier attempt has no known outcome yet; repeat later.</exception>
    public async Task<MemberMailState> SendOnceAsync(string memberId, OutgoingMail mail, CancellationToken cancellationToken = default)
    {
        var key = MemberKeys.Mail(mail.OperationId);
        var row = await store.FindAsync<MemberMailRow>(TableNames.Members, memberId, key, cancellationToken);
        if (row is { State: not MemberMailState.Sending }) return row.State;
        if (row is not null)
        {
            var outcome = await provider.FindAsync(mail.OperationId, cancellationToken);
            if (outcome is not MailOutcome.Unknown) return await SettleAsync(row, outcome, cancellationToken);
            if (clock.Now < row.SendingAt + provider.VisibilityDelay) throw new MailNotVisibleYetException(mail.OperationId);
        }

        var sending = new MemberMailRow
        {
            PartitionKey = memberId,
            RowKey = key,
            ETag = row?.ETag ?? default,
            State = MemberMailState.Sending,
            SendingAt = clock.Now,
        };
        var batch = new RowBatch(TableNames.Members, memberId);
        var commit = await store.CommitAsync(row is null ? batch.Insert(sending) : batch.Replace(sending), cancellationToken);
        if (!commit.IsCommitted) throw new MailNotVisibleYetException(mail.OperationId);
        return await SettleAsync(sending with { ETag = commit.ETag }, await provider.SendAsync(mail, cancellationToken), cancellationToken);
    }

    private async Task<MemberMailState> SettleAsync(MemberMailRow row, MailOutcome outcome, CancellationToken cancellationToken)
    {
        var settled = outcome switch
        {
            MailOutcome.Accepted accepted => row with { State = MemberMailState.Sent, ProviderId = accepted.ProviderId },
            MailOutcome.Bounced bounced => row with { State = MemberMailState.Bounced, ProviderId = bounced.ProviderId, Reason = bounced.Reason },
            MailOutcome.Refused refused => row with { State = MemberMailState.Refused, Reason = refused.Reason },
            MailOutcome.Unknown => throw new MailNotVisibleYetException(row.RowKey),
            _ => throw new InvalidOperationException($"{outcome} is not handled."),
        };

        // Whatever version is there says "sending" of the same message: the provider's word overrules it.
        await store.CommitAsync(new RowBatch(TableNames.Members, row.PartitionKey).Put(settled), cancellationToken);
        return settled.State;
    }
}
