using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using Smart.Shared.Documents.Fonts;

namespace Smart.Substitutes.Tests.Pdf;

public sealed class PdfDocumentTests
{
    private static readonly XBrush Black = new XSolidBrush(XColor.FromArgb(0, 0, 0));

    public PdfDocumentTests() => DocumentFonts.Use();

    [Fact]
    public void Text_can_be_copied_exactly_even_no_break_spaces_and_rare_letters()
    {
        const string Line = "Été, Größe, coöperatie: 1\u00a0210,00 € – (a\\b) <c> ½";

        var file = new PdfReader(Draw(page => page.DrawString(Line, Font(), Black, 50, 50)));

        file.RawPages.ShouldBe([Line + "\n"]);
    }

    [Fact]
    public void Character_that_the_font_lacks_is_drawn_as_a_box_and_copied_all_the_same()
        => new PdfReader(Draw(page => page.DrawString("🎷", Font(), Black, 50, 50))).RawPages.ShouldBe(["🎷\n"]);

    [Fact]
    public void Each_page_is_its_own()
    {
        using var document = new PdfDocument();
        foreach (var word in new[] { "one", "two", "three" })
        {
            using var page = XGraphics.FromPdfPage(document.AddPage());
            page.DrawString(word, Font(), Black, 50, 50);
        }

        document.PageCount.ShouldBe(3);
        new PdfReader(Saved(document)).Pages.ShouldBe(["one\n", "two\n", "three\n"]);
    }

    [Fact]
    public void Only_the_glyphs_in_use_are_embedded()
    {
        var few = Draw(page => page.DrawString("abc", Font(), Black, 50, 50));
        var many = Draw(page => page.DrawString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", Font(), Black, 50, 50));

        few.Length.ShouldBeLessThan(4_000);
        many.Length.ShouldBeInRange(few.Length, 14_000);
    }

    [Fact]
    public void Equal_documents_give_equal_bytes()
        => Draw(page => page.DrawString("same", Font(), Black, 1, 2)).ShouldBe(Draw(page => page.DrawString("same", Font(), Black, 1, 2)));

    [Fact]
    public void Width_of_text_is_the_sum_of_its_letters()
    {
        using var document = new PdfDocument();
        using var page = XGraphics.FromPdfPage(document.AddPage());

        var digits = page.MeasureString("0000", Font()).Width;

        digits.ShouldBe(4 * page.MeasureString("1", Font()).Width, 0.0001);
        page.MeasureString("0000", new XFont(DocumentFonts.Family, 20)).Width.ShouldBe(2 * digits, 0.0001);
        page.MeasureString("", Font()).Width.ShouldBe(0);
    }

    [Fact]
    public void Document_without_a_page_is_not_saved()
    {
        using var document = new PdfDocument();
        using var stream = new MemoryStream();

        Should.Throw<InvalidOperationException>(() => document.Save(stream));
    }

    [Fact]
    public void Unknown_family_is_refused() => Should.Throw<InvalidOperationException>(() => new XFont("No Such Family", 10));

    [Fact]
    public void Resolver_of_another_kind_cannot_take_over()
        => Should.Throw<InvalidOperationException>(() => GlobalFontSettings.FontResolver = new OtherResolver());

    [Fact]
    public void Stream_stays_open_and_rewound_unless_told_to_close()
    {
        using var document = new PdfDocument();
        document.AddPage();
        var stream = new MemoryStream();

        document.Save(stream);
        stream.Position.ShouldBe(0);
        document.Save(stream, closeStream: true);
        stream.CanRead.ShouldBeFalse();
    }

    [Fact]
    public async Task Other_readers_find_no_fault()
    {
        var file = Draw(page =>
        {
            page.DrawString("Été 1 210,00 €", Font(), Black, 50, 50);
            page.DrawLine(new XPen(XColor.FromArgb(200, 0, 0), 0.5), 50, 60, 200, 60);
            page.DrawRectangle(Black, 50, 70, 10, 10);
        });

        (await Tool.RunAsync("qpdf", file, path => ["--check", path])).ShouldContain("No syntax or stream encoding errors found");
        (await Tool.RunAsync("pdftotext", file, path => [path, "-"])).ShouldContain("Été 1 210,00 €");
        (await Tool.RunAsync("pdffonts", file, path => [path])).ShouldContain("CID TrueType");
        (await Tool.RunAsync("pdfinfo", file, path => [path])).ShouldContain("Une page");
    }

    private static XFont Font() => new(DocumentFonts.Family, 10, XFontStyleEx.Regular);

    private static byte[] Draw(Action<XGraphics> draw)
    {
        using var document = new PdfDocument { Language = "fr-BE" };
        document.Info.Title = "Une page";
        using (var page = XGraphics.FromPdfPage(document.AddPage())) draw(page);
        return Saved(document);
    }

    private static byte[] Saved(PdfDocument document)
    {
        using var stream = new MemoryStream();
        document.Save(stream);
        return stream.ToArray();
    }

    private sealed class OtherResolver : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => null;

        public byte[]? GetFont(string faceName) => null;
    }
}
