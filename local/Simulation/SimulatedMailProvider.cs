using System.Collections.Concurrent;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;

namespace Smart.Local.Simulation;

/// <summary>
/// A provider of e-mail and post that lives outside the process: it keeps what it took when the product is killed, and does to the
/// product what real providers do. Delivers into a <see cref="SimulatedMailbox"/>.
/// </summary>
/// <param name="mailbox">Where messages arrive.</param>
/// <param name="time">The clock of the runtime.</param>
public sealed class SimulatedMailProvider(SimulatedMailbox mailbox, TimeProvider time) : IMailProvider
{
    private readonly ConcurrentQueue<MailFault> _faults = new();
    private readonly ConcurrentDictionary<string, string> _bouncing = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _silent;
    private int _sends;

    /// <summary>What it remembers of operation ids.</summary>
    public MailMemory Memory { get; set; } = MailMemory.Idempotent;

    /// <inheritdoc />
    public TimeSpan VisibilityDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls of <see cref="SendAsync"/>, refused and failed ones included.</summary>
    public int Sends => _sends;

    /// <summary>Where messages arrive.</summary>
    public SimulatedMailbox Mailbox => mailbox;

    /// <summary>Does this to the next sends, one each, in the order given.</summary>
    public void Next(params ReadOnlySpan<MailFault> faults)
    {
        foreach (var fault in faults) _faults.Enqueue(fault);
    }

    /// <summary>Messages to this name or e-mail address come back from now on.</summary>
    public void BounceAll(string recipient, string reason = "mailbox-unknown") => _bouncing[recipient] = reason;

    /// <summary>Ends a silence that <see cref="MailFault.NoAnswer"/> began.</summary>
    public void Answer() => _silent = false;

    /// <inheritdoc />
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sends);
        MailFault? fault = _faults.TryDequeue(out var next) ? next : null;
        switch (fault)
        {
            case MailFault.Refuse:
                return new MailOutcome.Refused("refused-by-simulation");
            case MailFault.FailBefore:
                throw new HttpRequestException("The simulated provider broke the connection before it had the message.");
            case MailFault.NoAnswer:
                _silent = true;
                break;
        }

        if (_silent) throw new HttpRequestException("The simulated provider does not answer.");
        var outcome = await TakeAsync(mail, fault == MailFault.Bounce, cancellationToken);
        return fault == MailFault.FailAfter
            ? throw new HttpRequestException("The simulated provider broke the connection after it had the message.")
            : outcome;
    }

    /// <inheritdoc />
    public Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken)
    {
        if (_silent) throw new HttpRequestException("The simulated provider does not answer.");
        if (Memory == MailMemory.Nothing) throw new NotSupportedException("The simulated provider has no look-up.");
        var now = time.GetUtcNow();
        var known = mailbox.Letters.FirstOrDefault(letter => letter.OperationId == operationId && letter.At + VisibilityDelay <= now);
        return Task.FromResult(known is null ? new MailOutcome.Unknown() : OutcomeOf(known));
    }

    private async Task<MailOutcome> TakeAsync(OutgoingMail mail, bool bounces, CancellationToken cancellationToken)
    {
        var reason = bounces ? "bounced-by-simulation" : BounceOf(mail);
        return OutcomeOf(await mailbox.AddAsync(LetterOf(mail, reason), onceAnOperation: Memory == MailMemory.Idempotent, cancellationToken));
    }

    private SimulatedLetter LetterOf(OutgoingMail mail, string? bounced) => new(
        0,
        time.GetUtcNow(),
        mail.OperationId,
        "",
        mail.Channel,
        mail.Recipient,
        mail.Subject,
        mail.Text,
        mail.Html,
        [.. mail.Attachments.Select(attachment => new SimulatedAttachment(attachment.FileName, attachment.ContentType, attachment.Content.ToArray()))],
        bounced);

    // A letter by post to somebody whose mailbox is gone arrives.
    private string? BounceOf(OutgoingMail mail) =>
        mail is { Channel: Channel.Email, Recipient.Email: { } email } && _bouncing.TryGetValue(email, out var reason) ? reason
        : _bouncing.GetValueOrDefault(mail.Recipient.Name);

    private static MailOutcome OutcomeOf(SimulatedLetter letter) => letter.Bounced is { } reason
        ? new MailOutcome.Bounced(letter.ProviderId, reason)
        : new MailOutcome.Accepted(letter.ProviderId);
}
