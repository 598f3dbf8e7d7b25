using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

public class Event : StripeEntity<Event>, IHasId, IHasObject
{
    public string Id { get; set; }

    public string Object { get; set; }

    public string Account { get; set; }

    public string ApiVersion { get; set; }

    public DateTime Created { get; set; }

    public EventData Data { get; set; }

    public bool Livemode { get; set; }

    public long PendingWebhooks { get; set; }

    public EventRequest Request { get; set; }

    public string Type { get; set; }
}

public class EventData : StripeEntity<EventData>
{
    [JsonConverter(typeof(StripeObjectConverter))]
    public IHasObject Object { get; set; }
}

[JsonConverter(typeof(EventRequestConverter))]
public class EventRequest : StripeEntity<EventRequest>, IHasId
{
    public string Id { get; set; }

    public string IdempotencyKey { get; set; }
}

/// <summary>Old events name their request by its id alone.</summary>
internal sealed class EventRequestConverter : JsonConverter<EventRequest>
{
    private sealed record Wire(string Id, string IdempotencyKey);

    public override EventRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new() { Id = reader.GetString() };
        var wire = JsonSerializer.Deserialize<Wire>(ref reader, options);
        return new() { Id = wire.Id, IdempotencyKey = wire.IdempotencyKey };
    }

    public override void Write(Utf8JsonWriter writer, EventRequest value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Wire(value.Id, value.IdempotencyKey), options);
}

/// <summary>Reads an object by the type it names itself; one of a type that is not declared here gives null.</summary>
internal sealed class StripeObjectConverter : JsonConverter<IHasObject>
{
    public override IHasObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("object", out var type) || type.ValueKind != JsonValueKind.String) return null;
        return type.GetString() switch
        {
            "charge" => root.Deserialize<Charge>(options),
            "checkout.session" => root.Deserialize<Checkout.Session>(options),
            "dispute" => root.Deserialize<Dispute>(options),
            "payment_intent" => root.Deserialize<PaymentIntent>(options),
            "payout" => root.Deserialize<Payout>(options),
            "refund" => root.Deserialize<Refund>(options),
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, IHasObject value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, value.GetType(), options);
}
