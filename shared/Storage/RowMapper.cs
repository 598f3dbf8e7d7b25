using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;

namespace Smart.Shared.Storage;

/// <summary>Turns records into table entities and back (see <see cref="StoredRow"/> for the types).</summary>
public static class RowMapper
{
    private const string SchemaColumn = "Schema";
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Columns = new();

    private static readonly ConcurrentDictionary<PropertyInfo, bool> Lists = new();

    /// <summary>A column holds 64 KiB of UTF-16; longer JSON goes on in columns <c>Name_2</c>, <c>Name_3</c>…</summary>
    private const int LongestText = 32_000;

    /// <summary>The JSON form of nested values in a column; letters stay letters, for a column is short.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>The entity that stores <paramref name="row"/>; nulls are left out.</summary>
    public static TableEntity ToEntity(StoredRow row)
    {
        var entity = new TableEntity(row.PartitionKey, row.RowKey) { ETag = row.ETag };
        entity[SchemaColumn] = row.CurrentSchema;
        foreach (var column in ColumnsOf(row.GetType()))
        {
            if (column.GetValue(row) is { } value) Store(entity, column.Name, value);
        }

        return entity;
    }

    /// <summary>Reads a row. Throws <see cref="NewerSchemaException"/> for a row of a later release.</summary>
    public static T FromEntity<T>(TableEntity entity)
        where T : StoredRow
    {
        var row = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        Column(typeof(T), nameof(StoredRow.PartitionKey)).SetValue(row, entity.PartitionKey);
        Column(typeof(T), nameof(StoredRow.RowKey)).SetValue(row, entity.RowKey);
        Column(typeof(T), nameof(StoredRow.ETag)).SetValue(row, entity.ETag);
        foreach (var column in ColumnsOf(typeof(T)))
        {
            var stored = entity.TryGetValue(column.Name, out var value) ? value : null;
            var read = stored is null ? Missing(column) : FromStored(Whole(entity, column.Name, stored), column.PropertyType);
            column.SetValue(row, read);
        }

        var schema = entity.GetInt32(SchemaColumn) ?? 1;
        if (schema > row.CurrentSchema) throw new NewerSchemaException(typeof(T).Name, schema, row.CurrentSchema);
        return schema < row.CurrentSchema ? (T)row.UpgradedFrom(schema, entity) : row;
    }

    private static PropertyInfo[] ColumnsOf(Type type) => Columns.GetOrAdd(type, static t =>
    [
        .. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p is { CanRead: true, CanWrite: true } && p.GetIndexParameters().Length == 0
                && p.Name is not (nameof(StoredRow.PartitionKey) or nameof(StoredRow.RowKey) or nameof(StoredRow.ETag))),
    ]);

    private static PropertyInfo Column(Type type, string name) => type.GetProperty(name)!;

    private static void Store(TableEntity entity, string name, object value)
    {
        var stored = ToStored(value);
        if (value is string || stored is not string { Length: > LongestText } text)
        {
            entity[name] = stored;
            return;
        }

        var part = 1;
        for (var start = 0; start < text.Length; part++)
        {
            var length = Math.Min(LongestText, text.Length - start);
            if (char.IsHighSurrogate(text[start + length - 1])) length--;
            entity[part == 1 ? name : $"{name}_{part}"] = text.Substring(start, length);
            start += length;
        }
    }

    private static object Whole(TableEntity entity, string name, object stored)
    {
        if (stored is not string first || !entity.ContainsKey($"{name}_2")) return stored;
        var text = new System.Text.StringBuilder(first);
        for (var part = 2; entity.GetString($"{name}_{part}") is { } next; part++) text.Append(next);
        return text.ToString();
    }

    private static object ToStored(object value) => value switch
    {
        string or int or long or bool or DateTimeOffset => value,
        Money money => Cents(money),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal exact => exact.ToString(CultureInfo.InvariantCulture),
        Enum name => name.ToString(),
        _ => JsonSerializer.Serialize(value, value.GetType(), Json),
    };

    private static object? FromStored(object stored, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(Money)) return Money.Eur((long)stored);
        if (target.IsInstanceOfType(stored) && (target != typeof(object))) return stored;
        if (target == typeof(long)) return Convert.ToInt64(stored, CultureInfo.InvariantCulture);
        if (target == typeof(DateOnly)) return DateOnly.ParseExact((string)stored, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (target == typeof(decimal)) return decimal.Parse((string)stored, NumberStyles.Float, CultureInfo.InvariantCulture);
        return target.IsEnum ? Enum.Parse(target, (string)stored) : JsonSerializer.Deserialize((string)stored, target, Json);
    }

    private static object? Missing(PropertyInfo column)
    {
        var type = column.PropertyType;
        if (IsList(column)) return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        if (type == typeof(string) || Nullable.GetUnderlyingType(type) is not null) return null;
        if (type == typeof(Money)) return Money.Zero;
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    // A list that older rows do not have is empty, unless it may be null.
    private static bool IsList(PropertyInfo column) => Lists.GetOrAdd(column, static property =>
        property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull);

    private static long Cents(Money money) => money.Currency == Money.Euro
        ? money.Cents
        : throw new InvalidOperationException($"A ledger column holds euro, not {money.Currency}.");
}
