using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Internal;

/// <summary>Writes an entity as OData JSON. Nulls are left out: the service has no null columns.</summary>
internal static class EntityWriter
{
    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    public static byte[] Write(ITableEntity entity)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in EntityMembers.Read(entity))
                if (value is not null && IsStored(name)) WriteProperty(json, name, value);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Timestamp and ETag belong to the service; type annotations read earlier are written anew.</summary>
    private static bool IsStored(string name) =>
        name is not (EntityNames.Timestamp or "ETag")
        && !name.StartsWith(EntityNames.MetadataPrefix, StringComparison.Ordinal)
        && !name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal);

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture)); break;
            case double number when double.IsFinite(number):
                json.WriteString(name + EntityNames.TypeSuffix, "Edm.Double");
                json.WriteNumber(name, number);
                break;
            case double number: WriteTyped(json, name, "Edm.Double", number.ToString(CultureInfo.InvariantCulture)); break;
            case Guid id: WriteTyped(json, name, "Edm.Guid", id.ToString()); break;
            case byte[] bytes: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes)); break;
            case BinaryData data: WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(data)); break;
            case DateTimeOffset moment: WriteTyped(json, name, "Edm.DateTime", Format(moment.UtcDateTime)); break;
            case DateTime { Kind: DateTimeKind.Utc } moment: WriteTyped(json, name, "Edm.DateTime", Format(moment)); break;
            case DateTime: throw new NotSupportedException($"Property '{name}': a DateTime must be UTC to be stored.");
            case Enum choice: json.WriteString(name, choice.ToString()); break;
            default: throw new NotSupportedException($"Property '{name}': the table service has no type for {value.GetType()}.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + EntityNames.TypeSuffix, type);
        json.WriteString(name, value);
    }

    private static string Format(DateTime moment) => moment.ToString(MomentFormat, CultureInfo.InvariantCulture);
}
