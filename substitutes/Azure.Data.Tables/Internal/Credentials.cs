using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Internal;

/// <summary>The pipeline policy of each kind of credential.</summary>
internal static class Credentials
{
    private const string StorageScope = "https://storage.azure.com/.default";

    public static HttpPipelinePolicy Policy(Uri endpoint, TableSharedKeyCredential credential)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new SharedKeyPolicy(credential);
    }

    public static HttpPipelinePolicy Policy(Uri endpoint, AzureSasCredential credential)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
            ? new SasPolicy(credential)
            : throw new ArgumentException("A SAS token needs HTTPS: whoever reads it may use it.", nameof(endpoint));
    }

    public static HttpPipelinePolicy Policy(Uri endpoint, TokenCredential credential)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credential);
        return new BearerTokenAuthenticationPolicy(credential, StorageScope); // refuses plain http on the first request
    }
}
