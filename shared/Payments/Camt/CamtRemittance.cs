using System.Text;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Camt;

/// <summary>What the payer wrote: free texts one after another, and references (rules 5.2).</summary>
internal sealed class CamtRemittance
{
    private const int Longest = 4000;
    private readonly StringBuilder text = new();
    private readonly List<string> digits = [];
    private string? creditorReference;

    internal string Code { get; set; } = "";

    internal string Proprietary { get; set; } = "";

    internal string Issuer { get; set; } = "";

    internal string Reference { get; set; } = "";

    /// <summary>Twelve digits, when the file gives one such reference: of several none is the reference of the whole amount.</summary>
    internal string? Digits => digits.Count == 1 ? digits[0] : null;

    internal string? CreditorReference => digits.Count == 0 ? creditorReference : null;

    /// <summary>The free texts, and the references that stand nowhere else.</summary>
    internal string Text => digits.Count > 1 || (digits.Count == 1 && creditorReference is not null)
        ? string.Join(' ', new[] { text.ToString() }.Concat(digits.Count > 1 ? digits : []).Append(creditorReference ?? "").Where(part => part.Length > 0))
        : text.ToString();

    internal void Say(string part)
    {
        if (BankReferences.Given(part) is null || text.Length > Longest) return;
        if (text.Length > 0) text.Append(' ');
        text.Append(part.AsSpan(0, Math.Min(part.Length, Longest)));
    }

    /// <summary>A structured reference ends: the bank's word that it is one is no proof, its check digits are judged later.</summary>
    internal void EndReference()
    {
        if (TwelveDigits() is { } found)
        {
            if (!digits.Contains(found, StringComparer.Ordinal)) Keep(found);
        }
        else if (creditorReference is null && References.CreditorReference.TryParse(Reference, out var parsed)) creditorReference = parsed.ToString();
        else if (Reference.Length > 0 && creditorReference != Reference) Say(Reference);
        (Code, Proprietary, Issuer, Reference) = ("", "", "", "");
    }

    private static bool IsBelgian(string text) => text.Equals("BBA", StringComparison.OrdinalIgnoreCase) || text.Equals("OGM", StringComparison.OrdinalIgnoreCase) || text.Equals("VCS", StringComparison.OrdinalIgnoreCase);

    private void Keep(string found)
    {
        if (digits.Count < 100) digits.Add(found);
    }

    /// <summary>Issued by the Belgian banks, or a creditor reference whose check digits prove what it is.</summary>
    private string? TwelveDigits()
    {
        var isBelgian = IsBelgian(Issuer) || IsBelgian(Proprietary);
        if (Reference.Length == StructuredCommunication.Length && isBelgian && Reference.All(char.IsAsciiDigit)) return Reference;
        if (StructuredCommunication.TryParse(Reference, out var valid) && (isBelgian || Code is "SCOR" or "")) return valid.Digits;
        if (!isBelgian) return null;
        var compact = string.Concat(Reference.Where(character => !"+*/. ".Contains(character, StringComparison.Ordinal)));
        return compact.Length == StructuredCommunication.Length && compact.All(char.IsAsciiDigit) ? compact : null;
    }
}
