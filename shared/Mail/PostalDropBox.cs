using System.Text.Json;
using Smart.Shared.Storage;

namespace Smart.Shared.Mail;

/// <summary>
/// Post: a folder a letter, <c>post/outbox/{operation id}/</c>, from which the print house takes the PDFs and the address. Documents
/// are written once under a name made from the operation id, so that a repeated hand-over prints nothing twice; the address comes
/// last and says that the folder is complete.
/// </summary>
public sealed class PostalDropBox(DocumentStore documents)
{
    private const string Complete = "address.json";

    /// <summary>Writes the folder; without a postal address or a document it is refused.</summary>
    public async Task<MailOutcome> PutAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (mail.Recipient.Address is not { } address) return new MailOutcome.Refused("no-postal-address");
        if (mail.Attachments.Count == 0) return new MailOutcome.Refused("nothing-to-print");
        var folder = FolderOf(mail.OperationId);
        foreach (var document in mail.Attachments)
        {
            await documents.PutAsync($"{folder}/{document.FileName}", document.Content, document.ContentType, cancellationToken);
        }

        var label = new PostalLabel(mail.OperationId, mail.Recipient.Name, address.Street, address.PostalCode, address.Town, address.Country);
        var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(label, JsonSerializerOptions.Web));
        await documents.PutAsync($"{folder}/{Complete}", content, "application/json", cancellationToken);
        return new MailOutcome.Accepted(folder);
    }

    /// <summary>Whether the folder of an operation id is complete.</summary>
    public async Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken)
    {
        var folder = FolderOf(operationId);
        return await documents.FindAsync($"{folder}/{Complete}", cancellationToken) is null
            ? new MailOutcome.Unknown()
            : new MailOutcome.Accepted(folder);
    }

    private static string FolderOf(string operationId) => $"post/outbox/{operationId}";

    private sealed record PostalLabel(string OperationId, string Name, string Street, string PostalCode, string Town, string Country);
}
