using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Statuses that are an answer, not an error, for one request.</summary>
internal static class Tolerated
{
    public static HttpMessage Tolerate(this HttpMessage message, int status)
    {
        message.ResponseClassifier = new Classifier(status);
        return message;
    }

    private sealed class Classifier(int status) : ResponseClassifier
    {
        public override bool IsErrorResponse(HttpMessage message) =>
            message.Response.Status != status && base.IsErrorResponse(message);
    }
}
