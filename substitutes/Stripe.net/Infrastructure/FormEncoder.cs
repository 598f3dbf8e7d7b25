using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stripe;

/// <summary>Options as a form: snake_case names, brackets for what is nested, dates as Unix seconds; null is left out.</summary>
internal static class FormEncoder
{
    internal static string Encode(object options)
    {
        List<string> pairs = [];
        if (options is not null) AddMembers(pairs, null, options);
        return string.Join('&', pairs);
    }

    private static void Add(List<string> pairs, string name, object value)
    {
        switch (value)
        {
            case null: break;
            case string text: pairs.Add($"{Escape(name)}={Escape(text)}"); break;
            case bool flag: Add(pairs, name, flag ? "true" : "false"); break;
            case DateTime date: Add(pairs, name, new DateTimeOffset(date.ToUniversalTime()).ToUnixTimeSeconds()); break;
            case IAnyOf any: Add(pairs, name, any.Value); break;
            case IFormattable number: Add(pairs, name, number.ToString(null, CultureInfo.InvariantCulture)); break;
            case IDictionary entries: AddEntries(pairs, name, entries); break;
            case IEnumerable items: AddItems(pairs, name, items); break;
            default: AddMembers(pairs, name, value); break;
        }
    }

    private static void AddMembers(List<string> pairs, string prefix, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            Add(pairs, prefix is null ? name : $"{prefix}[{name}]", property.GetValue(options));
        }
    }

    private static void AddEntries(List<string> pairs, string name, IDictionary entries)
    {
        foreach (DictionaryEntry entry in entries) Add(pairs, $"{name}[{entry.Key}]", entry.Value);
    }

    private static void AddItems(List<string> pairs, string name, IEnumerable items)
    {
        var index = 0;
        foreach (var item in items) Add(pairs, $"{name}[{index++}]", item);
        if (index == 0) pairs.Add($"{Escape(name)}="); // an empty list clears the field
    }

    private static string Escape(string text) => WebUtility.UrlEncode(text)
        .Replace("%5B", "[", StringComparison.Ordinal)
        .Replace("%5D", "]", StringComparison.Ordinal);
}
