using Smart.Shared.Calendar;
using Smart.Shared.Storage;

namespace Smart.Shared.Mail;

/// <summary>How far a message is.</summary>
public enum SentMailState
{
    /// <summary>Handed over, or about to be: only the provider knows.</summary>
    Sending,

    /// <summary>The provider has it.</summary>
    Sent,

    /// <summary>It came back.</summary>
    Bounced,

    /// <summary>The provider will not take it.</summary>
    Refused,

    /// <summary>It may have been sent, and the provider cannot be asked: it is not sent again.</summary>
    Unclear,
}

/// <summary>A message by its operation id, in the partition of what it is about. Stored names: renaming needs a migration.</summary>
public sealed record SentMailRow : StoredRow
{
    /// <summary>How far it is.</summary>
    public required SentMailState State { get; init; }

    /// <summary>When it was last handed over, UTC.</summary>
    public required DateTimeOffset SendingAt { get; init; }

    /// <summary>The provider's own name for it.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Why it came back or was not taken: a code.</summary>
    public string? Reason { get; init; }

    /// <summary>Its row key.</summary>
    public static string Key(string operationId) => $"mail|{operationId}";
}

/// <summary>The provider may have a message that it does not show yet: ask again later, send nothing now.</summary>
public sealed class MailNotVisibleYetException(string operationId) : InvalidOperationException($"The outcome of {operationId} is not known yet.");

/// <summary>
/// Sends a message once: a row says that it is being sent before the provider hears of it, and a repetition asks the provider before
/// it sends anything again. A provider that cannot be asked gets a message at most once.
/// </summary>
public sealed class OnceMailer(TableStore store, IMailProvider provider, BusinessClock clock)
{
    /// <summary>Sends the message unless it was sent before.</summary>
    /// <param name="table">Where its row stands: one of <see cref="TableNames"/>.</param>
    /// <param name="partition">The member or debtor that it is about.</param>
    /// <param name="mail">The message.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MailNotVisibleYetException">An earlier attempt has no known outcome yet; repeat later.</exception>
    public async Task<SentMailState> SendOnceAsync(string table, string partition, OutgoingMail mail, CancellationToken cancellationToken = default)
    {
        var key = SentMailRow.Key(mail.OperationId);
        var row = await store.FindAsync<SentMailRow>(table, partition, key, cancellationToken);
        if (row is { State: not SentMailState.Sending }) return row.State;
        if (row is not null)
        {
            if (await provider.TryFindAsync(mail.OperationId, cancellationToken) is not { } outcome) return await SaveAsync(table, row with { State = SentMailState.Unclear }, cancellationToken);
            if (outcome is not MailOutcome.Unknown) return await SettleAsync(table, row, outcome, cancellationToken);
            if (clock.Now < row.SendingAt + provider.VisibilityDelay) throw new MailNotVisibleYetException(mail.OperationId);
        }

        var sending = new SentMailRow
        {
            PartitionKey = partition,
            RowKey = key,
            ETag = row?.ETag ?? default,
            State = SentMailState.Sending,
            SendingAt = clock.Now,
        };
        var batch = new RowBatch(table, partition);
        var commit = await store.CommitAsync(row is null ? batch.Insert(sending) : batch.Replace(sending), cancellationToken);
        if (!commit.IsCommitted) throw new MailNotVisibleYetException(mail.OperationId);
        return await SettleAsync(table, sending, await provider.SendAsync(mail, cancellationToken), cancellationToken);
    }

    private Task<SentMailState> SettleAsync(string table, SentMailRow row, MailOutcome outcome, CancellationToken cancellationToken) => SaveAsync(
        table,
        outcome switch
        {
            MailOutcome.Accepted accepted => row with { State = SentMailState.Sent, ProviderId = accepted.ProviderId },
            MailOutcome.Bounced bounced => row with { State = SentMailState.Bounced, ProviderId = bounced.ProviderId, Reason = bounced.Reason },
            MailOutcome.Refused refused => row with { State = SentMailState.Refused, Reason = refused.Reason },
            MailOutcome.Unknown => throw new MailNotVisibleYetException(row.RowKey),
            _ => throw new InvalidOperationException($"{outcome} is not handled."),
        },
        cancellationToken);

    // Whatever version is there says "sending" of the same message: the provider's word overrules it.
    private async Task<SentMailState> SaveAsync(string table, SentMailRow settled, CancellationToken cancellationToken)
    {
        await store.CommitAsync(new RowBatch(table, settled.PartitionKey).Put(settled), cancellationToken);
        return settled.State;
    }
}
