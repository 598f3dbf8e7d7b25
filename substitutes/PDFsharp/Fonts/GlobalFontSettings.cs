namespace PdfSharp.Fonts;

/// <summary>How the process finds its fonts.</summary>
public static class GlobalFontSettings
{
    /// <summary>The resolver; set once, before the first font. A second one of the same type is ignored.</summary>
    public static IFontResolver? FontResolver
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (field is not null && field.GetType() != value.GetType())
                throw new InvalidOperationException("The font resolver cannot be changed once it is set.");
            field ??= value;
        }
    }
}
