using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>A compact JWS, taken apart and not believed yet.</summary>
/// <param name="Algorithm">What it says it is signed with.</param>
/// <param name="KeyId">The key it says it is signed with.</param>
/// <param name="Signed">The bytes that the signature is over.</param>
/// <param name="Signature">The signature.</param>
/// <param name="Claims">What it claims: a JSON object in UTF-8.</param>
internal sealed record CompactJws(string Algorithm, string KeyId, byte[] Signed, byte[] Signature, byte[] Claims)
{
    /// <summary>Longer is none of theirs: the published ones have some 1,400 characters.</summary>
    public const int LongestHeader = 8 * 1024;

    private static readonly SearchValues<char> Base64UrlCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Reads an object whose members are named once: of doubled ones readers choose differently.</summary>
    public static JsonDocument ReadObject(byte[] json)
    {
        var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw new JsonException("This is no object.");
    }

    /// <summary>Takes a header's value apart; null when it is no compact JWS, or asks for an extension.</summary>
    public static CompactJws? TryRead(string text)
    {
        if (text.Length > LongestHeader || text.Split('.') is not [var header, var claims, var signature]) return null;
        if (Decode(header) is not { } head || Decode(claims) is not { } body || Decode(signature) is not { } signed) return null;
        try
        {
            using var read = ReadObject(head);
            var root = read.RootElement;
            if (root.TryGetProperty("crit", out _) || Text(root, "alg") is not { } algorithm) return null;
            return new CompactJws(algorithm, Text(root, "kid") ?? "", Encoding.ASCII.GetBytes($"{header}.{claims}"), signed, body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Decodes base64url; null when a character does not belong, padding included.</summary>
    public static byte[]? Decode(string text)
    {
        if (text.Length == 0 || text.Length % 4 == 1 || text.AsSpan().IndexOfAnyExcept(Base64UrlCharacters) >= 0) return null;
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The text of a member; null when there is none, or it is no text.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? IbanityJson.Text(value) : null;
}
