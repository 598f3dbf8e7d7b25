using System.Text;

namespace PdfSharp.Internal;

/// <summary>The fonts of one document, in order of first use.</summary>
internal sealed class FontUses
{
    private readonly Dictionary<TrueTypeFont, FontUse> uses = [];

    internal IReadOnlyCollection<FontUse> All => uses.Values;

    internal FontUse Of(TrueTypeFont font)
    {
        if (!uses.TryGetValue(font, out var use))
        {
            use = new FontUse(font, $"F{uses.Count + 1}");
            uses.Add(font, use);
        }

        return use;
    }
}

/// <summary>The characters of one font that a document shows. Each code point has its own code, so that copied text is exact
/// even where the font draws two characters with one glyph (a space and a no-break space).</summary>
internal sealed class FontUse(TrueTypeFont font, string resourceName)
{
    private readonly Dictionary<int, int> codeOfCodePoint = [];

    internal TrueTypeFont Font { get; } = font;

    internal string ResourceName { get; } = resourceName;

    /// <summary>Code points by code; code 0 is the glyph for a missing character.</summary>
    internal List<int> CodePoints { get; } = [-1];

    internal IEnumerable<int> Glyphs => CodePoints.Select(codePoint => codePoint < 0 ? 0 : Font.GlyphOf(codePoint));

    internal void AppendCodes(string text, StringBuilder hex)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!codeOfCodePoint.TryGetValue(rune.Value, out var code))
            {
                code = CodePoints.Count;
                codeOfCodePoint.Add(rune.Value, code);
                CodePoints.Add(rune.Value);
            }

            hex.Append(code.ToString("X4"));
        }
    }
}
