using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Smart.Shared.References;

/// <summary>
/// A VAT identification number of the European Union. A Belgian one must be a valid enterprise number; of other countries only the
/// shape is checked, for their registers know more than their check digits.
/// </summary>
public readonly record struct VatNumber
{
    /// <summary>The shapes after the country prefix, by prefix (EL is Greece, XI Northern Ireland).</summary>
    private static readonly FrozenDictionary<string, string> Shapes = new Dictionary<string, string>
    {
        ["AT"] = "U[0-9]{8}",
        ["BG"] = "[0-9]{9,10}",
        ["CY"] = "[0-9]{8}[A-Z]",
        ["CZ"] = "[0-9]{8,10}",
        ["DE"] = "[0-9]{9}",
        ["DK"] = "[0-9]{8}",
        ["EE"] = "[0-9]{9}",
        ["EL"] = "[0-9]{9}",
        ["ES"] = "([A-Z][0-9]{7}[A-Z0-9]|[0-9]{8}[A-Z])",
        ["FI"] = "[0-9]{8}",
        ["FR"] = "[A-HJ-NP-Z0-9]{2}[0-9]{9}",
        ["HR"] = "[0-9]{11}",
        ["HU"] = "[0-9]{8}",
        ["IE"] = "([0-9][A-Z0-9+*][0-9]{5}[A-Z]|[0-9]{7}[A-W][A-I])",
        ["IT"] = "[0-9]{11}",
        ["LT"] = "([0-9]{9}|[0-9]{12})",
        ["LU"] = "[0-9]{8}",
        ["LV"] = "[0-9]{11}",
        ["MT"] = "[0-9]{8}",
        ["NL"] = "[0-9]{9}B[0-9]{2}",
        ["PL"] = "[0-9]{10}",
        ["PT"] = "[0-9]{9}",
        ["RO"] = "[0-9]{2,10}",
        ["SE"] = "[0-9]{10}01",
        ["SI"] = "[0-9]{8}",
        ["SK"] = "[0-9]{10}",
        ["XI"] = "([0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})",
    }.ToFrozenDictionary();

    private readonly string? value;

    private VatNumber(string value) => this.value = value;

    /// <summary>The two letters in front: the country, EL for Greece.</summary>
    public string Prefix => value?[..2] ?? "";

    /// <summary>True for a Belgian number.</summary>
    public bool IsBelgian => Prefix == "BE";

    /// <summary>Reads a number with its country prefix; blanks, dots, hyphens and lower case are allowed, GR is read as EL.</summary>
    public static bool TryParse(string? text, out VatNumber number)
    {
        number = default;
        var compact = Mod97.Compact(text, ".-");
        if (compact.StartsWith("GR", StringComparison.Ordinal)) compact = "EL" + compact[2..];
        if (compact.Length < 3) return false;
        if (compact.StartsWith("BE", StringComparison.Ordinal))
        {
            if (!EnterpriseNumber.TryParse(compact, out var enterprise)) return false;
            number = OfEnterprise(enterprise);
            return true;
        }

        if (!HasShape(compact)) return false;
        number = new(compact);
        return true;
    }

    /// <summary>As written on an invoice: <c>BE0403019261</c>.</summary>
    public override string ToString() => value ?? "";

    internal static VatNumber OfEnterprise(EnterpriseNumber number) => new("BE" + number.Digits);

    private static bool HasShape(string text) =>
        Shapes.TryGetValue(text[..2], out var shape)
        && Regex.IsMatch(text[2..], $"^{shape}$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
