using System.Security.Cryptography;
using System.Text.Json;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>Reads the keys that webhooks are signed with (a JWKS).</summary>
public static class IbanityKeySet
{
    private const int LeastBits = 2048;

    /// <summary>
    /// The active RSA signing keys by id; others, and such as cannot be read, are left out. The numbers of a key may be written with
    /// or without padding (rules 5.3).
    /// </summary>
    /// <exception cref="JsonException">This is no JWKS.</exception>
    public static IReadOnlyDictionary<string, RSAParameters> Read(JsonElement jwks)
    {
        if (jwks.ValueKind != JsonValueKind.Object || !jwks.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array) throw new JsonException("This is no JWKS.");
        var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
        foreach (var key in list.EnumerateArray().Where(IsForSigning))
        {
            if (CompactJws.Text(key, "kid") is { Length: > 0 } id && Parameters(key) is { } parameters) keys[id] = parameters;
        }

        return keys;
    }

    private static bool IsForSigning(JsonElement key) =>
        key.ValueKind == JsonValueKind.Object
        && CompactJws.Text(key, "kty") == "RSA"
        && CompactJws.Text(key, "use") == "sig"
        && CompactJws.Text(key, "status") == "ACTIVE"
        && CompactJws.Text(key, "alg") is null or "RS512";

    private static RSAParameters? Parameters(JsonElement key)
    {
        if (Number(key, "n") is not { } modulus || Number(key, "e") is not { } exponent || modulus.Length * 8 < LeastBits) return null;
        try
        {
            var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
            using var usable = RSA.Create(parameters);
            return parameters;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? Number(JsonElement key, string name) => CompactJws.Decode(CompactJws.Text(key, name)?.TrimEnd('=') ?? "");
}
