using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Shared.Tests.Payments.Ibanity;

/// <summary>Verifies signatures against a key set that a test answers with, at a time that it sets.</summary>
internal sealed class IbanityBench : IDisposable
{
    private readonly RSA _own = RSA.Create(2048);
    private readonly KeyServer _server;
    private readonly Clock _clock = new();
    private readonly IbanityTokens _tokens;

    public IbanityBench(string? keySet = null, string audience = JwsVector.Audience)
    {
        _server = new KeyServer(keySet ?? JwsVector.KeySet());
        var settings = Options.Create(new IbanitySettings { ApplicationId = audience });
        var http = new IbanityHttp(_server, settings, _clock);
        _tokens = new IbanityTokens(http, new IbanityRefreshTokens(null!), settings, _clock);
        Keys = new IbanityKeys(new IbanityApi(http, _tokens), _clock);
        Signature = new IbanitySignature(Keys, settings, _clock);
        At = JwsVector.IssuedAt;
    }

    public IbanityKeys Keys { get; }

    public IbanitySignature Signature { get; }

    /// <summary>What the provider answers with; null: it is down.</summary>
    public string? KeySet
    {
        set => _server.KeySet = value;
    }

    /// <summary>Requests for keys wait for it.</summary>
    public TaskCompletionSource? Gate
    {
        set => _server.Gate = value;
    }

    public int Asked => _server.Asked;

    public long At
    {
        set => _clock.Now = DateTimeOffset.FromUnixTimeSeconds(value);
    }

    /// <summary>A key set with a key of the test's own, named <c>own</c>, beside that of the vector.</summary>
    public string WithOwnKey()
    {
        var parameters = _own.ExportParameters(includePrivateParameters: false);
        return JwsVector.KeySet().Replace(
            "]}", $$""",{"kty":"RSA","use":"sig","kid":"own","status":"ACTIVE","n":"{{Base64Url.EncodeToString(parameters.Modulus!)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent!)}}"}]}""", StringComparison.Ordinal);
    }

    /// <summary>A header that the test's own key signed.</summary>
    public string Signed(string header, string claims)
    {
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{text}.{Base64Url.EncodeToString(_own.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))}";
    }

    public async Task<string> VerifyAsync(byte[] body, params string?[] headers) =>
        (await Signature.VerifyAsync(body, headers, TestContext.Current.CancellationToken)).Refusal?.Type ?? "accepted";

    public static string DigestOf(byte[] body) => Convert.ToBase64String(SHA512.HashData(body));

    public static string Claims(byte[] body, Action<Dictionary<string, object>>? change = null)
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = JwsVector.Audience,
            ["digest"] = DigestOf(body),
            ["exp"] = JwsVector.ExpiresAt,
            ["iat"] = JwsVector.IssuedAt,
            ["iss"] = IbanitySignature.Issuer,
            ["jti"] = "one",
        };
        change?.Invoke(claims);
        return JsonSerializer.Serialize(claims);
    }

    public void Dispose()
    {
        _own.Dispose();
        _tokens.Dispose();
        _server.Dispose();
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class KeyServer(string keySet) : HttpMessageHandler, IHttpClientFactory
    {
        private int _asked;

        public string? KeySet { get; set; } = keySet;

        public TaskCompletionSource? Gate { get; set; }

        public int Asked => _asked;

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri!.ToString().ShouldBe("https://api.ibanity.com/webhooks/keys");
            Interlocked.Increment(ref _asked);
            if (Gate is { } gate) await gate.Task.WaitAsync(cancellationToken);
            return KeySet is null ? new HttpResponseMessage(HttpStatusCode.BadGateway) : new HttpResponseMessage { Content = new StringContent(KeySet) };
        }
    }
}
