namespace Smart.Local.Fuzz;

/// <summary>A webhook as one input: lines of text, then the body.</summary>
internal static class FuzzDelivery
{
    /// <summary>Puts lines and body together.</summary>
    internal static byte[] Join(byte[] body, params ReadOnlySpan<string> lines)
    {
        var bytes = new List<byte>();
        foreach (var line in lines)
        {
            bytes.AddRange(System.Text.Encoding.Latin1.GetBytes(line));
            bytes.Add((byte)'\n');
        }

        return [.. bytes, .. body];
    }

    /// <summary>Takes them apart again; of a spoilt input lines may be missing.</summary>
    internal static (string[] Lines, byte[] Body) Split(byte[] input, int count)
    {
        var lines = new string[count];
        ReadOnlySpan<byte> rest = input;
        for (var index = 0; index < count; index++)
        {
            var end = rest.IndexOf((byte)'\n');
            lines[index] = System.Text.Encoding.Latin1.GetString(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return (lines, rest.ToArray());
    }
}
