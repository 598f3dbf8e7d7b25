using System.Security.Cryptography;
using System.Text;

namespace Smart.Shared.Storage;

/// <summary>
/// Identifiers that a repeated request derives again: what it made the first time is found, not made twice. They look like those of
/// <see cref="IIdSource"/> and say as little.
/// </summary>
public static class DerivedId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 20;

    /// <summary>True for a text of the shape of an identifier, and so safe as a table key.</summary>
    public static bool IsId(string? text) => text is { Length: Length } && text.All(Alphabet.Contains);

    /// <summary>20 lower-case letters and digits from the first 100 bits of a SHA-256.</summary>
    /// <param name="requestId">The request's own id, made from the caller and the idempotency key.</param>
    /// <param name="purpose">What the identifier is for, so that one request may name several things.</param>
    public static string Of(string requestId, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}|{requestId}"));
        return string.Create(Length, hash, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i * 5;
                var window = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                text[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
