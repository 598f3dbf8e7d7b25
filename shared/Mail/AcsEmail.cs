using System.Text.Json.Serialization;

namespace Smart.Shared.Mail;

/// <summary>The messages of the Email REST API of Azure Communication Services, version 2023-03-31.</summary>
internal static class AcsEmail
{
    internal sealed record Message(string SenderAddress, Content Content, Recipients Recipients, IReadOnlyList<Attachment> Attachments, bool UserEngagementTrackingDisabled)
    {
        internal static Message Of(string sender, OutgoingMail mail) => new(
            sender,
            new Content(mail.Subject, mail.Text, mail.Html),
            new Recipients([new Address(mail.Recipient.Email!, mail.Recipient.Name)]),
            [.. mail.Attachments.Select(attachment => new Attachment(attachment.FileName, attachment.ContentType, attachment.Content.ToArray()))],
            UserEngagementTrackingDisabled: true);
    }

    internal sealed record Content(string Subject, string PlainText, string Html);

    internal sealed record Recipients(IReadOnlyList<Address> To);

    internal sealed record Address([property: JsonPropertyName("address")] string Email, string DisplayName);

    /// <summary>A file; its bytes are base64 on the wire.</summary>
    internal sealed record Attachment(string Name, string ContentType, byte[] ContentInBase64);

    /// <summary>What became of an operation: NotStarted, Running, Succeeded, Failed or Canceled.</summary>
    internal sealed record SendResult(string Id, string Status, Error? Error);

    internal sealed record Error(string? Code);
}
