using System.Text.RegularExpressions;
using Smart.Shared.Invoicing;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>How a receipt points at something.</summary>
public enum ClueKind
{
    /// <summary>A valid communication in the field made for it.</summary>
    StructuredField,

    /// <summary>A valid communication somewhere in free text.</summary>
    FreeText,

    /// <summary>An invoice number in free text.</summary>
    InvoiceNumber,

    /// <summary>A communication that would be valid with one digit changed or two neighbours swapped.</summary>
    NearMiss,
}

/// <summary>One pointer.</summary>
/// <param name="Kind">How it points.</param>
/// <param name="Digits">The twelve digits to look up.</param>
public sealed record ReceiptClue(ClueKind Kind, string Digits);

/// <summary>Reads what a payer wrote; a bounded number of clues, whatever the text.</summary>
public static partial class ReceiptClues
{
    private const int MostOfAKind = 8;

    /// <summary>What is certain when it is known: the structured field, then free text.</summary>
    public static IEnumerable<ReceiptClue> Strong(ReceiptRow receipt)
    {
        if (StructuredCommunication.TryParse(receipt.Structured, out var structured)) yield return new(ClueKind.StructuredField, structured.Digits);
        foreach (var found in StructuredCommunication.FindIn(receipt.Communication).Take(MostOfAKind)) yield return new(ClueKind.FreeText, found.Digits);
    }

    /// <summary>What helps a person: invoice numbers in free text, and communications with a slip of the pen.</summary>
    public static IEnumerable<ReceiptClue> Weak(ReceiptRow receipt)
    {
        var numbers = NumberInText().Matches(receipt.Communication)
            .Select(match => $"{match.Groups["year"].Value}-{match.Groups["ordinal"].Value}")
            .Where(text => InvoiceNumber.TryParse(text, out _)).Distinct().Take(MostOfAKind);
        foreach (var number in numbers) yield return new(ClueKind.InvoiceNumber, InvoiceNumber.Parse(number).Reference.Digits);
        foreach (var digits in Misspelt(receipt).Distinct().Take(MostOfAKind)) yield return new(ClueKind.NearMiss, digits);
    }

    /// <summary>The valid communications one changed digit or one swap of neighbours away.</summary>
    public static IEnumerable<string> NearMisses(string digits)
    {
        for (var i = 0; i < digits.Length; i++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                if (digit != digits[i] && IsValid(Replaced(digits, i, digit))) yield return Replaced(digits, i, digit);
            }

            if (i + 1 == digits.Length || digits[i] == digits[i + 1]) continue;
            var swapped = Replaced(Replaced(digits, i, digits[i + 1]), i + 1, digits[i]);
            if (IsValid(swapped)) yield return swapped;
        }
    }

    private static IEnumerable<string> Misspelt(ReceiptRow receipt) =>
        TwelveInText().Matches(receipt.Communication).Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)))
            .Prepend(receipt.Structured ?? "")
            .Where(digits => digits.Length == StructuredCommunication.Length && digits.All(char.IsAsciiDigit) && !IsValid(digits))
            .SelectMany(NearMisses);

    private static bool IsValid(string digits) => StructuredCommunication.TryParse(digits, out _);

    private static string Replaced(string digits, int index, char digit) => string.Concat(digits.AsSpan(0, index), [digit], digits.AsSpan(index + 1));

    [GeneratedRegex(@"(?<![0-9])(?<year>20[0-9]{2})[-/ ]?(?<ordinal>[0-9]{6})(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberInText();

    [GeneratedRegex(@"(?<![0-9])[0-9]{3}[/. ]?[0-9]{4}[/. ]?[0-9]{5}(?![0-9])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TwelveInText();
}
