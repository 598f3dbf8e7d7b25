using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>A reference that comes as an id, or as the whole object when the caller asked to expand it.</summary>
[JsonConverter(typeof(ExpandableFieldConverterFactory))]
internal sealed class ExpandableField<T>
    where T : class, IHasId
{
    internal string Id { get; private init; }

    internal T ExpandedObject { get; private init; }

    internal static ExpandableField<T> With(T value) => value is null ? null : new() { Id = value.Id, ExpandedObject = value };

    internal static ExpandableField<T> WithId(ExpandableField<T> known, string id) => id is null ? null : new() { Id = id, ExpandedObject = known?.Id == id ? known.ExpandedObject : null };
}

internal sealed class ExpandableFieldConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ExpandableField<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ExpandableFieldConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]));
}

internal sealed class ExpandableFieldConverter<T> : JsonConverter<ExpandableField<T>>
    where T : class, IHasId
{
    public override ExpandableField<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
        ? ExpandableField<T>.WithId(null, reader.GetString())
        : ExpandableField<T>.With(JsonSerializer.Deserialize<T>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, ExpandableField<T> value, JsonSerializerOptions options)
    {
        if (value.ExpandedObject is null) writer.WriteStringValue(value.Id);
        else JsonSerializer.Serialize(writer, value.ExpandedObject, options);
    }
}
