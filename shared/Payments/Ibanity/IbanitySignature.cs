using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>What a signature that holds says about a delivery.</summary>
/// <param name="Id">The id of this signature (<c>jti</c>): a second delivery under it is a replay.</param>
/// <param name="IssuedAt">When it was signed, UTC.</param>
/// <param name="UsableUntil">Until when it would be taken, skew included, UTC.</param>
public sealed record SignedDelivery(string Id, DateTimeOffset IssuedAt, DateTimeOffset UsableUntil);

/// <summary>Checks that a webhook comes from Ibanity and is meant for us, before anything of it is believed (rules 5.3).</summary>
public sealed class IbanitySignature(IbanityKeys keys, IOptions<IbanitySettings> settings, TimeProvider time)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Signature";

    /// <summary>Who signs: the root of the API.</summary>
    public const string Issuer = "https://api.ibanity.com";

    private const string Algorithm = "RS512";
    private const int LongestId = 200;
    private const long SkewSeconds = 30;

    /// <summary>
    /// What the one signature says, when it holds. Checked in this order: algorithm, key, signature, times (30 seconds either way),
    /// issuer, audience, digest over the raw bytes. 400 for what cannot be read, 401 for what does not hold.
    /// </summary>
    /// <param name="body">The body exactly as it came.</param>
    /// <param name="signatures">The values of the header.</param>
    /// <param name="cancellationToken">Ends the wait for keys.</param>
    /// <exception cref="IbanityException">There are no keys to check with: the provider must deliver again.</exception>
    public async Task<Result<SignedDelivery>> VerifyAsync(ReadOnlyMemory<byte> body, IReadOnlyList<string?> signatures, CancellationToken cancellationToken = default)
    {
        if (signatures is not [{ Length: > 0 } text]) return Malformed("signature-missing", "The request needs one Signature header.");
        if (CompactJws.TryRead(text) is not { } jws) return Malformed("signature-malformed", "The signature is no compact JWS.");
        if (jws.Algorithm != Algorithm) return Wrong("signature-algorithm", "The signature must be RS512.");
        if (await keys.FindAsync(jws.KeyId, cancellationToken) is not { } key) return Wrong("signature-key-unknown", "The key of the signature is not an active one.");
        if (!IsSignedBy(key, jws)) return Wrong("signature-wrong", "The signature does not fit.");
        try
        {
            using var claims = CompactJws.ReadObject(jws.Claims);
            return Check(claims.RootElement, body.Span);
        }
        catch (JsonException)
        {
            return Malformed("signature-malformed", "The claims cannot be read.");
        }
    }

    private Result<SignedDelivery> Check(JsonElement claims, ReadOnlySpan<byte> body)
    {
        if (Seconds(claims, "exp") is not { } expires || Seconds(claims, "iat") is not { } issued || CompactJws.Text(claims, "jti") is not { Length: > 0 and <= LongestId } id)
        {
            return Malformed("signature-malformed", "The claims need exp, iat and jti.");
        }

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (now - SkewSeconds > expires) return Wrong("signature-expired", "The signature is too old.");
        if (issued > now + SkewSeconds) return Wrong("signature-early", "The signature was made in the future.");
        if (CompactJws.Text(claims, "iss") != Issuer) return Wrong("signature-issuer", "Somebody else signed.");
        if (!IsForUs(claims)) return Wrong("signature-audience", "The delivery is for another application.");
        if (!HasDigest(claims, body)) return Wrong("signature-digest", "The body is not the one that was signed.");
        return new SignedDelivery(id, At(issued), At(expires).AddSeconds(SkewSeconds));
    }

    private static bool IsSignedBy(RSAParameters key, CompactJws jws)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(jws.Signed, jws.Signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);
    }

    private bool IsForUs(JsonElement claims)
    {
        if (settings.Value.ApplicationId is not { Length: > 0 } ours || !claims.TryGetProperty("aud", out var audience)) return false;
        return audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Any(one => IbanityJson.Text(one) == ours) : IbanityJson.Text(audience) == ours;
    }

    private static bool HasDigest(JsonElement claims, ReadOnlySpan<byte> body)
    {
        var expected = Encoding.ASCII.GetBytes(Convert.ToBase64String(SHA512.HashData(body)));
        var claimed = Encoding.UTF8.GetBytes(CompactJws.Text(claims, "digest") ?? "");
        return CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    private static long? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_000
            ? seconds
            : null;

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static Refusal Malformed(string type, string detail) => new(RefusalKind.Malformed, type, detail, Header);

    private static Refusal Wrong(string type, string detail) => new(RefusalKind.Unauthenticated, type, detail, Header, "rules 5.3");
}
