using System.Text;
using System.Text.Json;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Shared.Tests.Payments.Ibanity;

public sealed class IbanitySignatureTests : IDisposable
{
    private const string OwnHeader = """{"alg":"RS512","kid":"own"}""";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly IbanityBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Vector_IsAccepted_AndSaysWhoseItIs()
    {
        var verified = await _bench.Signature.VerifyAsync(JwsVector.Body, [JwsVector.Header], TestContext.Current.CancellationToken);

        verified.Value.Id.ShouldBe(JwsVector.DeliveryId);
        verified.Value.IssuedAt.ToUnixTimeSeconds().ShouldBe(JwsVector.IssuedAt);
        verified.Value.UsableUntil.ToUnixTimeSeconds().ShouldBe(JwsVector.ExpiresAt + 30);
    }

    [Fact]
    public async Task RealVector_OfThePublishedClient_IsAccepted_AndItsRejectionsHold()
    {
        using var sample = JsonDocument.Parse(await File.ReadAllBytesAsync(SampleData.PathOf("ibanity/webhooks/vectors-dotnet.json"), TestContext.Current.CancellationToken));
        var vector = sample.RootElement.GetProperty("vectors")[0];
        var key = vector.GetProperty("jwk").GetRawText().TrimEnd().TrimEnd('}') + ",\"status\":\"ACTIVE\"}";
        using var bench = new IbanityBench($$"""{"keys":[{{key}}]}""", vector.GetProperty("aud").GetString()!) { At = vector.GetProperty("valid_at").GetInt64() };
        var body = Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!);
        var jws = vector.GetProperty("jws").GetString()!;

