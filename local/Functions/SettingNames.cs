using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Smart.Local.Functions;

/// <summary>Puts the values of settings where an attribute names them as <c>%Name%</c>.</summary>
internal static partial class SettingNames
{
    /// <summary>The text with its settings filled in; <see cref="InvalidOperationException"/> when one is missing.</summary>
    /// <param name="text">Text of an attribute.</param>
    /// <param name="settings">The settings; <c>__</c> and <c>:</c> both separate levels.</param>
    public static string Resolve(string text, IConfiguration settings)
        => Name().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            return settings[name.Replace("__", ":", StringComparison.Ordinal)]
                   ?? throw new InvalidOperationException($"The setting '{name}', named in '{text}', has no value.");
        });

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
