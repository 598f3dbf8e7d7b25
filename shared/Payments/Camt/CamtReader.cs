using System.Runtime.CompilerServices;
using System.Xml;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>
/// Walks through an XML file, forward only and in constant memory: no document type, no entities of its own, nothing fetched, limits
/// on depth, on attributes and on the length of every piece.
/// </summary>
internal sealed class CamtReader : IDisposable
{
    private const int MaximumDepth = 64, MaximumAttributes = 64, MaximumText = 2000, MaximumCurrency = 10;
    private readonly Queue<BankFileItem> output = new();
    private readonly Stack<CamtElement> open = new();
    private readonly CamtParser parser;
    private readonly CamtSource source;
    private readonly XmlReader xml;
    private readonly IXmlLineInfo position;
    private string rootElement = "", rootNamespace = "", text = "", currency = "";
    private int skipped;

    private CamtReader(CamtSource source)
    {
        (this.source, parser) = (source, new(output));
        var names = new NameTable();
        AddNames(names, CamtLayout.Message);
        xml = XmlReader.Create(source, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            NameTable = names,
            CloseInput = false,
            IgnoreWhitespace = true,
            CheckCharacters = false, // a reference to a control character spoils a text, not the money
        });
        position = (IXmlLineInfo)xml;
    }

    /// <summary>Reads from a stream whose first bytes were read already.</summary>
    internal static async IAsyncEnumerable<BankFileItem> ReadAsync(ReadOnlyMemory<byte> start, Stream rest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var characters = new CamtSource(start, rest);
        await characters.FillAsync(cancellationToken);
        using var reader = new CamtReader(characters);
        while (!reader.parser.Ended)
        {
            if (characters.IsLow) await characters.FillAsync(cancellationToken);
            reader.Advance();
            while (reader.output.TryDequeue(out var item)) yield return item;
        }
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Reads until there is something to put out or characters to fetch.</summary>
    private void Advance()
    {
        try
        {
            while (output.Count == 0 && !source.IsLow && !parser.Ended)
            {
                if (xml.Read()) Step();
                else parser.Complete(rootElement, rootNamespace);
            }
        }
        catch (XmlException error)
        {
            parser.Line = error.LineNumber;
            parser.Refuse("xml", $"The XML is not well formed, or has a document type, at position {error.LinePosition}.");
        }
        catch (CamtLimitException error)
        {
            parser.Line = position.LineNumber;
            parser.Refuse("limit", error.Message);
        }
    }

    private void Step()
    {
        switch (xml.NodeType)
        {
            case XmlNodeType.Element: Start(); break;
            case XmlNodeType.EndElement: End(); break;
            case XmlNodeType.Text or XmlNodeType.CDATA when skipped == 0 && open.TryPeek(out var element) && element.HasText:
                text = text.Length == 0 ? xml.Value : Joined(xml.Value);
                break;
            default: break;
        }
    }

    private void Start()
    {
        var isEmpty = xml.IsEmptyElement;
        if (xml.Depth > MaximumDepth) throw new CamtLimitException($"Elements stand more than {MaximumDepth} levels deep.");
        if (xml.AttributeCount > MaximumAttributes) throw new CamtLimitException($"An element has more than {MaximumAttributes} attributes.");
        if (skipped == 0) Enter(isEmpty);
        else if (!isEmpty) skipped++;
    }

    private void Enter(bool isEmpty)
    {
        var element = open.TryPeek(out var parent) ? parent.Find(xml.LocalName) : Locate();
        if (element is null)
        {
            if (parent is not null && !isEmpty) skipped = 1;
            return;
        }

        if (text.Length > 0 && parent is { HasText: true }) Say(parent, text.Trim()); // text beside elements contradicts them: it must be seen
        open.Push(element);
        (text, parser.Line) = ("", position.LineNumber);
        if (element.Amount is not null) currency = xml.GetAttribute("Ccy") ?? "";
        element.Opened?.Invoke(parser);
        if (isEmpty) Leave();
    }

    /// <summary>The message, wherever it stands: alone, under Document, or in an envelope around it.</summary>
    private CamtElement? Locate()
    {
        parser.Line = position.LineNumber;
        if (xml.Depth == 0) (rootElement, rootNamespace) = (xml.LocalName, xml.NamespaceURI);
        var ns = xml.NamespaceURI.Length > 0 ? xml.NamespaceURI : rootNamespace; // some give it to the root by a prefix, and to nothing else
        if (CamtMessage.Of(xml.LocalName, ns) is { } message) return parser.Open(message, xml.LocalName) ? CamtLayout.Message : null;
        if (xml.Depth == 1 && rootElement == "Document") parser.Foreign(xml.LocalName);
        return null;
    }

    private void End()
    {
        if (skipped > 0) skipped--;
        else if (open.Count > 0) Leave();
    }

    private void Leave()
    {
        var element = open.Pop();
        if (text.Length > 0 && element.HasText) Say(element, text.Trim());
        text = "";
        element.Closed?.Invoke(parser);
        if (source.Deviation is { } deviation && open.Count == 2) parser.Encoding(deviation);
    }

    private void Say(CamtElement element, string value)
    {
        if (value.AsSpan().IndexOfAnyInRange('\0', '\u001F') >= 0) value = Printable(value);
        if (value.Length == 0) return;

        // A long amount would be another one when it is cut: it cannot be read.
        if (element.Amount is not null) element.Amount(parser, value.Length > MaximumText ? "" : value, currency.Length > MaximumCurrency ? currency[..MaximumCurrency] : currency);
        else element.Text!(parser, value.Length > MaximumText ? value[..MaximumText] : value);
    }

    /// <summary>Line ends and tabs in a text stay; other control characters are none of anybody's writing.</summary>
    private static string Printable(string value) =>
        string.Concat(value.Select(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t') ? ' ' : character)).Trim();

    private string Joined(string more) => text.Length + more.Length <= CamtSource.LongestPiece ? text + more : throw new CamtLimitException($"A text is longer than {CamtSource.LongestPiece} characters.");

    private static void AddNames(NameTable names, CamtElement element)
    {
        names.Add(element.Name);
        foreach (var child in element.Children) AddNames(names, child);
    }
}
