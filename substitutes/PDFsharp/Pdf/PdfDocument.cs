using PdfSharp.Internal;

namespace PdfSharp.Pdf;

/// <summary>A document that grows page by page and is saved once.</summary>
public sealed class PdfDocument : IDisposable
{
    private readonly List<PdfPage> pages = [];
    private readonly FontUses fonts = new();

    /// <summary>Title, author and the like.</summary>
    public PdfDocumentInformation Info { get; } = new();

    /// <summary>The natural language of the text (<c>fr-BE</c>), for search and screen readers.</summary>
    public string Language { get; set; } = "";

    /// <summary>How many pages the document has.</summary>
    public int PageCount => pages.Count;

    /// <summary>Appends an empty page.</summary>
    public PdfPage AddPage()
    {
        var page = new PdfPage(fonts);
        pages.Add(page);
        return page;
    }

    /// <summary>Writes the file; the stream stays open unless told otherwise, and a seekable one is rewound.</summary>
    public void Save(Stream stream, bool closeStream = false)
    {
        if (pages.Count == 0) throw new InvalidOperationException("Cannot save a PDF document with no pages.");
        stream.Write(DocumentWriter.Write(this, pages, fonts));
        if (closeStream) stream.Dispose();
        else if (stream is { CanRead: true, CanSeek: true }) stream.Position = 0;
    }

    /// <summary>Nothing outlives the document; there for the official pattern of use.</summary>
    public void Dispose() => pages.Clear();
}
