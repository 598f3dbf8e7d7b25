using FsCheck;
using FsCheck.Fluent;

namespace Smart.Shared.Tests;

/// <summary>States a property over generated values; a failure names the smallest counterexample.</summary>
internal static class Properties
{
    public static void Hold<T>(Gen<T> values, Func<T, bool> property) =>
        Check.QuickThrowOnFailure(Prop.ForAll(values.ToArbitrary(), property));

    public static Gen<DateOnly> Days(DateOnly from, DateOnly to) =>
        Gen.Choose(from.DayNumber, to.DayNumber).Select(DateOnly.FromDayNumber);

    public static Gen<string> Digits(int count) =>
        Gen.Choose(0, 9).ListOf(count).Select(digits => string.Concat(digits));

    /// <summary>The text with one digit replaced by another, wherever a digit stands from the position on.</summary>
    public static Gen<string> OneDigitChanged(string text, int from = 0)
    {
        int[] positions = [.. Enumerable.Range(from, text.Length - from).Where(i => char.IsAsciiDigit(text[i]))];
        return from index in Gen.Elements(positions)
               from step in Gen.Choose(1, 9)
               select text[..index] + (char)('0' + ((text[index] - '0' + step) % 10)) + text[(index + 1)..];
    }
}
