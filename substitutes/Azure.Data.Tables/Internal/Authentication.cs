using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Internal;

/// <summary>Signs each attempt anew: the service refuses a date that is fifteen minutes old, however patient the retries are.</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        // The path is signed as it travels, percent-encoded.
        var uri = message.Request.Uri.ToUri();
        var signature = credential.Sign($"{date}\n/{credential.AccountName}{uri.AbsolutePath}");
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKeyLite {credential.AccountName}:{signature}");
    }
}

/// <summary>Adds the signature to the query once; an updated credential replaces the old one on the next attempt.</summary>
internal sealed class SasPolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    private const string AppliedKey = "Azure.Data.Tables.Sas";

    public override void OnSendingRequest(HttpMessage message)
    {
        var signature = credential.Signature.TrimStart('?');
        var query = message.Request.Uri.Query ?? string.Empty;
        if (message.TryGetProperty(AppliedKey, out var applied) && applied is string old)
            query = query.Replace(old, signature, StringComparison.Ordinal);
        else
            query = query.Length == 0 ? $"?{signature}" : $"{query}&{signature}";
        message.Request.Uri.Query = query;
        message.SetProperty(AppliedKey, signature);
    }
}
