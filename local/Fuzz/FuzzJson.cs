using System.Text;
using System.Text.RegularExpressions;

namespace Smart.Local.Fuzz;

/// <summary>Ways to spoil JSON.</summary>
internal static partial class FuzzJson
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "1e-400", "9223372036854775807", "9223372036854775808", "0.005", "-0", "\"\"", "\"0\"", "\"9999-12-31\"", "\"2026-13-45\"", "\"\\ud800\"", "\"a/b\\\\c#d?e\"", "\"\\u0000\"",
        "[]", "{}", "[null]", "{\"id\":\"x\"}", "\"usd\"", "\"EUR\"", "\"paid\"", "\"succeeded\"", "253402300800", "-62135596801",
    ];

    /// <summary>One value replaced, one member left out or said twice, or bytes spoilt as in any file.</summary>
    internal static byte[] Spoil(byte[] json, Random random)
    {
        var text = Encoding.UTF8.GetString(json);
        var members = Members().Matches(text);
        if (members.Count == 0 || random.Next(5) == 0) return FuzzBytes.Any(json, random);
        var member = members[random.Next(members.Count)];
        var value = member.Groups["value"];
        return Encoding.UTF8.GetBytes(random.Next(6) switch
        {
            0 => text.Remove(member.Index, member.Length),
            1 => text.Insert(member.Index, member.Value + ","),
            2 => text.Remove(value.Index, value.Length).Insert(value.Index, new string('[', random.Next(1, 100))),
            3 => text.Remove(value.Index, value.Length).Insert(value.Index, $"\"{new string('x', random.Next(1, 5_000))}\""),
            _ => text.Remove(value.Index, value.Length).Insert(value.Index, Values[random.Next(Values.Length)]),
        });
    }

    [GeneratedRegex("\"(?<name>[A-Za-z_]+)\":(?<value>\"[^\"]*\"|-?[0-9.]+|true|false|null)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Members();
}
