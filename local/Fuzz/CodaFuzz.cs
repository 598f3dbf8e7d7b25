using System.Globalization;
using System.Text;
using Smart.Local.Simulation;

namespace Smart.Local.Fuzz;

/// <summary>CODA files with records cut, swapped, repeated and left out, and fields at the edge.</summary>
public sealed class CodaFuzz : BankFileFuzz
{
    private static readonly string[] Numbers = ["000000000000000", "999999999999999", "               ", "-00000000000001", "00000000000000A"];

    /// <inheritdoc />
    public override string Name => "coda";

    /// <inheritdoc />
    public override byte[] Generate(Random random) => [.. FuzzStatements.Make(random).SelectMany(CodaWriter.Write)];

    /// <inheritdoc />
    public override byte[] Mutate(byte[] input, Random random)
    {
        if (random.Next(3) == 0) return FuzzBytes.Any(input, random);
        var lines = Encoding.Latin1.GetString(input).Split("\r\n").ToList();
        if (lines.Count < 3) return FuzzBytes.Any(input, random);
        var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(7))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(other, lines[at]); break;
            case 2: (lines[at], lines[other]) = (lines[other], lines[at]); break;
            case 3: lines[at] = lines[at][..random.Next(lines[at].Length + 1)]; break;
            case 4: lines[at] = Put(lines[at], random.Next(128), Numbers[random.Next(Numbers.Length)]); break;
            case 5: lines[at] = Put(lines[at], random.Next(3) switch { 0 => 31, 1 => 41, _ => 42 }, " "); break;
            default: lines[at] = Put(lines[at], random.Next(128), ((char)random.Next(32, 127)).ToString()); break;
        }

        return Encoding.Latin1.GetBytes(string.Join(random.Next(4) == 0 ? "\n" : "\r\n", lines));
    }

    /// <inheritdoc />
    protected override string? Contradiction(FuzzedStatement statement, byte[] input)
    {
        if (input.AsSpan().ContainsAnyExceptInRange((byte)10, (byte)126)) return null; // in which encoding it is, is not for a simple reader
        var lines = Encoding.ASCII.GetString(input).Split('\n').Skip(statement.Header.Line - 1).Select(line => line.TrimEnd('\r').PadRight(128)).ToList();
        if (Signed(lines[0], 42) is not { } balance) return "The old balance has no sign, or is no number.";
        var (debits, credits, end) = (0m, 0m, (decimal?)null);
        var last = "";
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith("21", StringComparison.Ordinal) && (line.AsSpan(6, 4) is not "0000" || IsDetailAfter9999(line, last))) last = line;
            else if (line.StartsWith("21", StringComparison.Ordinal))
            {
                last = line;
                if (Signed(line, 31) is not { } amount) return "A movement has no sign, or is no number.";
                if (amount < 0) debits -= amount;
                else credits += amount;
            }
            else if (line[0] == '8') end = Signed(line, 41);
            else if ((line[0] == '9' || IsNext(line, end)) && end != balance + credits - debits) return $"By a second reading {balance} + {credits} - {debits} is not the new balance.";
            else if (IsNext(line, end)) return null; // the totals of several statements under one trailer are those of all
            else if (line[0] == '9') return Unsigned(line, 22) == debits && Unsigned(line, 37) == credits ? null : "By a second reading the totals differ.";
            else if (line[0] is '0' or '1') return "The statement has no trailer.";
        }

        return "The statement has no end.";
    }

    /// <summary>Behind a detail another one of the same total, by its type, whose number began again.</summary>
    private static bool IsDetailAfter9999(string line, string last) =>
        last.Length > 0 && last.AsSpan(6, 4) is not "0000" && last.AsSpan(2, 4).SequenceEqual(line.AsSpan(2, 4)) && line[53] is >= '5' and <= '9';

    /// <summary>The head of another statement behind the new balance of this one: both have one trailer.</summary>
    private static bool IsNext(string line, decimal? end) => line[0] == '1' && end is not null;

    private static string Put(string line, int at, string text) => at + text.Length > line.Length ? line : line.Remove(at, text.Length).Insert(at, text);

    private static decimal? Signed(string line, int at) => line[at] switch { '0' => Unsigned(line, at + 1), '1' => -Unsigned(line, at + 1), _ => null };

    private static decimal? Unsigned(string line, int at) => decimal.TryParse(line.AsSpan(at, 15), NumberStyles.None, CultureInfo.InvariantCulture, out var thousandths) ? thousandths / 1000m : null;
}
