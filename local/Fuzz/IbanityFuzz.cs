using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Local.Fuzz;

/// <summary>
/// Webhooks of Ibanity. The input holds what is signed, not the signature, which is made anew each time: where the signature is to be
/// spoilt (or nothing), header, claims, body. What is let in must be signed over that body by a second, simpler reading.
/// </summary>
public sealed class IbanityFuzz : IFuzzTarget
{
    private const int Bits = 2048, Lines = 3;
    private const long SkewSeconds = 30;
    private const string KeyId = "fuzz";

    private static readonly string[] Types =
        ["pontoConnect.account.transactionsCreated", "pontoConnect.account.transactionsUpdated", "pontoConnect.synchronization.failed", "pontoConnect.integration.revoked", "somethingNew"];

    private readonly RSA _key = RSA.Create(Bits);
    private readonly Lazy<IbanitySignature> _signature;

    /// <summary>With a key of its own.</summary>
    public IbanityFuzz() => _signature = new(() => FuzzProduct.Compose(KeySet()).GetRequiredService<IbanitySignature>());

    /// <inheritdoc />
    public string Name => "ibanity";

    /// <inheritdoc />
    public byte[] Generate(Random random)
    {
        var body = Encoding.UTF8.GetBytes($$$"""
            {"data":{"attributes":{"createdAt":"2026-05-15T09:59:{{{random.Next(10, 60)}}}.000Z","synchronizationSubtype":"accountTransactions"},"id":"event-{{{random.Next(1000)}}}","relationships":{"account":{"data":{"id":"account-{{{random.Next(9)}}}","type":"account"} } },"type":"{{{Types[random.Next(Types.Length)]}}}"} }
            """);
        var issued = FuzzProduct.Now.ToUnixTimeSeconds() + (random.Next(10) == 0 ? random.Next(-120, 120) : 0);
        var claims = $$"""{"aud":"{{FuzzProduct.Application}}","digest":"{{Digest(body)}}","exp":{{issued + 60}},"iat":{{issued}},"iss":"{{IbanitySignature.Issuer}}","jti":"delivery-{{random.Next(1000)}}"}""";
        return FuzzDelivery.Join(body, "", $$"""{"alg":"RS512","kid":"{{KeyId}}"}""", claims);
    }

    /// <inheritdoc />
    public byte[] Mutate(byte[] input, Random random)
    {
        var (lines, body) = FuzzDelivery.Split(input, Lines);
        var (spoilt, header, claims) = (lines[0], lines[1], lines[2]);
        switch (random.Next(8))
        {
            case 0: return FuzzBytes.Any(input, random);
            case 1: spoilt = random.Next(1, 700).ToString(CultureInfo.InvariantCulture); break;
            case 2: header = Line(FuzzJson.Spoil(Encoding.Latin1.GetBytes(header), random)); break;
            case 3: claims = Line(FuzzJson.Spoil(Encoding.Latin1.GetBytes(claims), random)); break;
            case 4: body = FuzzJson.Spoil(body, random); break;
            default:
                var before = Digest(body);
                body = FuzzJson.Spoil(body, random);
                claims = claims.Replace(before, Digest(body), StringComparison.Ordinal);
                break;
        }

        return FuzzDelivery.Join(body, spoilt, header, claims);
    }

    /// <inheritdoc />
    public async Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        var (lines, body) = FuzzDelivery.Split(input, Lines);
        var signed = $"{Base64Url.EncodeToString(Encoding.Latin1.GetBytes(lines[1]))}.{Base64Url.EncodeToString(Encoding.Latin1.GetBytes(lines[2]))}";
        var whole = $"{signed}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))}";
        var sent = Spoil(whole, lines[0]);
        var verified = await _signature.Value.VerifyAsync(body, [sent], cancellationToken);

        // Not only what is let in: the reader must not depend on that.
        var read = IbanityEvent.Read(body);
        if (verified.Refusal is not null) return new("refused");
        if (sent != whole) return new("accepted", "The signature was spoilt.");
        return new(read.IsSuccess ? "accepted" : "no event", Doubt(lines[1], lines[2], body));
    }

    /// <summary>Why header and claims are no good for a body, by a plain reading; null when they are.</summary>
    public static string? Doubt(string header, string claims, byte[] body)
    {
        var (head, claimed) = (JsonNode.Parse(Encoding.Latin1.GetBytes(header))!, JsonNode.Parse(Encoding.Latin1.GetBytes(claims))!);
        if ((string?)head["alg"] != "RS512" || (string?)head["kid"] != KeyId) return "The header names another algorithm or key.";
        if ((string?)claimed["digest"] != Digest(body)) return "The body is not the one that was signed.";
        if ((string?)claimed["iss"] != IbanitySignature.Issuer) return "Somebody else signed.";
        var isForUs = claimed["aud"] is JsonArray several ? several.Any(one => one?.GetValueKind() == JsonValueKind.String && (string?)one == FuzzProduct.Application) : (string?)claimed["aud"] == FuzzProduct.Application;
        if (!isForUs) return "It is for another application.";
        var now = FuzzProduct.Now.ToUnixTimeSeconds();
        return (long)claimed["exp"]! < now - SkewSeconds || (long)claimed["iat"]! > now + SkewSeconds ? "It is not of now." : null;
    }

    // One character becomes another of the alphabet, or a full stop is lost.
    private static string Spoil(string signature, string where)
    {
        if (!int.TryParse(where, NumberStyles.None, CultureInfo.InvariantCulture, out var place)) return signature;
        var index = place % signature.Length;
        return signature.Remove(index, 1).Insert(index, signature[index] == 'A' ? "B" : "A");
    }

    private static string Line(byte[] bytes) => Encoding.Latin1.GetString(bytes).Replace('\n', ' ');

    private static string Digest(byte[] body) => Convert.ToBase64String(SHA512.HashData(body));

    private string KeySet()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","use":"sig","alg":"RS512","status":"ACTIVE","kid":"{{KeyId}}","n":"{{Base64Url.EncodeToString(key.Modulus!)}}","e":"{{Base64Url.EncodeToString(key.Exponent!)}}"}]}""";
    }
}
