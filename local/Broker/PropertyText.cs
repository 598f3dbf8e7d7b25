using System.Text.Json;

namespace Smart.Local.Broker;

/// <summary>Application properties as text that keeps their types.</summary>
internal static class PropertyText
{
    public static string Write(IReadOnlyDictionary<string, object> properties)
        => JsonSerializer.Serialize(properties.ToDictionary(pair => pair.Key, pair => new Typed(Kind(pair.Value), JsonSerializer.SerializeToElement(pair.Value))));

    public static IReadOnlyDictionary<string, object> Read(string text)
        => JsonSerializer.Deserialize<Dictionary<string, Typed>>(text)!.ToDictionary(pair => pair.Key, pair => pair.Value.Value.Deserialize(Type(pair.Value.Kind))!);

    private static string Kind(object value) => value switch
    {
        string or bool or int or long or double or decimal or Guid or DateTimeOffset => value.GetType().FullName!,
        _ => throw new NotSupportedException($"A message property cannot hold a {value.GetType().Name}."),
    };

    private static Type Type(string kind) => System.Type.GetType(kind, throwOnError: true)!;

    private sealed record Typed(string Kind, JsonElement Value);
}
