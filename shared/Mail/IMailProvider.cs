using Smart.Shared.Debtors;

namespace Smart.Shared.Mail;

/// <summary>A document on its way to a person.</summary>
/// <param name="OperationId">Made from business keys, the same on every retry; the provider delivers one of an id.</param>
/// <param name="Channel">By e-mail, or printed and posted.</param>
/// <param name="Recipient">Name, and e-mail or postal address.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Text">Body as plain text.</param>
/// <param name="Html">Body as HTML.</param>
/// <param name="Attachments">Documents that go with it.</param>
public sealed record OutgoingMail(
    string OperationId, Channel Channel, MailRecipient Recipient, string Subject, string Text, string Html, IReadOnlyList<MailAttachment> Attachments);

/// <summary>Who gets it.</summary>
/// <param name="Name">Person or denomination.</param>
/// <param name="Email">Address, for e-mail.</param>
/// <param name="Address">Address, for post.</param>
public sealed record MailRecipient(string Name, string? Email, PostalAddress? Address);

/// <summary>A file that goes with a message.</summary>
/// <param name="FileName">Shown to the recipient.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Content">The bytes.</param>
public sealed record MailAttachment(string FileName, string ContentType, BinaryData Content);

/// <summary>What the provider said of a message. No answer at all is an exception.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>The provider has it and will deliver it once.</summary>
    /// <param name="ProviderId">The provider's own name for it.</param>
    public sealed record Accepted(string ProviderId) : MailOutcome;

    /// <summary>The provider took it, and it came back: it did not reach the recipient.</summary>
    /// <param name="ProviderId">The provider's own name for it.</param>
    /// <param name="Reason">A code, no personal data.</param>
    public sealed record Bounced(string ProviderId, string Reason) : MailOutcome;

    /// <summary>The provider will not take it: nothing was sent.</summary>
    /// <param name="Reason">A code, no personal data.</param>
    public sealed record Refused(string Reason) : MailOutcome;

    /// <summary>The provider does not know the operation id, or does not show it yet.</summary>
    public sealed record Unknown : MailOutcome;
}

/// <summary>Sends e-mail and post. An exception means that the outcome is not known: ask <see cref="FindAsync"/>.</summary>
public interface IMailProvider
{
    /// <summary>How long after a send an accepted message may still be invisible to <see cref="FindAsync"/>.</summary>
    TimeSpan VisibilityDelay { get; }

    /// <summary>Hands a message over.</summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>What became of the message with this operation id. <see cref="NotSupportedException"/> where there is no look-up.</summary>
    Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken);
}

/// <summary>Questions to a provider that may not answer any.</summary>
public static class MailProviderQuestions
{
    /// <summary>What became of a message; null where the provider has no look-up.</summary>
    public static async Task<MailOutcome?> TryFindAsync(this IMailProvider provider, string operationId, CancellationToken cancellationToken)
    {
        try
        {
            return await provider.FindAsync(operationId, cancellationToken);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
