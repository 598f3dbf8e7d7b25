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

    [Fact]
    public void ChargeOfAnOldVersion_ListsItsRefunds()
    {
        var charge = EventUtility.ParseEvent(File.ReadAllText(StripeSamples.PathOf("webhook-events/charge.refunded.json")), throwOnApiVersionMismatch: false)
            .Data.Object.ShouldBeOfType<Charge>();

        charge.Refunds.ShouldHaveSingleItem().Status.ShouldBe("succeeded");
    }

    [Fact]
    public void Dispute_TellsPaymentReasonAndDeadline()
    {
        var dispute = Parse("""{"id":"du_1","object":"dispute","amount":100,"currency":"eur","created":1700000000,"payment_intent":"pi_1","charge":"ch_1","reason":"general","status":"lost","evidence_details":{"due_by":1700086400} }""")
            .ShouldBeOfType<Dispute>();

        (dispute.Amount, dispute.PaymentIntentId, dispute.ChargeId, dispute.Reason, dispute.Status).ShouldBe((100, "pi_1", "ch_1", "general", "lost"));
        dispute.EvidenceDetails.DueBy.ShouldBe(new DateTime(2023, 11, 15, 22, 13, 20, DateTimeKind.Utc));
    }

    [Fact]
    public void Payout_TellsArrivalAndFailure()
    {
        var payout = Parse("""{"id":"po_1","object":"payout","amount":-100,"currency":"eur","arrival_date":1700000000,"status":"failed","failure_code":"account_closed"}""").ShouldBeOfType<Payout>();

        (payout.Amount, payout.Status, payout.FailureCode, payout.Created).ShouldBe((-100, "failed", "account_closed", DateTime.UnixEpoch));
        payout.ArrivalDate.ShouldBe(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc));
    }

    private static IHasObject Parse(string about) =>
        EventUtility.ParseEvent($$"""{"id":"evt_1","object":"event","created":1700000000,"type":"x","data":{"object":{{about}} } }""", throwOnApiVersionMismatch: false).Data.Object;
}
