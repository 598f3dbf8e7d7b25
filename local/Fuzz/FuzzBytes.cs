namespace Smart.Local.Fuzz;

/// <summary>Ways to spoil bytes of any kind. Each returns new bytes.</summary>
public static class FuzzBytes
{
    private static readonly byte[][] Breaks = [[0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xC3, 0x28], [0xE2, 0x82], [0x00], [0x1A], [0xF0, 0x9F, 0x92, 0xA9], [0x81]];

    /// <summary>One of the ways below, at random.</summary>
    public static byte[] Any(byte[] input, Random random) => random.Next(6) switch
    {
        0 => Flip(input, random),
        1 => Cut(input, random),
        2 => Repeat(input, random),
        3 => Drop(input, random),
        4 => Insert(input, random.Next(input.Length + 1), Breaks[random.Next(Breaks.Length)]),
        _ => Swap(input, random),
    };

    /// <summary>Changes a few bytes.</summary>
    public static byte[] Flip(byte[] input, Random random)
    {
        if (input.Length == 0) return [(byte)random.Next(256)];
        var bytes = input.ToArray();
        for (var count = random.Next(1, 8); count > 0; count--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    /// <summary>Ends early.</summary>
    public static byte[] Cut(byte[] input, Random random) => input[..random.Next(input.Length + 1)];

    /// <summary>Says a part twice.</summary>
    public static byte[] Repeat(byte[] input, Random random)
    {
        var (from, to) = Part(input, random);
        return [.. input[..to], .. input[from..]];
    }

    /// <summary>Leaves a part out.</summary>
    public static byte[] Drop(byte[] input, Random random)
    {
        var (from, to) = Part(input, random);
        return [.. input[..from], .. input[to..]];
    }

    /// <summary>Puts bytes in.</summary>
    public static byte[] Insert(byte[] input, int at, ReadOnlySpan<byte> bytes) => [.. input[..at], .. bytes, .. input[at..]];

    /// <summary>Turns two halves of a part round.</summary>
    public static byte[] Swap(byte[] input, Random random)
    {
        var (from, to) = Part(input, random);
        var middle = from + random.Next(to - from + 1);
        return [.. input[..from], .. input[middle..to], .. input[from..middle], .. input[to..]];
    }

    private static (int From, int To) Part(byte[] input, Random random)
    {
        var from = random.Next(input.Length + 1);
        return (from, from + random.Next(Math.Min(input.Length - from, 400) + 1));
    }
}
