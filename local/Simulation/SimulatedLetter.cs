using System.Text.RegularExpressions;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;

namespace Smart.Local.Simulation;

/// <summary>A message as the simulated provider took it.</summary>
/// <param name="Sequence">Its place in the mailbox, from 1.</param>
/// <param name="At">When the provider took it, on the clock of the runtime.</param>
/// <param name="OperationId">The id it was sent with.</param>
/// <param name="ProviderId">The provider's own name for it.</param>
/// <param name="Channel">By e-mail or by post.</param>
/// <param name="Recipient">Who got it.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Text">Body as plain text.</param>
/// <param name="Html">Body as HTML.</param>
/// <param name="Attachments">What came with it.</param>
/// <param name="Bounced">Why it came back; null when it arrived.</param>
public sealed partial record SimulatedLetter(
    int Sequence,
    DateTimeOffset At,
    string OperationId,
    string ProviderId,
    Channel Channel,
    MailRecipient Recipient,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<SimulatedAttachment> Attachments,
    string? Bounced)
{
    /// <summary>The case and letter number of a dunning letter; null for any other message.</summary>
    public string? CaseLetter => Dunning().Match(OperationId) is { Success: true } match ? match.Groups["letter"].Value : null;

    // Debtor id, case, letter number, attempt.
    [GeneratedRegex("^(?<letter>[0-9a-z]{20}-[0-9]+-[0-9]+)-[0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dunning();
}

/// <summary>A file that came with a message.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Content">The bytes.</param>
public sealed record SimulatedAttachment(string FileName, string ContentType, byte[] Content);
