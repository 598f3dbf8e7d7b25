namespace PdfSharp.Fonts;

/// <summary>Names the font file that serves a family and style.</summary>
public class FontResolverInfo
{
    /// <summary>A face by its unique name.</summary>
    public FontResolverInfo(string faceName) => FaceName = faceName;

    /// <summary>The unique name of the face.</summary>
    public string FaceName { get; }
}
