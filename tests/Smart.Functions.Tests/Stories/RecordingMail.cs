using System.Collections.Concurrent;
using Smart.Shared.Mail;

namespace Smart.Functions.Tests.Stories;

/// <summary>A mail provider that delivers one message an operation id and remembers it.</summary>
public sealed class RecordingMail : IMailProvider
{
    private readonly ConcurrentDictionary<string, OutgoingMail> _delivered = new(StringComparer.Ordinal);

    public TimeSpan VisibilityDelay => TimeSpan.Zero;

    /// <summary>What was delivered, by operation id.</summary>
    public IReadOnlyDictionary<string, OutgoingMail> Delivered => _delivered;

    /// <summary>What the provider says instead of accepting; null: it accepts.</summary>
    public Func<OutgoingMail, MailOutcome?> Instead { get; set; } = _ => null;

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (Instead(mail) is { } other) return Task.FromResult(other);
        _delivered.TryAdd(mail.OperationId, mail).ShouldBeTrue($"{mail.OperationId} was sent twice");
        return Task.FromResult<MailOutcome>(new MailOutcome.Accepted($"p-{mail.OperationId}"));
    }

    public Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken) =>
        Task.FromResult<MailOutcome>(_delivered.ContainsKey(operationId) ? new MailOutcome.Accepted($"p-{operationId}") : new MailOutcome.Unknown());
}
