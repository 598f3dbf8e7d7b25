using System.Globalization;

namespace Smart.Shared.References;

/// <summary>
/// The Belgian structured communication of a payment: ten digits and their remainder modulo 97, where 0 is written 97 (rules 3.1).
/// </summary>
/// <remarks>The default value stands for no communication and has no digits.</remarks>
public readonly record struct StructuredCommunication
{
    /// <summary>The number of digits, check digits included.</summary>
    public const int Length = 12;

    private const string Separators = "+*/.";
    private readonly string? digits;

    private StructuredCommunication(string digits) => this.digits = digits;

    /// <summary>The twelve digits, leading zeros kept.</summary>
    public string Digits => digits ?? "";

    /// <summary>The communication of a number of one to ten digits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero (its check digits pass, but banks and people take it for empty), negative, or over ten digits.</exception>
    public static StructuredCommunication FromBase(long base10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(base10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(base10, 9_999_999_999);
        var text = base10.ToString("0000000000", CultureInfo.InvariantCulture);
        return new(text + Mod97.BelgianDigits(text));
    }

    /// <summary>
    /// Reads exactly twelve digits with valid check digits, written with any of <c>+ * / .</c> and blanks; stars and plus signs do not mix.
    /// </summary>
    public static bool TryParse(string? text, out StructuredCommunication communication)
    {
        communication = default;
        if (text is { Length: Length } && TryFromDigits(text, out communication)) return true;
        if (text is null || (text.Contains('+') && text.Contains('*'))) return false;
        return TryFromDigits(Mod97.Compact(text, Separators), out communication);
    }

    /// <summary>The distinct valid communications in free text, in any spelling, in the order in which they stand there.</summary>
    public static IEnumerable<StructuredCommunication> FindIn(string freeText) =>
        FreeText.TwelveDigits(freeText)
            .Select(found => TryFromDigits(found, out var communication) ? communication : default)
            .Where(communication => communication != default)
            .Distinct();

    /// <summary>As printed: <c>+++010/8068/17183+++</c>.</summary>
    public override string ToString() => digits is null ? "" : $"+++{digits[..3]}/{digits[3..7]}/{digits[7..]}+++";

    internal static bool TryFromDigits(string text, out StructuredCommunication communication)
    {
        var valid = text.Length == Length && !text.AsSpan().ContainsAnyExceptInRange('0', '9') && Mod97.KeepsBelgian(text);
        communication = valid ? new(text) : default;
        return valid;
    }
}
