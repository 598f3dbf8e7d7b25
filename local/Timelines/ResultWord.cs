using System.Text.Json;

namespace Smart.Local.Timelines;

/// <summary>A result in a word or two.</summary>
internal static class ResultWord
{
    private const int LongestText = 40;
    private const int MostFacts = 2;

    // What an answer is about is in one of these, in this order.
    private static readonly string[] Telling = ["Kind", "Action", "State", "Outcome", "Status"];

    /// <summary>The word; null when there is nothing to say.</summary>
    /// <param name="json">The result.</param>
    /// <param name="type">Its type, when it is known.</param>
    /// <param name="id">Shortens ids.</param>
    public static string? Of(string? json, Type? type, Func<string, string> id)
    {
        if (json is null) return null;
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement, type is null ? null : Nullable.GetUnderlyingType(type) ?? type, id);
    }

    private static string? Of(JsonElement value, Type? type, Func<string, string> id) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Number when type is { IsEnum: true } && value.TryGetInt32(out var number) => Enum.GetName(type, number) ?? value.GetRawText(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String => Cut(id(value.GetString()!)),
        JsonValueKind.Array => value.GetArrayLength() switch { 0 => "none", 1 => "1 item", var count => $"{count} items" },
        JsonValueKind.Object => OfObject(value, type, id),
        _ => null,
    };

    private static string? OfObject(JsonElement value, Type? type, Func<string, string> id)
    {
        var members = value.EnumerateObject().ToList();
        foreach (var name in Telling)
        {
            if (members.Find(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: not JsonValueKind.Undefined } telling)
                return Of(telling.Value, TypeOf(type, name), id);
        }

        var facts = members.Where(member => member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .Take(MostFacts)
            .Select(member => $"{member.Name} {Of(member.Value, TypeOf(type, member.Name), id)}")
            .ToList();
        return facts.Count == 0 ? null : string.Join(", ", facts);
    }

    private static Type? TypeOf(Type? type, string member) =>
        type?.GetProperty(member) is { PropertyType: var found } ? Nullable.GetUnderlyingType(found) ?? found : null;

    private static string Cut(string text) => text.Length > LongestText ? $"{text[..LongestText]}…" : text;
}
