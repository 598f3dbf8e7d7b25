namespace Smart.Shared.References;

/// <summary>
/// An international bank account number: the length of its country and ISO 7064 modulo 97; a Belgian one must keep its national
/// check as well (rules 3.3). Accounts of countries outside the registry are refused.
/// </summary>
public readonly record struct Iban
{
    private readonly string? value;

    private Iban(string value) => this.value = value;

    /// <summary>The ISO 3166 code of the country that issued it.</summary>
    public string Country => value?[..2] ?? "";

    /// <summary>True for an account held in Belgium.</summary>
    public bool IsBelgian => Country == "BE";

    /// <summary>Reads an account number; blanks, dots, hyphens and lower case are allowed.</summary>
    public static bool TryParse(string? text, out Iban iban)
    {
        var compact = Mod97.Compact(text, ".-");
        var valid = HasShape(compact) && Mod97.KeepsIso7064(compact) && (!compact.StartsWith("BE", StringComparison.Ordinal) || KeepsBelgianCheck(compact));
        iban = valid ? new(compact) : default;
        return valid;
    }

    /// <summary>The electronic form, without blanks.</summary>
    public override string ToString() => value ?? "";

    /// <summary>The printed form, in groups of four: <c>BE68 5390 0754 7034</c>.</summary>
    public string ToPrintedString() => string.Join(' ', ToString().Chunk(4).Select(group => new string(group)));

    // A remainder of 2 to 98 is written, so 00, 01 and 99 are never issued although they are congruent to digits that are.
    private static bool HasShape(string text) =>
        text.Length > 4
        && IbanCountries.LengthOf(text[..2]) == text.Length
        && text.All(char.IsAsciiLetterOrDigit)
        && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3])
        && text[2..4] is not ("00" or "01" or "99");

    private static bool KeepsBelgianCheck(string text) =>
        text[4..].All(char.IsAsciiDigit) && Mod97.BelgianDigits(text.AsSpan(4, 10)) == text[14..];
}
