using System.Text.Json;
using Smart.Local.Broker;

namespace Smart.Local.Http;

/// <summary>What host.json says that matters here.</summary>
/// <param name="RoutePrefix">What the routes of HTTP functions begin with.</param>
/// <param name="MaxConcurrentCalls">How many messages of a queue are handled at once.</param>
/// <param name="MaxConcurrentSessions">How many sessions of a queue are.</param>
/// <param name="MaxAutoLockRenewalDuration">How long the lock of a message is renewed while its function runs.</param>
internal sealed record HostJson(string RoutePrefix, int MaxConcurrentCalls, int MaxConcurrentSessions, TimeSpan MaxAutoLockRenewalDuration)
{
    private static readonly HostJson Defaults = new("api", 16, 8, TimeSpan.FromMinutes(5));
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Queues as its Service Bus extension asks for them.</summary>
    public BrokerOptions Broker => new()
    {
        MaxConcurrentCalls = MaxConcurrentCalls,
        MaxConcurrentSessions = MaxConcurrentSessions,
        MaxAutoLockRenewalDuration = MaxAutoLockRenewalDuration,
    };

    /// <summary>Reads the host.json beside the functions; Azure's defaults where it is silent or absent.</summary>
    public static HostJson Read(string folder)
    {
        var path = Path.Combine(folder, "host.json");
        if (!File.Exists(path))
            return Defaults;
        using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
        return new HostJson(
            Find(document.RootElement, "extensions", "http", "routePrefix")?.GetString() ?? Defaults.RoutePrefix,
            Find(document.RootElement, "extensions", "serviceBus", "maxConcurrentCalls")?.GetInt32() ?? Defaults.MaxConcurrentCalls,
            Find(document.RootElement, "extensions", "serviceBus", "maxConcurrentSessions")?.GetInt32() ?? Defaults.MaxConcurrentSessions,
            Find(document.RootElement, "extensions", "serviceBus", "maxAutoLockRenewalDuration")?.Deserialize<TimeSpan>() ?? Defaults.MaxAutoLockRenewalDuration);
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }
}
