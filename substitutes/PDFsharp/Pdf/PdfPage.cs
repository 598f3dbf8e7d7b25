using PdfSharp.Internal;

namespace PdfSharp.Pdf;

/// <summary>A page of a document.</summary>
public sealed class PdfPage
{
    internal PdfPage(FontUses fonts) => Content = new PageContent(fonts);

    /// <summary>The paper format; every page of this writer is upright A4.</summary>
    public PageSize Size { get; set; } = PageSize.A4;

    internal PageContent Content { get; }
}
