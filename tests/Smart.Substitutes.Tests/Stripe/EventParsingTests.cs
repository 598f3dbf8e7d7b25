using Stripe;
using Stripe.Checkout;

namespace Smart.Substitutes.Tests.Stripe;

public class EventParsingTests
{
    [Fact]
    public void EverySampleEvent_Parses()
    {
        foreach (var file in Directory.EnumerateFiles(StripeSamples.PathOf("webhook-events")))
        {
            var parsed = EventUtility.ParseEvent(File.ReadAllText(file), throwOnApiVersionMismatch: false);
            parsed.Type.ShouldNotBeNullOrEmpty(file);
            parsed.Created.Year.ShouldBeGreaterThan(2000, file);
            if (parsed.Type.StartsWith("charge.", StringComparison.Ordinal)) parsed.Data.Object.ShouldBeOfType<Charge>().Amount.ShouldBePositive(file);
            if (parsed.Type.StartsWith("payment_intent.", StringComparison.Ordinal)) parsed.Data.Object.ShouldBeOfType<PaymentIntent>().Status.ShouldNotBeNullOrEmpty(file);
            if (parsed.Type.StartsWith("checkout.session.", StringComparison.Ordinal)) parsed.Data.Object.ShouldBeOfType<Session>().Mode.ShouldNotBeNullOrEmpty(file);
        }
    }

    [Fact]
    public void PaidSession_TellsAmountIntentAndMetadata()
    {
        const string Json = """
            {"id":"evt_2","object":"event","created":1700000000,"type":"checkout.session.completed","livemode":false,
             "data":{"object":{"id":"cs_1","object":"checkout.session","amount_total":121000,"currency":"eur","payment_status":"paid",
             "payment_intent":"pi_1","metadata":{"invoice":"2026-1"},"expires_at":1700086400,"created":1700000000}}}
            """;
        var session = EventUtility.ParseEvent(Json, throwOnApiVersionMismatch: false).Data.Object.ShouldBeOfType<Session>();

        (session.AmountTotal, session.PaymentStatus, session.PaymentIntentId).ShouldBe((121_000, "paid", "pi_1"));
        session.Metadata["invoice"].ShouldBe("2026-1");
        session.PaymentIntent.ShouldBeNull();
    }
}
