using System.Globalization;
using System.Text;
using System.Xml;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Values as they stand in keys, filters and query strings.</summary>
internal static class ODataLiteral
{
    /// <summary>A key as it stands between quotes in a path: its own quotes doubled, then percent-encoded.</summary>
    public static string Key(string key) => Uri.EscapeDataString(Escape(key));

    public static string Of(object value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or decimal or float => Convert.ToString(value, CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        ulong number => number.ToString(CultureInfo.InvariantCulture) + "L",
        Guid id => $"guid'{id}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data)}'",
        DateTimeOffset moment => Moment(moment.UtcDateTime),
        DateTime moment => Moment(moment.ToUniversalTime()),
        string or char or StringBuilder => $"'{Escape(value.ToString())}'",
        Enum choice => $"'{choice}'",
        _ => throw new ArgumentException($"Unable to convert a value of type {value.GetType()} to an OData literal."),
    };

    public static void AppendIfSet(this RequestUriBuilder uri, string name, object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(text)) uri.AppendQuery(name, text, escapeValue: true);
    }

    private static string Moment(DateTime utc) => $"datetime'{XmlConvert.ToString(utc, XmlDateTimeSerializationMode.RoundtripKind)}'";

    private static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
