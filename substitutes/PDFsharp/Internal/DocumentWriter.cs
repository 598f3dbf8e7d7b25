using System.Text;
using PdfSharp.Pdf;

namespace PdfSharp.Internal;

/// <summary>Writes a whole document: catalog, pages, contents, fonts, information. Equal documents give equal bytes.</summary>
internal static class DocumentWriter
{
    internal static byte[] Write(PdfDocument document, IReadOnlyList<PdfPage> pages, FontUses fonts)
    {
        using var writer = new ObjectWriter();
        int catalog = writer.Reserve(), tree = writer.Reserve(), info = writer.Reserve();
        var resources = string.Join(' ', fonts.All.Select(use => $"/{use.ResourceName} {FontWriter.Write(use, writer)} 0 R"));
        var kids = new List<int>();
        foreach (var page in pages)
        {
            int leaf = writer.Reserve(), content = writer.Reserve();
            writer.Object(leaf, $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PageContent.Width} {PageContent.Height}]"
                + $" /Resources << /Font << {resources} >> >> /Contents {content} 0 R >>");
            writer.Stream(content, Encoding.ASCII.GetBytes(page.Content.ToString()));
            kids.Add(leaf);
        }

        var language = document.Language.Length == 0 ? "" : $" /Lang {Text(document.Language)}";
        writer.Object(catalog, $"<< /Type /Catalog /Pages {tree} 0 R{language} /ViewerPreferences << /DisplayDocTitle true >> >>");
        writer.Object(tree, $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}] >>");
        writer.Object(info, $"<< {Information(document.Info)} >>");
        return writer.Finish(catalog, info);
    }

    private static string Information(PdfDocumentInformation info)
    {
        var entries = new StringBuilder();
        Add("Title", info.Title);
        Add("Author", info.Author);
        Add("Subject", info.Subject);
        Add("Keywords", info.Keywords);
        Add("Creator", info.Creator);
        if (info.CreationDate != default) entries.Append($"/CreationDate (D:{info.CreationDate.ToUniversalTime():yyyyMMddHHmmss}Z) ");
        return entries.Append("/Producer (PDFsharp stand-in)").ToString();

        void Add(string key, string value)
        {
            if (value.Length > 0) entries.Append('/').Append(key).Append(' ').Append(Text(value)).Append(' ');
        }
    }

    /// <summary>A text string: UTF-16 with its mark, as hexadecimal, so that nothing needs escaping.</summary>
    private static string Text(string value) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>";
}
