using System.Globalization;
using System.Net;
using System.Text;
using Smart.Shared.Payments.Stripe;
using Stripe;

namespace Smart.Local.Bench;

/// <summary>Events of Stripe about payments of the invoices of a <see cref="BenchLedger"/>, and their signed posts.</summary>
/// <param name="ledger">The invoices.</param>
/// <param name="at">When they happen; they are signed then, too.</param>
internal sealed class BenchEvents(BenchLedger ledger, DateTimeOffset at)
{
    /// <summary>The payment succeeded.</summary>
    public string Paid(string name, int payment) => Event($"evt_{name}p", "payment_intent.succeeded", $$"""
        {"id":"pi_{{name}}","object":"payment_intent","amount":{{BenchLedger.CentsOf(payment)}},"amount_received":{{BenchLedger.CentsOf(payment)}},"currency":"eur","status":"succeeded","metadata":{{Metadata(payment)}}}
        """);

    /// <summary>The session behind the same payment completed.</summary>
    public string Completed(string name, int payment) => Event($"evt_{name}s", "checkout.session.completed", $$"""
        {"id":"cs_{{name}}","object":"checkout.session","amount_total":{{BenchLedger.CentsOf(payment)}},"currency":"eur","mode":"payment","payment_status":"paid","payment_intent":"pi_{{name}}","client_reference_id":"{{ledger.InvoiceOf(payment)}}","metadata":{{Metadata(payment)}}}
        """);

    /// <summary>Posts an event, signed with the secret of the local system.</summary>
    public async Task<HttpStatusCode> PostAsync(HttpClient http, Uri address, string json, CancellationToken cancellationToken)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Add(StripeSignature.Header, $"t={time},v1={EventUtility.ComputeSignature(DemoCooperative.WebhookSecret, time, json)}");
        using var answer = await http.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    private string Metadata(int payment)
    {
        var number = ledger.InvoiceOf(payment);
        return $$"""{"debtorId":"{{ledger.DebtorOf(payment)}}","number":"{{number}}","reference":"{{number.Reference.Digits}}"}""";
    }

    private string Event(string id, string type, string about) =>
        $$"""{"id":"{{id}}","object":"event","type":"{{type}}","created":{{at.ToUnixTimeSeconds()}},"livemode":false,"data":{"object":{{about}} } }""";
}
