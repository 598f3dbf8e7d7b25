using Smart.Shared.Invoicing;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>How a receipt points at something.</summary>
public enum ClueKind
{
    /// <summary>A valid communication in the field made for it.</summary>
    StructuredField,

    /// <summary>An ISO 11649 reference, in the field made for it, that stands for one of ours.</summary>
    CreditorField,

    /// <summary>A valid communication somewhere in free text.</summary>
    FreeText,

    /// <summary>An ISO 11649 reference in free text that stands for one of ours.</summary>
    CreditorInText,

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
public static class ReceiptClues
{
    private const int MostOfAKind = 8;
    private const int MostNumbers = 20;

    /// <summary>What is certain when it is known: the fields made for it, then free text.</summary>
    public static IEnumerable<ReceiptClue> Strong(ReceiptRow receipt)
    {
        if (StructuredCommunication.TryParse(receipt.Structured, out var structured)) yield return new(ClueKind.StructuredField, structured.Digits);
        if (CreditorReference.TryParse(receipt.CreditorReference, out var field) && DigitsOf(field) is { } ours) yield return new(ClueKind.CreditorField, ours);
        foreach (var found in StructuredCommunication.FindIn(receipt.Communication).Take(MostOfAKind)) yield return new(ClueKind.FreeText, found.Digits);
        foreach (var digits in CreditorReference.FindIn(receipt.Communication).Select(DigitsOf).OfType<string>().Take(MostOfAKind)) yield return new(ClueKind.CreditorInText, digits);
    }

    /// <summary>The communications of the invoices named by number in free text, in the order in which they stand there.</summary>
    public static IEnumerable<ReceiptClue> Numbers(ReceiptRow receipt) =>
        NumbersInText.Read(receipt.Communication).Take(MostNumbers).Select(number => new ReceiptClue(ClueKind.InvoiceNumber, number.Reference.Digits));

    /// <summary>What helps a person: invoice numbers in free text, and communications with a slip of the pen.</summary>
    public static IEnumerable<ReceiptClue> Weak(ReceiptRow receipt) =>
        Numbers(receipt).Concat(Misspelt(receipt).Distinct().Take(MostOfAKind).Select(digits => new ReceiptClue(ClueKind.NearMiss, digits)));

    /// <summary>A valid reference in a field made for it, whoever gave it out.</summary>
    public static bool HasFieldReference(ReceiptRow receipt) =>
        StructuredCommunication.TryParse(receipt.Structured, out _) || CreditorReference.TryParse(receipt.CreditorReference, out _);

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

    /// <summary>The communication behind one of our creditor references: its body is the communication, or the invoice number.</summary>
    private static string? DigitsOf(CreditorReference reference)
    {
        if (StructuredCommunication.TryParse(reference.Body, out var communication)) return communication.Digits;
        var digits = reference.Body.TrimStart('I', 'N', 'V', 'F', 'A', 'C', 'T');
        return digits.Length == 10 && InvoiceNumber.TryParse($"{digits[..4]}-{digits[4..]}", out var number) ? number.Reference.Digits : null;
    }

    private static IEnumerable<string> Misspelt(ReceiptRow receipt) =>
        FreeText.TwelveWritten(receipt.Communication)
            .Prepend(receipt.Structured ?? "")
            .Where(digits => digits.Length == StructuredCommunication.Length && digits.All(char.IsAsciiDigit))
            .SelectMany(digits => IsValid(digits) ? [] : NearMisses(digits))
            .Concat(FreeText.LettersForDigits(receipt.Communication).Where(IsValid));

    private static bool IsValid(string digits) => StructuredCommunication.TryParse(digits, out _);

    private static string Replaced(string digits, int index, char digit) => string.Concat(digits.AsSpan(0, index), [digit], digits.AsSpan(index + 1));
}
