using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Reads the error code and message of a refused request, and which action of a transaction it names.</summary>
internal sealed class ErrorParser : RequestFailedDetailsParser
{
    public static ErrorParser Instance { get; } = new();

#nullable enable
    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = ReadBody(response);
        if (error is null && response.Headers.TryGetValue("x-ms-error-code", out var code)) error = new ResponseError(code, message: null);
        if (error?.Message is { } message && message.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && message[..colon].All(char.IsAsciiDigit))
            data = new Dictionary<string, string>(StringComparer.Ordinal) { [TableTransactionFailedException.FailedActionKey] = message[..colon] };
        return error is not null;
    }

    private static ResponseError? ReadBody(Response response)
    {
        if (response.ContentStream is not MemoryStream { Length: > 0 } body) return null;
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            var error = json.RootElement.GetProperty("odata.error");
            return new ResponseError(error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // A proxy's page or a text: the status speaks for itself.
        }
    }
#nullable restore
}
