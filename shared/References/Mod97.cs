namespace Smart.Shared.References;

/// <summary>The remainder modulo 97 on which all Belgian and ISO 7064 references rest; letters count A=10 to Z=35.</summary>
internal static class Mod97
{
    /// <summary>The remainder of upper-case letters and digits read as one number.</summary>
    internal static int Of(ReadOnlySpan<char> text)
    {
        var remainder = 0;
        foreach (var c in text)
        {
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }

    /// <summary>True when the text keeps ISO 7064 with its first four characters moved to the end (IBAN, RF).</summary>
    internal static bool KeepsIso7064(string text) => Of(text[4..] + text[..4]) == 1;

    /// <summary>The two check digits of a text whose four-character head has 00 in their place.</summary>
    internal static string Iso7064Digits(string body, string prefix) => Two(98 - Of(body + prefix + "00"));

    /// <summary>The Belgian check digits: the remainder itself, 97 in the place of 0.</summary>
    internal static string BelgianDigits(ReadOnlySpan<char> digits) => Two(Of(digits) is var r and not 0 ? r : 97);

    /// <summary>True when digits end with the Belgian check digits of those before them.</summary>
    internal static bool KeepsBelgian(ReadOnlySpan<char> digits) => (Of(digits[..^2]) is var r and not 0 ? r : 97) == ((digits[^2] - '0') * 10) + digits[^1] - '0';

    /// <summary>Two digits with a leading zero.</summary>
    internal static string Two(int value) => value.ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The text in upper case without the separators that people write.</summary>
    internal static string Compact(string? text, string separators) =>
        string.Concat((text ?? "").Where(c => !separators.Contains(c) && !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant));
}
