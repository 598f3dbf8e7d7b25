using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Smart.Shared.References;

/// <summary>
/// The name of a person or firm as one compares it: no case, diacritics, punctuation, legal form or form of address, words in any order.
/// </summary>
public static class PartyName
{
    /// <summary>Characters of a name that the oldest bank files keep; a longer name may have been cut there.</summary>
    private const int ShortestCut = 26;

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "SA", "NV", "SRL", "BV", "SPRL", "BVBA", "ASBL", "VZW", "AISBL", "IVZW", "SC", "CV", "SCRL", "CVBA", "SNC", "VOF", "SCS", "COMMV", "SE", "GMBH", "AG",
        "LTD", "LLC", "INC", "SARL", "SAS", "PLC", "ETS", "M", "MR", "MME", "MLLE", "DHR", "MEVR", "MEVROUW", "MONSIEUR", "MADAME",
    };

    // By a table and not by normalisation, which needs data that not every machine has: a hash must be the same everywhere.
    private static readonly Dictionary<char, string> Plainly = Table(
        "A ÀÁÂÃÄÅĀĂĄ", "C ÇĆĈĊČ", "D ĎĐ", "E ÈÉÊËĒĔĖĘĚ", "G ĜĞĠĢ", "H ĤĦ", "I ÌÍÎÏĨĪĬĮİ", "J Ĵ", "K Ķ", "L ĹĻĽĿŁ", "N ÑŃŅŇ", "O ÒÓÔÕÖØŌŎŐ", "R ŔŖŘ", "S ŚŜŞŠȘ",
        "T ŢŤŦȚ", "U ÙÚÛÜŨŪŬŮŰŲ", "W Ŵ", "Y ÝŶŸ", "Z ŹŻŽ", "AE Æ", "OE Œ", "SS ß", "ET &");

    /// <summary>The words that count, in order of the alphabet; empty for a name without any.</summary>
    public static string Normalised(string? name) => string.Join(' ', Words(name).Order(StringComparer.Ordinal));

    /// <summary>True when both have the same words that count, and at least one.</summary>
    public static bool AreEqual(string? one, string? other) => Normalised(one) is { Length: > 0 } words && words == Normalised(other);

    /// <summary>True when two thirds of the words agree, and at least two; or when one is the beginning of the other, cut by a bank file.</summary>
    public static bool AreAlike(string? one, string? other)
    {
        var (first, second) = (Words(one).Distinct().ToList(), Words(other).Distinct().ToList());
        var common = first.Intersect(second).Count();
        if (common >= 2 && common * 3 >= Math.Max(first.Count, second.Count) * 2) return true;
        var (shorter, longer) = (one?.Length ?? 0) <= (other?.Length ?? 0) ? (one, other) : (other, one);
        return shorter?.Trim().Length >= ShortestCut && string.Join(' ', Words(longer)).StartsWith(string.Join(' ', Words(shorter)), StringComparison.Ordinal);
    }

    /// <summary>SHA-256 of the normalised name, lower-case hexadecimal; null for a name without words that count.</summary>
    public static string? Hash(string? name) =>
        Normalised(name) is { Length: > 0 } words ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words))) : null;

    private static IReadOnlyList<string> Words(string? name) =>
        [.. Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Silent.Contains(word))];

    private static string Plain(string? name)
    {
        var plain = new StringBuilder();
        foreach (var c in name ?? "")
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c == '.') continue;
            var upper = char.ToUpperInvariant(c);
            if (Plainly.TryGetValue(upper, out var letters)) plain.Append(letters);
            else plain.Append(char.IsLetterOrDigit(upper) ? upper : ' ');
        }

        return plain.ToString();
    }

    private static Dictionary<char, string> Table(params ReadOnlySpan<string> lines)
    {
        var table = new Dictionary<char, string>();
        foreach (var line in lines)
        {
            var parts = line.Split(' ');
            foreach (var c in parts[1]) table[c] = parts[0] == "ET" ? " ET " : parts[0];
        }

        return table;
    }
}
