using System.Globalization;

namespace Smart.Local.Timers;

/// <summary>The values that one field of a schedule allows, as bits.</summary>
internal readonly record struct CronField(ulong Bits)
{
    public bool Contains(int value) => (Bits >> value & 1) != 0;

    /// <summary>The smallest allowed value not below the given one; null when there is none.</summary>
    public int? AtLeast(int value)
    {
        var rest = value > 63 ? 0 : Bits >> value;
        return rest == 0 ? null : value + System.Numerics.BitOperations.TrailingZeroCount(rest);
    }

    public static CronField Parse(string text, int min, int max, string[] names)
    {
        ulong bits = 0;
        foreach (var part in text.Split(','))
        {
            var (from, to, step) = Range(part, min, max, names);
            for (var value = from; value <= to; value += step)
                bits |= 1UL << value;
        }

        return new CronField(bits);
    }

    private static (int From, int To, int Step) Range(string part, int min, int max, string[] names)
    {
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var step = slash < 0 ? 1 : Number(part[(slash + 1)..], 1, max, part);
        var range = slash < 0 ? part : part[..slash];
        if (range == "*")
            return (min, max, step);
        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0)
        {
            var (from, to) = (Value(range[..dash], min, max, names), Value(range[(dash + 1)..], min, max, names));
            return from <= to ? (from, to, step) : throw new FormatException($"The range '{part}' of a timer schedule runs backwards.");
        }

        var single = Value(range, min, max, names);
        return (single, slash < 0 ? single : max, step);
    }

    private static int Value(string text, int min, int max, string[] names)
    {
        var named = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return named >= 0 ? named + min : Number(text, min, max, text);
    }

    private static int Number(string text, int min, int max, string part)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new FormatException($"'{part}' in a timer schedule is not a value from {min} to {max}.");
}
