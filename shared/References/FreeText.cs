using System.Text.RegularExpressions;

namespace Smart.Shared.References;

/// <summary>Finds where a structured communication may stand in what a payer typed.</summary>
internal static partial class FreeText
{
    /// <summary>
    /// Groups of whole digit runs that make up twelve valid digits. Belgian account numbers and RF references are taken out first:
    /// twelve digits of a Belgian IBAN keep the same check and would always pass for a communication.
    /// </summary>
    internal static IEnumerable<string> TwelveDigits(string text)
    {
        var runs = DigitRun().Matches(OtherReference().Replace(text ?? "", "#"));
        for (var first = 0; first < runs.Count; first++)
        {
            var (digits, last) = Join(runs, first);
            if (!StructuredCommunication.TryFromDigits(digits, out _)) continue;
            yield return digits;
            first = last;
        }
    }

    private static (string Digits, int Last) Join(MatchCollection runs, int first)
    {
        var digits = runs[first].Groups["digits"].Value;
        var last = first;
        while (digits.Length < StructuredCommunication.Length && last + 1 < runs.Count && runs[last].Groups["joined"].Success)
        {
            digits += runs[++last].Groups["digits"].Value;
        }

        return (digits, last);
    }

    /// <summary>A whole run of digits; "joined" when at most three separators stand between it and the next run.</summary>
    [GeneratedRegex(@"(?<digits>[0-9]+)(?<joined>[\s/.+*]{1,3}(?=[0-9]))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DigitRun();

    [GeneratedRegex(@"(?<![A-Z0-9])(BE[0-9]{2}(\s?[0-9]{4}){3}|RF[0-9]{2}(\s?[0-9]{4}){1,5})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex OtherReference();
}
