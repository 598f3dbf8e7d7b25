using System.Text.RegularExpressions;

namespace Smart.Shared.References;

/// <summary>Finds where a structured communication may stand in what a payer typed.</summary>
internal static partial class FreeText
{
    /// <summary>
    /// Groups of whole digit runs that make up twelve valid digits. Account numbers and RF references are taken out first:
    /// twelve digits of a Belgian account number keep the same check and would always pass for a communication.
    /// </summary>
    internal static IEnumerable<string> TwelveDigits(string text)
    {
        var runs = Runs(text);
        for (var first = 0; first < runs.Count; first++)
        {
            var (digits, last) = Join(runs, first);
            if (!StructuredCommunication.TryFromDigits(digits, out _)) continue;
            yield return digits;
            first = last;
        }
    }

    /// <summary>Twelve digits, valid or not, in the groups of a communication or in one run: where one digit may be wrong.</summary>
    internal static IEnumerable<string> TwelveWritten(string text) =>
        Written().Matches(WithoutOthers(text)).Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)));

    /// <summary>A communication in its three groups in which letters stand for the digits they look like: O for 0, I and l for 1.</summary>
    internal static IEnumerable<string> LettersForDigits(string text) =>
        Lettered().Matches(WithoutOthers(text))
            .Where(match => match.Value.Any(char.IsAsciiLetter))
            .Select(match => string.Concat(match.Value.Select(DigitOf).Where(char.IsAsciiDigit)));

    private static MatchCollection Runs(string text) => DigitRun().Matches(WithoutOthers(text));

    private static char DigitOf(char c) => c switch
    {
        'O' or 'o' => '0',
        'I' or 'l' => '1',
        _ => c,
    };

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

    private static string WithoutOthers(string? text) =>
        ForeignAccount().Replace(OtherReference().Replace(text ?? "", "#"), match => HoldsIban(match.Value) ? "#" : match.Value);

    // The groups after an account number may belong to what follows it: any beginning that is an account number counts.
    private static bool HoldsIban(string text) =>
        Enumerable.Range(0, text.Length + 1).Any(length => (length == text.Length || char.IsWhiteSpace(text[length])) && Iban.TryParse(text[..length], out _));

    /// <summary>A whole run of digits; "joined" when at most three separators stand between it and the next run.</summary>
    [GeneratedRegex(@"(?<digits>[0-9]+)(?<joined>[\s/.+*_-]{1,3}(?=[0-9]))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DigitRun();

    [GeneratedRegex(@"(?<![0-9])[0-9]{3}\s?[/. _-]?\s?[0-9]{4}\s?[/. _-]?\s?[0-9]{5}(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<![A-Za-z0-9])[0-9OoIl]{3}[/.][0-9OoIl]{4}[/.][0-9OoIl]{5}(?![A-Za-z0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lettered();

    /// <summary>Belgian account numbers, also in the form they had before the IBAN, and RF references.</summary>
    [GeneratedRegex(
        @"(?<![A-Z0-9])(BE[0-9]{2}([\s.-]?[0-9]{4}){3}|RF[0-9]{2}(\s?[0-9]{4}){1,5})(?![0-9])|(?<![0-9/-])[0-9]{3}-[0-9]{7}-[0-9]{2}(?![0-9/-])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex OtherReference();

    [GeneratedRegex(@"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(\s?[A-Z0-9]{4}){2,7}(\s?[A-Z0-9]{1,3})?(?![A-Z0-9])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ForeignAccount();
}
