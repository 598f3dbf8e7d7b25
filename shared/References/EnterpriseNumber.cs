namespace Smart.Shared.References;

/// <summary>
/// A Belgian enterprise number: ten digits, the first 0 or 1, the last two 97 minus the remainder of the first eight (rules 3.4).
/// </summary>
public readonly record struct EnterpriseNumber
{
    private readonly string? digits;

    private EnterpriseNumber(string digits) => this.digits = digits;

    /// <summary>The ten digits.</summary>
    public string Digits => digits ?? "";

    /// <summary>The same digits as a VAT number; says nothing of being registered for VAT.</summary>
    public VatNumber VatNumber => digits is null ? default : VatNumber.OfEnterprise(this);

    /// <summary>Reads a number with blanks, dots or hyphens, with or without <c>BE</c>, also in the old form of nine digits.</summary>
    public static bool TryParse(string? text, out EnterpriseNumber number)
    {
        var compact = Mod97.Compact(text, ".-");
        if (compact.StartsWith("BE", StringComparison.Ordinal)) compact = compact[2..];
        if (compact.Length == 9) compact = "0" + compact;
        var valid = compact.Length == 10
            && compact.All(char.IsAsciiDigit)
            && compact[0] is '0' or '1'
            && Mod97.Two(97 - Mod97.Of(compact.AsSpan(0, 8))) == compact[8..];
        number = valid ? new(compact) : default;
        return valid;
    }

    /// <summary>As printed: <c>0403.019.261</c>.</summary>
    public override string ToString() => digits is null ? "" : $"{digits[..4]}.{digits[4..7]}.{digits[7..]}";
}
