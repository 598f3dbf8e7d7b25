namespace PdfSharp;

/// <summary>The paper formats the product prints on.</summary>
public enum PageSize
{
    /// <summary>No format chosen.</summary>
    Undefined = 0,

    /// <summary>210 by 297 mm.</summary>
    A4 = 5,
}
