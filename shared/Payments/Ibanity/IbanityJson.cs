using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>Reads strings of JSON. Not every one is text: it may hold half a character, as broken UTF-8 or as a lone surrogate.</summary>
internal static class IbanityJson
{
    /// <summary>A member; null when there is none, or nothing that could have one.</summary>
    internal static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } item && item.TryGetProperty(name, out var value) ? value : null;

    /// <summary>The text of a member, or null.</summary>
    internal static string? Text(JsonElement? element, string name) => Member(element, name) is { } value ? Text(value) : null;

    /// <summary>The text; null when it is no string, or no text.</summary>
    internal static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String && TryText(value) is { } text ? text : null;

    /// <summary>What somebody wrote: where it is no text, what the document says with replacements, for a person to read. Null when it is no string.</summary>
    internal static string? Written(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? TryText(value) ?? Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)[1..^1]) : null;

    private static string? TryText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // half a character: the only reason for which a string has no text
        }
    }
}
