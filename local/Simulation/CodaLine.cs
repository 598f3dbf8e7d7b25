namespace Smart.Local.Simulation;

/// <summary>One record of 128 characters, filled field by field; positions count from 0.</summary>
internal sealed class CodaLine
{
    private readonly char[] text = new char[128];

    internal CodaLine(char record)
    {
        Array.Fill(text, ' ');
        text[0] = record;
    }

    internal CodaLine Put(int start, string value) => Put(start, value, value.Length);

    /// <summary>Cuts a value that is longer than its field; control characters become blanks, for they would break the line.</summary>
    internal CodaLine Put(int start, string value, int length)
    {
        for (var i = 0; i < Math.Min(value.Length, length); i++) text[start + i] = char.IsControl(value[i]) ? ' ' : value[i];
        return this;
    }

    public override string ToString() => new(text);
}
