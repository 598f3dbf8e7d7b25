using System.Text.Json.Nodes;

namespace Smart.Local.Simulation;

/// <summary>The objects of the simulated card payments in the shapes of the API.</summary>
internal static class StripeObjects
{
    public static JsonObject Session(string id, StripeForm form, Uri page, DateTimeOffset now, DateTimeOffset expires) => new()
    {
        ["id"] = id,
        ["object"] = "checkout.session",
        ["amount_subtotal"] = form.Amount(),
        ["amount_total"] = form.Amount(),
        ["client_reference_id"] = form.Text("client_reference_id"),
        ["cancel_url"] = form.Text("cancel_url"),
        ["success_url"] = form.Text("success_url"),
        ["created"] = now.ToUnixTimeSeconds(),
        ["currency"] = form.Text("line_items[0][price_data][currency]") ?? "eur",
        ["customer_email"] = form.Text("customer_email"),
        ["expires_at"] = form.Has("expires_at") ? form.Number("expires_at") : expires.ToUnixTimeSeconds(),
        ["livemode"] = false,
        ["metadata"] = form.Map("metadata"),
        ["mode"] = form.Text("mode") ?? "payment",
        ["payment_intent"] = null,
        ["payment_method_types"] = form.List("payment_method_types") is { Count: > 0 } methods ? methods : new JsonArray("card"),
        ["payment_status"] = "unpaid",
        ["status"] = "open",
        ["url"] = page.ToString(),
    };

    public static JsonObject Payment(string id, JsonObject session, string method, DateTimeOffset now) => new()
    {
        ["id"] = id,
        ["object"] = "payment_intent",
        ["amount"] = session["amount_total"]!.DeepClone(),
        ["amount_received"] = 0,
        ["created"] = now.ToUnixTimeSeconds(),
        ["currency"] = session["currency"]!.DeepClone(),
        ["last_payment_error"] = null,
        ["latest_charge"] = id.Replace("pi_", "ch_", StringComparison.Ordinal),
        ["livemode"] = false,
        ["metadata"] = session["metadata"]!.DeepClone(),
        ["payment_method_types"] = new JsonArray(method),
        ["status"] = "processing",
    };

    public static JsonObject Refund(string id, JsonObject payment, long cents, string status, string? reason, DateTimeOffset now) => new()
    {
        ["id"] = id,
        ["object"] = "refund",
        ["amount"] = cents,
        ["charge"] = payment["latest_charge"]!.DeepClone(),
        ["created"] = now.ToUnixTimeSeconds(),
        ["currency"] = payment["currency"]!.DeepClone(),
        ["failure_reason"] = null,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = payment.Id(),
        ["reason"] = reason,
        ["status"] = status,
    };

    public static JsonObject Charge(JsonObject payment, IEnumerable<JsonObject>? refunds)
    {
        var charge = new JsonObject
        {
            ["id"] = payment["latest_charge"]!.DeepClone(),
            ["object"] = "charge",
            ["amount"] = payment["amount"]!.DeepClone(),
            ["amount_refunded"] = payment.Number("refunded"),
            ["created"] = payment["created"]!.DeepClone(),
            ["currency"] = payment["currency"]!.DeepClone(),
            ["livemode"] = false,
            ["metadata"] = payment["metadata"]!.DeepClone(),
            ["payment_intent"] = payment.Id(),
            ["status"] = "succeeded",
        };
        if (refunds is not null) charge["refunds"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. refunds.Select(refund => refund.DeepClone())]), ["has_more"] = false, ["url"] = "/v1/refunds" };
        return charge;
    }

    public static JsonObject Dispute(string id, JsonObject payment, long cents, string reason, DateTimeOffset now) => new()
    {
        ["id"] = id,
        ["object"] = "dispute",
        ["amount"] = cents,
        ["charge"] = payment["latest_charge"]!.DeepClone(),
        ["created"] = now.ToUnixTimeSeconds(),
        ["currency"] = payment["currency"]!.DeepClone(),
        ["evidence_details"] = new JsonObject { ["due_by"] = now.AddDays(7).ToUnixTimeSeconds() },
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = payment.Id(),
        ["reason"] = reason,
        ["status"] = "needs_response",
    };

    public static JsonObject Payout(string id, long cents, DateOnly arrives, DateTimeOffset now) => new()
    {
        ["id"] = id,
        ["object"] = "payout",
        ["amount"] = cents,
        ["arrival_date"] = new DateTimeOffset(arrives.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds(),
        ["automatic"] = true,
        ["created"] = now.ToUnixTimeSeconds(),
        ["currency"] = "eur",
        ["failure_code"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["statement_descriptor"] = null,
        ["status"] = "paid",
    };
}
