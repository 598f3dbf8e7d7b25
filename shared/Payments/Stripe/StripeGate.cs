using System.Text.Json;
using Microsoft.Extensions.Options;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>What a webhook brought.</summary>
/// <param name="Event">The event; null when it asks nothing of us.</param>
/// <param name="Json">Its body as it was signed.</param>
public sealed record StripeDelivery(Event? Event, string Json);

/// <summary>Lets in what Stripe signed, is of this account and mode, and asks something of us. Counts what it keeps out.</summary>
public sealed class StripeGate(StripeSignature signature, StripeEvents events, StripeMetrics metrics, IOptions<StripeSettings> settings)
{
    /// <summary>The header by which Event Grid delivers.</summary>
    public const string EventGridHeader = "aeg-event-type";

    private const int LongestType = 100;
    private const string Thin = "v2.core.event";

    // Before the type of the snapshot event that a thin one stands for.
    private const string SnapshotPrefix = "v1.";

    /// <summary>
    /// Verifies a delivery before anything of it is believed. 400 <c>signature-…</c>, <c>webhook-malformed</c>, <c>thin-event</c>,
    /// <c>event-grid-not-taken</c>, <c>test-mode-event</c>: nothing is stored then.
    /// </summary>
    /// <param name="body">The body, byte by byte as it came.</param>
    /// <param name="signatures">The values of the signature header.</param>
    /// <param name="isEventGrid">The delivery names Event Grid in its headers.</param>
    public Result<StripeDelivery> Open(ReadOnlyMemory<byte> body, IReadOnlyList<string?> signatures, bool isEventGrid)
    {
        if (isEventGrid) return Refused("event-grid-not-taken", "Deliveries by Event Grid carry no signature of Stripe; configure a webhook endpoint.");
        var verified = signature.Verify(body, signatures);
        if (verified.Refusal is { } refusal) return refusal;
        var json = verified.Value;
        return Unwanted(json) is { } answered ? answered : Sort(json);
    }

    /// <summary>True when a person or a machine may act on an event of that mode here.</summary>
    public bool TakesMode(bool isLive) => isLive || settings.Value.AcceptTestMode;

    // Known by its envelope, whatever the rest looks like in its version: a list, a thin event, a type that asks nothing of us.
    private Result<StripeDelivery>? Unwanted(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array) return Refused("event-grid-not-taken", "This is a list of events, as Event Grid delivers them; configure a webhook endpoint.");
            if (root.ValueKind != JsonValueKind.Object) return Malformed();
            var kind = Text(root, "object");
            if (kind is not (null or "event" or Thin) || Text(root, "type") is not { Length: > 0 and <= LongestType } type) return Malformed();
            var isAsked = events.Types.Contains(kind == Thin && type.StartsWith(SnapshotPrefix, StringComparison.Ordinal) ? type[SnapshotPrefix.Length..] : type);
            if (isAsked && kind != Thin) return null;
            if (isAsked) return Refused("thin-event", "Thin events do not hold what they tell of; configure the endpoint for snapshot events.");
            var isTest = root.TryGetProperty("livemode", out var live) && live.ValueKind == JsonValueKind.False;
            if (isTest && !TakesMode(isLive: false)) return TestMode(type);
            return Counted(type, Text(root, "account") is { Length: > 0 } ? "other-account" : "unknown-type", json);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return Malformed();
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private Result<StripeDelivery> Sort(string json)
    {
        if (Read(json) is not { } received) return Malformed();
        if (!TakesMode(received.Livemode)) return TestMode(received.Type);
        return received.Account is { Length: > 0 } ? Counted(received.Type, "other-account", json) : new StripeDelivery(received, json);
    }

    private Refusal TestMode(string type)
    {
        metrics.Count(type, "test-mode");
        return Refused("test-mode-event", "This event is of the test mode, in which no money moves.");
    }

    private StripeDelivery Counted(string type, string why, string json)
    {
        metrics.Count(type, why);
        return new StripeDelivery(null, json);
    }

    // Stripe signed the body, so the parser's complaint, whatever it is, is about a version or an object that we cannot read.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "Whatever the parser throws, the body cannot be read.")]
    private static Event? Read(string json)
    {
        try
        {
            var received = EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false);
            var isWhole = received is { Object: "event" or null, Type.Length: > 0 and <= LongestType } && StripeFacts.Key(received.Id) is not null && received.Created.Year >= 2000;
            return isWhole ? received : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static Refusal Malformed() => Refused("webhook-malformed", "The body is no event of Stripe.");

    private static Refusal Refused(string type, string detail) => new(RefusalKind.Malformed, type, detail);
}
