using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Smart.Local.Simulation;

namespace Smart.Local.Fuzz;

/// <summary>camt files with tags left out, repeated and nested, values at the edge, entities and encodings that lie.</summary>
public sealed partial class CamtFuzz : BankFileFuzz
{
    private const int LargestDocument = 500_000;
    private static readonly string[] Versions = ["02", "04", "08", "10"];
    private static readonly string[] Values = ["", "0", "-1.00", "1e9", "99999999999999999999", "0.001", "1,00", "NaN", "CRDT", "DBIT", "BOOK", "PDNG", "9999-12-31", "0001-01-01", "2026-05-15T24:00:00Z"];
    private static readonly string[] Tricks =
    [
        "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "<?xml version=\"1.0\"?>", "<x:y/>", "<Amt>1.00</Amt>", "<CdtDbtInd>DBIT</CdtDbtInd>",
        "<Stmt/>", "<Ntry/>", "<Bal/>", "<NtryDtls><TxDtls/><TxDtls/></NtryDtls>",
    ];

    /// <inheritdoc />
    public override string Name => "camt";

    /// <inheritdoc />
    public override byte[] Generate(Random random) =>
        CamtWriter.Write(new CamtKind(random.Next(4) == 0 ? "054" : "053", Versions[random.Next(Versions.Length)]), FuzzStatements.Make(random));

    /// <inheritdoc />
    public override byte[] Mutate(byte[] input, Random random)
    {
        if (random.Next(4) == 0) return FuzzBytes.Any(input, random);
        var text = Encoding.UTF8.GetString(input);
        var elements = Leaf().Matches(text);
        if (elements.Count == 0) return FuzzBytes.Any(input, random);
        var element = elements[random.Next(elements.Count)];
        text = random.Next(8) switch
        {
            0 => text.Remove(element.Index, element.Length),
            1 => text.Insert(element.Index, element.Value),
            2 => text.Remove(element.Groups["value"].Index, element.Groups["value"].Length).Insert(element.Groups["value"].Index, Values[random.Next(Values.Length)]),
            3 => text.Insert(element.Index, Tricks[random.Next(Tricks.Length)]),
            4 => text.Insert(element.Groups["value"].Index, Tricks[random.Next(Tricks.Length)]),
            5 => Swapped(text, element, elements[random.Next(elements.Count)]),
            6 => text.Insert(element.Index, string.Concat(Enumerable.Repeat("<x>", random.Next(1, 200)))),
            _ => text.Replace("encoding=\"utf-8\"", random.Next(2) == 0 ? "encoding=\"utf-16\"" : "encoding=\"windows-1252\"", StringComparison.Ordinal),
        };
        return Encoding.UTF8.GetBytes(text);
    }

    /// <inheritdoc />
    protected override string? Contradiction(FuzzedStatement statement, byte[] input) =>
        statement.IsRepeated ? "A key was there before." : SecondReading(input, statement.Index, statement.Movements);

    /// <summary>Why the entries of the n-th statement do not make a sum; null when they do, or when a plain document cannot read the file.</summary>
    public static string? SecondReading(byte[] input, int index, decimal movements)
    {
        if (Load(input) is not { } document) return null;
        var found = document.Descendants().Where(element => element.Name.LocalName is "Stmt" or "Ntfctn" && element.Parent?.Name.LocalName is "BkToCstmrStmt" or "BkToCstmrDbtCdtNtfctn").ElementAtOrDefault(index);
        if (found is null) return null; // a file of several kinds of statements, one inside the other
        var sum = 0m;
        foreach (var entry in Children(found, "Ntry").Where(entry => Status(entry) == "BOOK"))
        {
            var sign = Only(entry, "CdtDbtInd");
            if (sign is not ("CRDT" or "DBIT")) return "An entry has no sign.";
            if (!decimal.TryParse(Only(entry, "Amt"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) return "An entry has no amount.";
            sum += sign == "CRDT" ? amount : -amount;
        }

        return sum == movements ? null : $"By a second reading the entries make {sum}, not {movements}.";
    }

    private static string Swapped(string text, Match one, Match other)
    {
        var (first, second) = one.Index < other.Index ? (one, other) : (other, one);
        return first.Index == second.Index ? text : $"{text[..first.Index]}{second.Value}{text[(first.Index + first.Length)..second.Index]}{first.Value}{text[(second.Index + second.Length)..]}";
    }

    private static XDocument? Load(byte[] input)
    {
        if (input.Length > LargestDocument) return null;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(input), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (Exception error) when (error is XmlException or ArgumentException or NotSupportedException)
        {
            return null; // what the product forgives (encodings, blanks in front) a document does not
        }
    }

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(child => child.Name.LocalName == name);

    private static string? Only(XElement entry, string name)
    {
        var values = Children(entry, name).Select(Text).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 1 ? values[0] : null;
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().OfType<XText>().Select(text => text.Value)).Trim();

    private static string? Status(XElement entry)
    {
        var values = Children(entry, "Sts").SelectMany(status => Children(status, "Cd").Prepend(status)).Select(Text).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 1 ? values[0] : null;
    }

    [GeneratedRegex("<(?<name>[A-Za-z]+)( [^>]*)?>(?<value>[^<>]*)</\\k<name>>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leaf();
}
