using System.Text.RegularExpressions;

namespace Smart.Shared.References;

/// <summary>The ISO 11649 creditor reference: <c>RF</c>, two check digits and 1 to 21 letters or digits (rules 3.2).</summary>
public readonly partial record struct CreditorReference
{
    private const int MaximumLength = 25;
    private readonly string? value;

    private CreditorReference(string value) => this.value = value;

    /// <summary>What follows the check digits.</summary>
    public string Body => value?[4..] ?? "";

    /// <summary>The reference of a body of 1 to 21 letters and digits; lower case is raised.</summary>
    /// <exception cref="ArgumentException">The body is empty, too long, or has other characters.</exception>
    public static CreditorReference FromBody(string body)
    {
        var text = Mod97.Compact(body, "");
        if (text.Length is 0 or > MaximumLength - 4 || !text.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("A creditor reference holds 1 to 21 letters and digits.", nameof(body));
        return new($"RF{Mod97.Iso7064Digits(text, "RF")}{text}");
    }

    /// <summary>Reads a reference, blanks and lower case allowed; at most 25 characters without blanks.</summary>
    public static bool TryParse(string? text, out CreditorReference reference)
    {
        var compact = Mod97.Compact(text, "");
        var valid = compact.Length is > 4 and <= MaximumLength && Shape().IsMatch(compact) && Mod97.KeepsIso7064(compact);
        reference = valid ? new(compact) : default;
        return valid;
    }

    /// <summary>The distinct valid references in free text, whole or printed in groups of four.</summary>
    public static IEnumerable<CreditorReference> FindIn(string freeText) =>
        Candidate().Matches(freeText ?? "")
            .Select(match => Longest(match.Value))
            .Where(reference => reference != default)
            .Distinct();

    /// <summary>Without blanks, as it travels.</summary>
    public override string ToString() => value ?? "";

    private static CreditorReference Longest(string candidate)
    {
        for (var end = candidate.Length; end > 0; end = candidate.LastIndexOfAny([' ', '\t'], end - 1))
        {
            if (TryParse(candidate[..end], out var reference)) return reference;
        }

        return default;
    }

    [GeneratedRegex("^RF[0-9]{2}[A-Z0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"(?<![A-Z0-9])RF[0-9]{2}([A-Z0-9]{1,21}|([ \t][A-Z0-9]{4}){0,5}([ \t][A-Z0-9]{1,4})?)(?![A-Z0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Candidate();
}
