using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>One CODA record of 128 characters; positions count from 0 (rules 5.1).</summary>
internal readonly ref struct CodaRecord(ReadOnlySpan<char> text, int line)
{
    internal const int Length = 128;
    private readonly ReadOnlySpan<char> text = text;

    internal int Line { get; } = line;

    internal char this[int position] => text[position];

    internal ReadOnlySpan<char> Raw(int start, int length) => text.Slice(start, length);

    internal string Text(int start, int length) => CodaText.Of(text.Slice(start, length).Trim());

    internal DateOnly? Date(int start) => CodaText.Date(text.Slice(start, 6));

    /// <summary>At most nine digits; null when other characters stand there.</summary>
    internal int? Number(int start, int length) => (int?)BankDigits.Read(text.Slice(start, length));

    /// <summary>Fifteen digits of which three decimals; null when other characters stand there.</summary>
    internal decimal? Unsigned(int start) => CodaText.Amount(text.Slice(start, 15));

    /// <summary>Signed, credit positive; nothing needs no sign. Null when the sign or the amount cannot be read.</summary>
    internal decimal? Signed(int sign, int amount) => Unsigned(amount) is not { } value ? null : value == 0m ? 0m : value * Sign(sign);

    /// <summary>0 is credit and 1 debit; anything else is no sign and never taken as credit.</summary>
    internal int? Sign(int position) => text[position] switch { '0' => 1, '1' => -1, _ => null };
}
