namespace Smart.Local.Fuzz;

/// <summary>Good events of Stripe to spoil.</summary>
internal static class FuzzEvents
{
    private static readonly string[] Types =
    [
        "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "payment_intent.succeeded", "payment_intent.processing",
        "payment_intent.payment_failed", "refund.created", "refund.updated", "refund.failed", "charge.refunded", "charge.dispute.created", "charge.dispute.closed", "payout.paid", "payout.failed", "customer.created",
    ];

    /// <summary>One of any type, mostly about an object that fits it.</summary>
    internal static string Make(Random random)
    {
        var (type, number) = (Types[random.Next(Types.Length)], random.Next(1, 1000));
        var about = About(random.Next(8) == 0 ? Types[random.Next(Types.Length)] : type, number, random.Next(1, 500_000));
        return $$"""{"id":"evt_{{number}}","object":"event","type":"{{type}}","api_version":"2025-03-31.basil","created":{{FuzzProduct.Now.ToUnixTimeSeconds() - number}},"livemode":false,"data":{"object":{{about}} } }""";
    }

    private static string About(string type, int number, int cents)
    {
        const string Metadata = """{"debtorId":"debtor1","number":"2026-000001","reference":"202600000192"}""";
        var payment = $"pi_{number}";
        return type.Split('.')[0] switch
        {
            "checkout" => $$"""
                {"id":"cs_{{number}}","object":"checkout.session","amount_total":{{cents}},"currency":"eur","mode":"payment","payment_status":"paid","payment_intent":"{{payment}}","client_reference_id":"2026-000001","metadata":{{Metadata}} }
                """,
            "payment_intent" => $$"""{"id":"{{payment}}","object":"payment_intent","amount":{{cents}},"amount_received":{{cents}},"currency":"eur","status":"succeeded","metadata":{{Metadata}} }""",
            "refund" => $$"""{"id":"re_{{number}}","object":"refund","amount":{{cents}},"currency":"eur","created":1777000000,"payment_intent":"{{payment}}","reason":"duplicate","status":"succeeded"}""",
            "charge" when type.Contains("dispute", StringComparison.Ordinal) => $$"""
                {"id":"du_{{number}}","object":"dispute","amount":{{cents}},"currency":"eur","created":1777000000,"payment_intent":{"id":"{{payment}}","object":"payment_intent"},"reason":"fraudulent","status":"lost","evidence_details":{"due_by":1778000000} }
                """,
            "charge" => $$"""
                {"id":"ch_{{number}}","object":"charge","amount":{{cents}},"amount_refunded":{{cents}},"currency":"eur","created":1777000000,"payment_intent":"{{payment}}","refunded":true,
                "refunds":{"object":"list","data":[{"id":"re_{{number}}","object":"refund","amount":{{cents}},"currency":"eur","created":1777000000,"payment_intent":"{{payment}}","status":"succeeded"}]} }
                """,
            "payout" => $$"""{"id":"po_{{number}}","object":"payout","amount":{{cents}},"currency":"eur","arrival_date":1777000000,"created":1777000000,"status":"paid","statement_descriptor":"STRIPE"}""",
            _ => $$"""{"id":"cus_{{number}}","object":"customer"}""",
        };
    }
}
