namespace Smart.Shared.Payments.Coda;

/// <summary>An account as records 1, 2.3 and 8 write it.</summary>
/// <param name="Number">IBAN, twelve digits of a Belgian number, or a foreign number; without blanks.</param>
/// <param name="Currency">ISO 4217 code; empty when the record names none.</param>
/// <param name="IsOtherStructure">The number is not written in the structure that the record names.</param>
internal readonly record struct CodaAccount(string Number, string Currency, bool IsOtherStructure)
{
    private const int BelgianLength = 12, IbanStart = 4, ShortestIban = 15;
    private const int Field = 34, CurrencyAfterNumber = 18, CurrencyAfterIban = 39;

    /// <summary>
    /// Structure 0, or blank in version 1: twelve digits and currency at 18; 2: IBAN; 1 and 3: foreign, 34 characters, and currency
    /// at 39. Banks leave the structure blank, or name another than they use: what stands there decides.
    /// </summary>
    internal static CodaAccount Of(CodaRecord record, bool isVersion1)
    {
        var field = record.Raw(5, Field).TrimStart();
        var saysNumber = isVersion1 || record[1] is '0' or ' ';
        var isNumber = saysNumber ? !IsIbanLike(field) : IsBelgianNumber(First(field)) && CurrencyAt(record, CurrencyAfterIban).Length == 0;
        return isNumber
            ? new(record.Text(5, BelgianLength), CurrencyAt(record, CurrencyAfterNumber), isNumber != saysNumber)
            : new(Whole(field), CurrencyAt(record, CurrencyAfterIban), isNumber != saysNumber);
    }

    /// <summary>True when record 8 names another account than record 1.</summary>
    internal static bool IsOther(CodaRecord closing, string account)
    {
        var field = closing.Raw(4, Field);
        return !First(field).SequenceEqual(account) && Whole(field) != account;
    }

    /// <summary>
    /// The other side's: an IBAN, the twelve digits of a Belgian number with the currency behind it, or a foreign number, which is kept
    /// whole without its blanks, for its beginning alone may be that of another account.
    /// </summary>
    internal static string Whole(ReadOnlySpan<char> field)
    {
        var first = First(field);
        return first.Length == field.Trim().Length || IsBelgianNumber(first) || (first.Length >= ShortestIban && IsIbanLike(first))
            ? CodaText.Of(first)
            : string.Concat(field.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string CurrencyAt(CodaRecord record, int start)
    {
        var text = record.Text(start, 3).ToUpperInvariant();
        return text.All(char.IsAsciiLetterUpper) ? text : "";
    }

    private static bool IsIbanLike(ReadOnlySpan<char> field) =>
        field.Length >= IbanStart && char.IsAsciiLetterUpper(field[0]) && char.IsAsciiLetterUpper(field[1]) && char.IsAsciiDigit(field[2]) && char.IsAsciiDigit(field[3]);

    private static bool IsBelgianNumber(ReadOnlySpan<char> text) => text.Length == BelgianLength && !text.ContainsAnyExceptInRange('0', '9');

    private static ReadOnlySpan<char> First(ReadOnlySpan<char> field)
    {
        var text = field.Trim();
        var blank = text.IndexOf(' ');
        return blank < 0 ? text : text[..blank];
    }
}
