using System.Text.Json;
using Stripe;

namespace Smart.Substitutes.Tests.Stripe;

public class WebhookSignatureTests
{
    private const string Body = """{"id":"evt_1","object":"event","type":"payment_intent.succeeded"}""";
    private const string Good = "b5d16909735dfcdc338e1f1e170cbb5d2ea57494fe5f638399aebcce132ec538";
    private const long Sent = 1700000000;

    [Theory]
    [InlineData("whsec_test", "1700000000", Body, Good)]
    [InlineData("whsec_test", "1700000000", Body + "\n", "e3b3a7b89cb56a4100de85ec2b38894f4605f6586a4b969302424dd0b931092f")]
    [InlineData("whsec_test", "1700000301", Body, "b23ea4af7049f681cff6a1ff92002dfb96e4e0b2dc5d92dd693f6d804547e84e")]
    [InlineData("whsec_old", "1700000000", Body, "3ce3deb03ce8afeae8ca77ba9591d26dc4568a4f7975ec65242cda7fda976bfa")]
    public void Signature_IsTheOneOfTheVectors(string secret, string timestamp, string body, string expected) =>
        EventUtility.ComputeSignature(secret, timestamp, body).ShouldBe(expected);

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(-300)]
    public void WithinTolerance_IsAccepted(int seconds) => Construct($"t={Sent},v1={Good}", Sent + seconds).Id.ShouldBe("evt_1");

    [Theory]
    [InlineData(301)]
    [InlineData(-301)]
    public void BeyondTolerance_IsRefused(int seconds) => Should.Throw<StripeException>(() => Construct($"t={Sent},v1={Good}", Sent + seconds));

    [Fact]
    public void OneGoodSignatureAmongSeveral_IsEnough() => Construct($"t={Sent},v1=deadbeef,v1={Good},v0=old", Sent).Type.ShouldBe(EventTypes.PaymentIntentSucceeded);

    [Theory]
    [InlineData("t=1700000000,v0=" + Good)]
    [InlineData("t=1700000000")]
    [InlineData("v1=" + Good)]
    [InlineData("t=1700000000,v1=")]
    [InlineData("t")]
    [InlineData(",,")]
    [InlineData("")]
    public void MalformedHeader_IsRefused(string header) => Should.Throw<StripeException>(() => Construct(header, Sent));

    [Fact]
    public void OtherApiVersion_IsRefusedUnlessAllowed() =>
        Should.Throw<StripeException>(() => EventUtility.ConstructEvent(Body, $"t={Sent},v1={Good}", "whsec_test", 300, Sent));

    [Fact]
    public void PublishedVectors_AreAcceptedAndRefusedAsStated()
    {
        var body = File.ReadAllText(StripeSamples.PathOf("signature/event_test_signature.json"));
        using var vectors = JsonDocument.Parse(File.ReadAllText(StripeSamples.PathOf("signature/vectors.json")));
        var root = vectors.RootElement;
        var secret = root.GetProperty("known_good").GetProperty("secret").GetString()!;
        var sent = root.GetProperty("known_good").GetProperty("timestamp").GetInt64();

        foreach (var vector in root.GetProperty("accept").EnumerateArray()) Validate(vector, vector.GetProperty("now").GetInt64());
        Validate(root.GetProperty("accept_several_signatures"), sent);
        foreach (var vector in root.GetProperty("reject").EnumerateArray()) Should.Throw<StripeException>(() => Validate(vector, vector.GetProperty("now").GetInt64()), vector.GetProperty("why").GetString());

        void Validate(JsonElement vector, long now) => EventUtility.ValidateSignature(
            body + (vector.TryGetProperty("body_suffix", out var suffix) ? suffix.GetString() : ""),
            vector.GetProperty("header").GetString(),
            vector.TryGetProperty("secret", out var other) ? other.GetString() : secret,
            300,
            now);
    }

    private static Event Construct(string header, long now) => EventUtility.ConstructEvent(Body, header, "whsec_test", 300, now, throwOnApiVersionMismatch: false);
}