        (await bench.VerifyAsync(body, jws)).ShouldBe("accepted");
        IbanityEvent.Read(body).Value.Type.ShouldBe(IbanityEventTypes.AccountRevoked);
        foreach (var reject in sample.RootElement.GetProperty("reject").EnumerateArray())
        {
            bench.At = (reject.TryGetProperty("now", out var now) ? now : vector.GetProperty("valid_at")).GetInt64();
            (await bench.VerifyAsync(body, reject.TryGetProperty("jws_edit", out _) ? jws.Replace('m', 'n') : jws)).ShouldNotBe("accepted", reject.GetRawText());
        }
    }

    [Theory]
    [InlineData(30, "accepted")]
    [InlineData(31, "signature-expired")]
    [InlineData(3600, "signature-expired")]
    public async Task Expiry_HasThirtySecondsOfSkew(int secondsAfter, string expected)
    {
        _bench.At = JwsVector.ExpiresAt + secondsAfter;
        (await _bench.VerifyAsync(JwsVector.Body, JwsVector.Header)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(30, "accepted")]
    [InlineData(31, "signature-early")]
    public async Task IssueInTheFuture_HasThirtySecondsOfSkew(int secondsBefore, string expected)
    {
        _bench.At = JwsVector.IssuedAt - secondsBefore;
        (await _bench.VerifyAsync(JwsVector.Body, JwsVector.Header)).ShouldBe(expected);
    }

    [Fact]
    public async Task Body_ChangedByOneByte_IsRefused()
    {
        for (var at = 0; at < JwsVector.Body.Length; at += 37)
        {
            var body = JwsVector.Body;
            body[at] ^= 1;
            (await _bench.VerifyAsync(body, JwsVector.Header)).ShouldBe("signature-digest");
        }
    }

    [Fact]
    public async Task Body_WrittenAnew_IsRefused_ThoughItSaysTheSame()
    {
        var anew = JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(JwsVector.Body).RootElement, Indented);
        (await _bench.VerifyAsync(anew, JwsVector.Header)).ShouldBe("signature-digest");
        (await _bench.VerifyAsync([.. JwsVector.Body, (byte)'\n'], JwsVector.Header)).ShouldBe("signature-digest");
    }

    public static TheoryData<string, string> Headers => new()
    {
        { """{"alg":"none","kid":"own"}""", "signature-algorithm" },
        { """{"alg":"HS512","kid":"own"}""", "signature-algorithm" },
        { """{"alg":"RS256","kid":"own"}""", "signature-algorithm" },
        { """{"alg":"PS512","kid":"own"}""", "signature-algorithm" },
        { """{"alg":"rs512","kid":"own"}""", "signature-algorithm" },
        { """{"alg":"RS512","kid":"other"}""", "signature-key-unknown" },
        { """{"alg":"RS512"}""", "signature-key-unknown" },
        { """{"alg":"RS512","kid":"demo-key-1"}""", "signature-wrong" },
        { """{"alg":"RS512","kid":"own","crit":["b64"],"b64":false}""", "signature-malformed" },
        { """{"alg":"RS512","alg":"RS512","kid":"own"}""", "signature-malformed" },
        { """{"kid":"own"}""", "signature-malformed" },
        { """{"alg":512,"kid":"own"}""", "signature-malformed" },
        { "[]", "signature-malformed" },
        { "nothing", "signature-malformed" },
        { OwnHeader, "accepted" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Header_MustBeRs512OfAKnownKey(string header, string expected)
    {
        _bench.KeySet = _bench.WithOwnKey();
        (await _bench.VerifyAsync(JwsVector.Body, _bench.Signed(header, IbanityBench.Claims(JwsVector.Body)))).ShouldBe(expected);
    }

    public static TheoryData<string, string?, string> ClaimChanges => new()
    {
        { "aud", "\"another\"", "signature-audience" },
        { "aud", null, "signature-audience" },
        { "aud", "[\"another\"]", "signature-audience" },
        { "aud", $"[\"another\",\"{JwsVector.Audience}\"]", "accepted" },
        { "iss", "\"https://api.ibanity.com.evil.example\"", "signature-issuer" },
        { "iss", "\"https://api.ibanity.com/\"", "signature-issuer" },
        { "iss", null, "signature-issuer" },
        { "digest", "\"\"", "signature-digest" },
        { "digest", null, "signature-digest" },
        { "digest", "1", "signature-digest" },
        { "exp", null, "signature-malformed" },
        { "exp", "\"1778825172\"", "signature-malformed" },
        { "exp", "9223372036854775807", "signature-malformed" },
        { "exp", "1e400", "signature-malformed" },
        { "iat", null, "signature-malformed" },
        { "iat", "-1", "signature-malformed" },
        { "jti", null, "signature-malformed" },
        { "jti", "\"\"", "signature-malformed" },
        { "jti", "7", "signature-malformed" },
    };

    [Theory]
    [MemberData(nameof(ClaimChanges))]
    public async Task Claims_AreEachChecked(string name, string? json, string expected)
    {
        _bench.KeySet = _bench.WithOwnKey();
        var claims = IbanityBench.Claims(JwsVector.Body, all =>
        {
            all.Remove(name);
            if (json is not null) all[name] = new Raw(json);
        });

        (await _bench.VerifyAsync(JwsVector.Body, _bench.Signed(OwnHeader, claims))).ShouldBe(expected);
    }

    [Fact]
    public async Task Checks_AreMadeInTheirOrder()
    {
        _bench.KeySet = _bench.WithOwnKey();
        var body = JwsVector.Body;
        var fixes = new (string Name, Action<Dictionary<string, object>> Break)[]
        {
            ("signature-expired", all => all["exp"] = JwsVector.IssuedAt - 31),
            ("signature-early", all => all["iat"] = JwsVector.IssuedAt + 31),
            ("signature-issuer", all => all["iss"] = "x"),
            ("signature-audience", all => all["aud"] = "x"),
            ("signature-digest", all => all["digest"] = "x"),
        };
        for (var first = 0; first < fixes.Length; first++)
        {
            var broken = IbanityBench.Claims(body, all =>
            {
                foreach (var (_, change) in fixes[first..]) change(all);
            });
            (await _bench.VerifyAsync(body, _bench.Signed(OwnHeader, broken))).ShouldBe(fixes[first].Name);
            (await _bench.VerifyAsync(body, _bench.Signed(OwnHeader, broken)[..^4] + "AAAA")).ShouldBe("signature-wrong");
            (await _bench.VerifyAsync(body, _bench.Signed("""{"alg":"RS512","kid":"other"}""", broken))).ShouldBe("signature-key-unknown");
            (await _bench.VerifyAsync(body, _bench.Signed("""{"alg":"none","kid":"other"}""", broken))).ShouldBe("signature-algorithm");
        }
    }

    public static TheoryData<string?[], string> BadHeaders => new()
    {
        { [], "signature-missing" },
        { [""], "signature-missing" },
        { [null], "signature-missing" },
        { [JwsVector.Header, JwsVector.Header], "signature-missing" },
        { [$"{JwsVector.Header},{JwsVector.Header}"], "signature-malformed" },
        { [JwsVector.Header + "="], "signature-malformed" },
        { [JwsVector.Header + ".x"], "signature-malformed" },
        { [JwsVector.Header.Replace('.', ' ')], "signature-malformed" },
        { [" " + JwsVector.Header], "signature-malformed" },
        { ["a.b"], "signature-malformed" },
        { ["..."], "signature-malformed" },
        { [".."], "signature-malformed" },
        { ["é.é.é"], "signature-malformed" },
        { [new string('A', 8 * 1024) + ".AAAA.AAAA"], "signature-malformed" },
    };

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public async Task HeaderThatCannotBeRead_IsRefused_AndNobodyIsAsked(string?[] headers, string expected)
    {
        (await _bench.VerifyAsync(JwsVector.Body, headers)).ShouldBe(expected);
        _bench.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task WithoutAnApplicationOfOurs_NothingIsAccepted()
    {
        using var bench = new IbanityBench(audience: "");
        (await bench.VerifyAsync(JwsVector.Body, JwsVector.Header)).ShouldBe("signature-audience");
    }

    /// <summary>Marks JSON that is put in as it stands.</summary>
    [System.Text.Json.Serialization.JsonConverter(typeof(RawConverter))]
    private sealed record Raw(string Json);

    private sealed class RawConverter : System.Text.Json.Serialization.JsonConverter<Raw>
    {
        public override Raw Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Raw value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json);
    }
}
