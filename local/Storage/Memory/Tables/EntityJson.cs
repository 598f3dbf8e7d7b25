using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>Rows as OData JSON with minimal metadata, in and out.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";
    private const string MetadataPrefix = "odata.";

    /// <summary>A moment as versions and values show it.</summary>
    public static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>The keys and the typed properties of a row that was sent. Nulls are not stored.</summary>
    public static ((string PartitionKey, string RowKey) Keys, Dictionary<string, object> Properties) Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        string partition = "", row = "";
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in json.RootElement.EnumerateObject())
        {
            var name = property.Name;
            if (name == nameof(MemoryRow.PartitionKey)) partition = property.Value.GetString()!;
            else if (name == nameof(MemoryRow.RowKey)) row = property.Value.GetString()!;
            else if (IsStored(property)) properties[name] = Value(property.Value, TypeOf(json.RootElement, name));
        }

        return ((partition, row), properties);
    }

    /// <summary>A row as it is answered.</summary>
    /// <param name="row">Which.</param>
    /// <param name="select">The columns asked for; null: all.</param>
    public static byte[] Write(MemoryRow row, IReadOnlySet<string>? select)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("odata.etag", row.ETag);
            if (Wants(nameof(row.PartitionKey))) json.WriteString(nameof(row.PartitionKey), row.PartitionKey);
            if (Wants(nameof(row.RowKey))) json.WriteString(nameof(row.RowKey), row.RowKey);
            foreach (var (name, value) in row.Properties)
                if (Wants(name)) WriteValue(json, name, value);
            if (Wants(nameof(row.Timestamp))) json.WriteString(nameof(row.Timestamp), Text(row.Timestamp));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();

        bool Wants(string name) => select is null || select.Contains(name);
    }

    private static bool IsStored(JsonProperty property) =>
        property.Value.ValueKind != JsonValueKind.Null
        && property.Name != nameof(MemoryRow.Timestamp)
        && !property.Name.StartsWith(MetadataPrefix, StringComparison.Ordinal)
        && !property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal);

    private static string? TypeOf(JsonElement entity, string name) =>
        entity.TryGetProperty(name + TypeSuffix, out var type) ? type.GetString() : null;

    private static object Value(JsonElement value, string? type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, "Edm.Double") => value.GetDouble(),
        (JsonValueKind.Number, _) => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
        (_, "Edm.Int64") => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "Edm.Double") => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        (_, "Edm.Guid") => Guid.Parse(value.GetString()!),
        (_, "Edm.Binary") => value.GetBytesFromBase64(),
        (_, "Edm.DateTime") => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => value.GetString()!,
    };

    private static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: WriteTyped(json, name, "Edm.Double", number.ToString("R", CultureInfo.InvariantCulture)); break;
            case Guid id: WriteTyped(json, name, "Edm.Guid", id.ToString()); break;
            case byte[] bytes: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case DateTimeOffset moment: WriteTyped(json, name, "Edm.DateTime", Text(moment)); break;
            default: throw new InvalidOperationException($"A row holds no {value.GetType()}.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + TypeSuffix, type);
        json.WriteString(name, value);
    }
}
