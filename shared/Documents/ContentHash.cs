using System.Security.Cryptography;

namespace Smart.Shared.Documents;

/// <summary>The fingerprint that a stored document is known by.</summary>
public static class ContentHash
{
    /// <summary>SHA-256 in lower-case hexadecimal, 64 characters.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
