using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Internal;

/// <summary>Reads entities from OData JSON into a bag of values or a type of the caller.</summary>
internal static class EntityReader
{
    public static T Read<T>(JsonElement json)
        where T : class, ITableEntity
    {
        var values = ReadValues(json);
        if (typeof(T) == typeof(TableEntity)) return (T)(object)new TableEntity(values);

        var entity = Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object> bag)
        {
            foreach (var (name, value) in values) bag[name] = value;
            return entity;
        }

        foreach (var member in EntityMembers.Of(typeof(T)))
        {
            var name = member.Type == typeof(ETag) && member.Name == "ETag" ? EntityNames.ETag : member.Name;
            if (member.Set is not null && values.TryGetValue(name, out var value)) member.Set(entity, Adapt(member, value));
        }

        return entity;
    }

    private static Dictionary<string, object> ReadValues(JsonElement json)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal)) continue;
            if (property.Name.StartsWith(EntityNames.MetadataPrefix, StringComparison.Ordinal) && property.Name != EntityNames.ETag) continue;
            var type = property.Name == EntityNames.Timestamp ? "Edm.DateTime"
                : json.TryGetProperty(property.Name + EntityNames.TypeSuffix, out var annotation) ? annotation.GetString() : null;
            values[property.Name] = ReadValue(property.Value, type);
        }

        return values;
    }

    private static object ReadValue(JsonElement value, string type) => (value.ValueKind, type) switch
    {
        (JsonValueKind.Null, _) => null,
        (JsonValueKind.String, "Edm.Int64") => long.Parse(value.GetString(), CultureInfo.InvariantCulture),
        (JsonValueKind.String, "Edm.Double") => double.Parse(value.GetString(), CultureInfo.InvariantCulture),
        (JsonValueKind.String, "Edm.DateTime") => ParseMoment(value.GetString()),
        (JsonValueKind.String, "Edm.Guid") => Guid.Parse(value.GetString()),
        (JsonValueKind.String, "Edm.Binary") => value.GetBytesFromBase64(),
        (JsonValueKind.String, _) => value.GetString(),
        (JsonValueKind.True or JsonValueKind.False, _) => value.GetBoolean(),
        (JsonValueKind.Number, "Edm.Double") => value.GetDouble(),
        (JsonValueKind.Number, "Edm.Int64") => value.GetInt64(),
        (JsonValueKind.Number, _) => value.TryGetInt32(out var number) ? number : (object)value.GetDouble(),
        _ => throw new NotSupportedException($"The service answered a {value.ValueKind} typed {type}."),
    };

    private static DateTimeOffset ParseMoment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>The stored value as the type of the member. A number widens; anything else must fit.</summary>
    private static object Adapt(EntityMember member, object value)
    {
        if (value is null) return member.Type.IsValueType ? Activator.CreateInstance(member.Type) : null;
        var target = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        if (target.IsInstanceOfType(value)) return value;
        return value switch
        {
            string text when target == typeof(ETag) => new ETag(text),
            string text when target.IsEnum => Enum.Parse(target, text),
            DateTimeOffset moment when target == typeof(DateTime) => moment.UtcDateTime,
            byte[] bytes when target == typeof(BinaryData) => BinaryData.FromBytes(bytes),
            int number when target == typeof(long) => (long)number,
            int number when target == typeof(double) => (double)number,
            _ => throw new InvalidOperationException($"Column '{member.Name}' holds a {value.GetType()} and cannot be read as {member.Type}."),
        };
    }
}
