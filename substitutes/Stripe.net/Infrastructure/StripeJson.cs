using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Reads what the API sends: snake_case names, Unix seconds as dates; members that are not declared are passed over.</summary>
internal static class StripeJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new UnixDateTimeConverter() },
    };

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options);

    internal static StripeError ReadError(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? error.Deserialize<StripeError>(Options)
            : null;
    }
}

internal sealed class UnixDateTimeConverter : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64()).UtcDateTime;

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(new DateTimeOffset(value.ToUniversalTime()).ToUnixTimeSeconds());
}

/// <summary>A list is an object on the wire, though it can be enumerated.</summary>
internal sealed class StripeListConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(StripeList<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(StripeListConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]));
}

internal sealed class StripeListConverter<T> : JsonConverter<StripeList<T>>
{
    private sealed record Wire(string Object, List<T> Data, bool HasMore, string Url);

    public override StripeList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var wire = JsonSerializer.Deserialize<Wire>(ref reader, options);
        return new() { Object = wire.Object, Data = wire.Data ?? [], HasMore = wire.HasMore, Url = wire.Url };
    }

    public override void Write(Utf8JsonWriter writer, StripeList<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Wire(value.Object, value.Data, value.HasMore, value.Url), options);
}
