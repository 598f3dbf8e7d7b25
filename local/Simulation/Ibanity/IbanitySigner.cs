using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Smart.Local.Simulation.Ibanity;

/// <summary>What is wrong with a signature, one thing at a time.</summary>
public sealed record SignatureFault
{
    /// <summary>Nothing.</summary>
    public static SignatureFault None { get; } = new();

    /// <summary>Another algorithm in the header.</summary>
    public string? Algorithm { get; init; }

    /// <summary>Another key id in the header.</summary>
    public string? KeyId { get; init; }

    /// <summary>Another application.</summary>
    public string? Audience { get; init; }

    /// <summary>Somebody else.</summary>
    public string? Issuer { get; init; }

    /// <summary>Signed so much later than now; earlier when negative.</summary>
    public TimeSpan Shift { get; init; }

    /// <summary>Signed over other bytes.</summary>
    public byte[]? SignedBody { get; init; }

    /// <summary>The id of an earlier signature.</summary>
    public string? Id { get; init; }
}

/// <summary>Signs webhooks as Ibanity does, with keys that can be rotated. Keys are made when they are first needed.</summary>
public sealed class IbanitySigner(string applicationId) : IDisposable
{
    /// <summary>Who signs.</summary>
    public const string Issuer = "https://api.ibanity.com";

    private const int Bits = 2048;
    private const int LifeSeconds = 60;

    private readonly Lock _gate = new();
    private readonly List<(string Id, RSA Key)> _keys = [];
    private int _deliveries;

    /// <summary>A new key signs from now on; the one before stays in the set as inactive.</summary>
    public void Rotate()
    {
        lock (_gate) AddKey();
    }

    /// <summary>The key set, numbers padded as the published one.</summary>
    public JsonObject KeySet()
    {
        lock (_gate)
        {
            if (_keys.Count == 0) AddKey();
            return new JsonObject { ["keys"] = new JsonArray([.. _keys.Select((key, index) => Describe(key, index == _keys.Count - 1))]) };
        }
    }

    /// <summary>The header's value for a body.</summary>
    public string Sign(byte[] body, DateTimeOffset now, SignatureFault fault)
    {
        lock (_gate)
        {
            if (_keys.Count == 0) AddKey();
            var (id, key) = _keys[^1];
            var issued = now.Add(fault.Shift).ToUnixTimeSeconds();
            var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = fault.Algorithm ?? "RS512", kid = fault.KeyId ?? id });
            var claims = JsonSerializer.SerializeToUtf8Bytes(new
            {
                aud = fault.Audience ?? applicationId,
                digest = Convert.ToBase64String(SHA512.HashData(fault.SignedBody ?? body)),
                exp = issued + LifeSeconds,
                iat = issued,
                iss = fault.Issuer ?? Issuer,
                jti = fault.Id ?? $"delivery-{++_deliveries}",
            });
            var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
            return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))}";
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (_, key) in _keys) key.Dispose();
    }

    private void AddKey() => _keys.Add(($"simulated-{_keys.Count + 1}", RSA.Create(Bits)));

    private static JsonObject Describe((string Id, RSA Key) key, bool isActive)
    {
        var parameters = key.Key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS512",
            ["kid"] = key.Id,
            ["status"] = isActive ? "ACTIVE" : "INACTIVE",
            ["n"] = Padded(parameters.Modulus!),
            ["e"] = Padded(parameters.Exponent!),
        };
    }

    private static string Padded(byte[] number)
    {
        var text = Base64Url.EncodeToString(number);
        return text.PadRight((text.Length + 3) / 4 * 4, '=');
    }
}
