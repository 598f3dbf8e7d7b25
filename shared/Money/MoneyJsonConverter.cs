using System.Text.Json;
using System.Text.Json.Serialization;

namespace Smart.Shared;

/// <summary>Money on the wire: <c>{ "amount": "1210.00", "currency": "EUR" }</c>; a number or more than two decimals is refused.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    /// <inheritdoc />
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An amount is an object with amount and currency.");
        string? amount = null, currency = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            if (string.Equals(name, "amount", StringComparison.OrdinalIgnoreCase)) amount = Text(ref reader);
            else if (string.Equals(name, "currency", StringComparison.OrdinalIgnoreCase)) currency = Text(ref reader);
            else throw new JsonException($"An amount has no member '{name}'.");
        }

        return currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper) && Money.TryParse(amount, currency, out var money)
            ? money
            : throw new JsonException("An amount needs text with at most two decimals and an ISO 4217 currency.");
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToPlainString());
        writer.WriteString("currency", value.Currency);
        writer.WriteEndObject();
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()!
        : throw new JsonException("Amount and currency are text.");
}
