using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Smart.Shared;

namespace Smart.Functions.Http.OpenApi;

/// <summary>Collects the JSON schemas of the types that operations name, and gives references to them.</summary>
internal sealed class SchemaRegistry
{
    private const string Root = "#/components/schemas/";
    private static readonly JsonSchemaExporterOptions ExporterOptions = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => IsMoney(context.TypeInfo.Type) ? MoneySchema(context.TypeInfo.Type) : schema,
    };

    private readonly SortedDictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);

    public JsonObject Reference(Type type)
    {
        var name = NameOf(type);
        if (!_types.TryAdd(name, type))
        {
            if (_types[name] != type) throw new InvalidOperationException($"{type} and {_types[name]} have one name; a schema needs its own.");
        }
        else
        {
            var schema = ApiJson.Options.GetJsonSchemaAsNode(type, ExporterOptions);
            MakeReferencesAbsolute(schema, name);
            _schemas[name] = schema;
        }

        return new JsonObject { ["$ref"] = Root + name };
    }

    public JsonObject ToJson() => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    private static string NameOf(Type type)
    {
        if (type.IsArray) return NameOf(type.GetElementType()!) + "List";
        if (!type.IsGenericType) return type.Name;
        var arguments = string.Concat(type.GetGenericArguments().Select(NameOf));
        return typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? arguments + "List" : arguments + type.Name[..type.Name.IndexOf('`')];
    }

    // The exporter's references start at the type; in the document they start at the component.
    private static void MakeReferencesAbsolute(JsonNode? node, string name)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) MakeReferencesAbsolute(item, name);
        }
        else if (node is JsonObject item)
        {
            if (item["$ref"] is JsonValue reference && reference.GetValue<string>() is var text && !text.StartsWith(Root)) item["$ref"] = Root + name + text[1..];
            foreach (var member in item) MakeReferencesAbsolute(member.Value, name);
        }
    }

    private static bool IsMoney(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(Money);

    private static JsonObject MoneySchema(Type type)
    {
        var isNullable = Nullable.GetUnderlyingType(type) is not null;
        return new JsonObject
        {
            ["type"] = isNullable ? new JsonArray("object", "null") : "object",
            ["description"] = "An amount with at most two decimals.",
            ["properties"] = new JsonObject
            {
                ["amount"] = new JsonObject { ["type"] = "string", ["pattern"] = @"^-?\d+(\.\d{1,2})?$" },
                ["currency"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Z]{3}$" },
            },
            ["required"] = new JsonArray("amount", "currency"),
            ["additionalProperties"] = false,
        };
    }
}
