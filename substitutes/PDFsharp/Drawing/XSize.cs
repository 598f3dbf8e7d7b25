namespace PdfSharp.Drawing;

/// <summary>Width and height in points.</summary>
public struct XSize : IEquatable<XSize>
{
    /// <summary>A size of that width and height.</summary>
    public XSize(double width, double height)
    {
        Width = width;
        Height = height;
    }

    /// <summary>Points across.</summary>
    public double Width { get; set; }

    /// <summary>Points down.</summary>
    public double Height { get; set; }

    /// <summary>Equal in both.</summary>
    public static bool operator ==(XSize size1, XSize size2) => size1.Equals(size2);

    /// <summary>Different in one.</summary>
    public static bool operator !=(XSize size1, XSize size2) => !size1.Equals(size2);

    /// <inheritdoc />
    public readonly bool Equals(XSize other) => Width.Equals(other.Width) && Height.Equals(other.Height);

    /// <inheritdoc />
    public override readonly bool Equals(object? obj) => obj is XSize other && Equals(other);

    /// <inheritdoc />
    public override readonly int GetHashCode() => HashCode.Combine(Width, Height);
}
