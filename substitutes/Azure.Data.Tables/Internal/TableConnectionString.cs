using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Internal;

/// <summary>Where a connection string points, and how it signs.</summary>
internal sealed record TableConnectionString(Uri Endpoint, HttpPipelinePolicy Authentication, string AccountName)
{
    // The emulator's account and key are public constants, documented and the same on every machine.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static TableConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static setting => setting.Split('=', 2))
            .ToDictionary(
                static pair => pair[0],
                static pair => pair.Length == 2 ? pair[1] : throw new InvalidOperationException("A connection string is a list of Name=Value."),
                StringComparer.OrdinalIgnoreCase);

        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var use) && use)
            return ForEmulator(settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1"));

        var account = settings.GetValueOrDefault("AccountName");
        var endpoint = EndpointOf(settings, account);
        if (settings.TryGetValue("SharedAccessSignature", out var signature))
            return new(endpoint, new SasPolicy(new AzureSasCredential(signature)), account ?? AccountNames.Of(endpoint));
        if (account is not null && settings.TryGetValue("AccountKey", out var key))
            return new(endpoint, new SharedKeyPolicy(new TableSharedKeyCredential(account, key)), account);
        throw new InvalidOperationException("A connection string needs AccountName and AccountKey, or SharedAccessSignature.");
    }

    private static TableConnectionString ForEmulator(string proxy) => new(
        new UriBuilder(proxy) { Port = 10002, Path = EmulatorAccount }.Uri,
        new SharedKeyPolicy(new TableSharedKeyCredential(EmulatorAccount, EmulatorKey)),
        EmulatorAccount);

    private static Uri EndpointOf(Dictionary<string, string> settings, string account)
    {
        if (settings.TryGetValue("TableEndpoint", out var endpoint)) return new Uri(endpoint);
        if (account is null) throw new InvalidOperationException("A connection string needs TableEndpoint or AccountName.");
        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", Uri.UriSchemeHttps);
        return new Uri($"{scheme}://{account}.table.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}");
    }
}
