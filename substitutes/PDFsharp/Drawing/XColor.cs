namespace PdfSharp.Drawing;

/// <summary>A colour in red, green and blue.</summary>
public struct XColor : IEquatable<XColor>
{
    /// <summary>Red, 0 to 255.</summary>
    public byte R { get; set; }

    /// <summary>Green, 0 to 255.</summary>
    public byte G { get; set; }

    /// <summary>Blue, 0 to 255.</summary>
    public byte B { get; set; }

    /// <summary>A colour from its three parts, each 0 to 255.</summary>
    public static XColor FromArgb(int red, int green, int blue)
        => new() { R = checked((byte)red), G = checked((byte)green), B = checked((byte)blue) };

    /// <summary>Equal in all parts.</summary>
    public static bool operator ==(XColor left, XColor right) => left.Equals(right);

    /// <summary>Different in some part.</summary>
    public static bool operator !=(XColor left, XColor right) => !left.Equals(right);

    /// <inheritdoc />
    public readonly bool Equals(XColor other) => R == other.R && G == other.G && B == other.B;

    /// <inheritdoc />
    public override readonly bool Equals(object? obj) => obj is XColor other && Equals(other);

    /// <inheritdoc />
    public override readonly int GetHashCode() => HashCode.Combine(R, G, B);
}
