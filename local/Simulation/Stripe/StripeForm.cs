using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Smart.Local.Simulation;

/// <summary>A form as the API takes it: nested names in brackets.</summary>
internal sealed partial class StripeForm(IFormCollection form)
{
    /// <summary>Everything in it, in order of name: what an idempotency key stands for.</summary>
    public string Fingerprint => string.Join('&', form.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));

    public bool Has(string name) => form.ContainsKey(name);

    public string? Text(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    public long Number(string name) => long.Parse(form[name].ToString(), CultureInfo.InvariantCulture);

    public JsonObject Map(string name)
    {
        var map = new JsonObject();
        foreach (var (field, value) in form)
        {
            if (Entry().Match(field) is { Success: true } match && match.Groups["name"].Value == name) map[match.Groups["key"].Value] = value.ToString();
        }

        return map;
    }

    public JsonArray List(string name) => [.. form.Where(field => Entry().Match(field.Key) is { Success: true } match && match.Groups["name"].Value == name).Select(field => JsonValue.Create(field.Value.ToString()))];

    public long Amount() => form.Keys.Select(key => UnitAmount().Match(key)).Where(match => match.Success)
        .Sum(match => Number(match.Value) * (Has($"line_items[{match.Groups["index"].Value}][quantity]") ? Number($"line_items[{match.Groups["index"].Value}][quantity]") : 1));

    [GeneratedRegex(@"^line_items\[(?<index>[0-9]+)\]\[price_data\]\[unit_amount\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitAmount();

    [GeneratedRegex(@"^(?<name>[a-z_]+)\[(?<key>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();
}
