using System.Net;

namespace Azure.Data.Tables.Internal;

/// <summary>The account of an endpoint: the first label of the host, or the first path segment of an emulator's.</summary>
internal static class AccountNames
{
    public static string Of(Uri endpoint) =>
        IPAddress.TryParse(endpoint.Host, out _) || endpoint.Host == "localhost"
            ? endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()
            : endpoint.Host.Split('.')[0];
}
