using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Smart.Shared.Debtors;

namespace Smart.Shared.Mail;

/// <summary>Settings of the client of Azure Communication Services Email; transport and retries as with every Azure client.</summary>
public sealed class AcsMailOptions : ClientOptions
{
    /// <summary>The resource.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The sender's address.</summary>
    public required string Sender { get; init; }
}

/// <summary>
/// E-mail by Azure Communication Services, post by the print house's drop box. The service knows a message by the UUID that stands
/// for our operation id: we give it, so a repetition is the same operation and a look-up needs nothing that was answered before.
/// </summary>
public sealed class AcsMailProvider : IMailProvider
{
    private const string Version = "2023-03-31";
    private const string Scope = "https://communication.azure.com/.default";

    // The service limits a whole request to 10 MB; base64 makes three bytes four.
    private const long LargestAttachments = 7_000_000;

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;
    private readonly HttpPipeline _pipeline;
    private readonly AcsMailOptions _options;
    private readonly PostalDropBox _post;

    /// <summary>A provider that signs in with a credential of the identity that the app runs as.</summary>
    public AcsMailProvider(AcsMailOptions options, TokenCredential credential, PostalDropBox post)
    {
        (_options, _post) = (options, post);
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope));
    }

    /// <summary>The service answers a send only once the operation can be looked up; a margin for its replicas.</summary>
    public TimeSpan VisibilityDelay => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (mail.Channel == Channel.Post) return await _post.PutAsync(mail, cancellationToken);
        if (mail.Recipient.Email is null) return new MailOutcome.Refused("no-email-address");
        if (mail.Attachments.Sum(attachment => attachment.Content.ToMemory().Length) > LargestAttachments) return new MailOutcome.Refused("too-large");
        using var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(At("emails:send"));
        request.Headers.Add("Operation-Id", OperationUuid.Of(mail.OperationId).ToString());
        request.Headers.Add(HttpHeader.Common.JsonContentType);
        request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(AcsEmail.Message.Of(_options.Sender, mail), Json));
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status switch
        {
            202 => Outcome(Read(message.Response)),
            // The service says what is wrong with the message: it was not taken.
            400 or 413 => new MailOutcome.Refused(message.Response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : "bad-request"),
            // The operation exists: an earlier attempt whose answer was lost.
            409 => await FindEmailAsync(mail.OperationId, cancellationToken),
            _ => throw new RequestFailedException(message.Response),
        };
    }

    /// <inheritdoc />
    public async Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken)
    {
        var posted = await _post.FindAsync(operationId, cancellationToken);
        return posted is MailOutcome.Unknown ? await FindEmailAsync(operationId, cancellationToken) : posted;
    }

    private async Task<MailOutcome> FindEmailAsync(string operationId, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(At($"emails/operations/{OperationUuid.Of(operationId)}"));
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status switch
        {
            200 => Outcome(Read(message.Response)),
            404 => new MailOutcome.Unknown(),
            _ => throw new RequestFailedException(message.Response),
        };
    }

    private static MailOutcome Outcome(AcsEmail.SendResult result) => result.Status is "Failed" or "Canceled"
        ? new MailOutcome.Bounced(result.Id, result.Error?.Code ?? result.Status)
        : new MailOutcome.Accepted(result.Id);

    private static AcsEmail.SendResult Read(Response response) =>
        response.Content.ToObjectFromJson<AcsEmail.SendResult>(Json) ?? throw new RequestFailedException(response);

    // The path starts with a slash: "emails:send" alone would read as a scheme.
    private Uri At(string path) => new(_options.Endpoint, $"/{path}?api-version={Version}");
}
