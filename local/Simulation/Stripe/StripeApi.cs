using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Smart.Local.Simulation;

/// <summary>The part of the API that the product calls.</summary>
internal sealed class StripeApi(SimulatedStripe stripe, StripeBooks books, Func<DateTimeOffset> now)
{
    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(24);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Asked, JsonObject Answer)> _byIdempotencyKey = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/checkout/sessions", http => RunAsync(http, CreateSessionAsync));
        routes.MapGet("/v1/checkout/sessions/{id}", http => RunAsync(http, FindAsync));
        routes.MapPost("/v1/checkout/sessions/{id}/expire", http => RunAsync(http, ExpireAsync));
        routes.MapGet("/v1/payment_intents/{id}", http => RunAsync(http, FindAsync));
        routes.MapPost("/v1/refunds", http => RunAsync(http, RefundAsync));
        routes.MapGet("/v1/refunds/{id}", http => RunAsync(http, FindAsync));
        routes.MapGet("/v1/events", http => RunAsync(http, ListAsync));
        routes.MapGet("/v1/events/{id}", http => RunAsync(http, FindAsync));
    }

    private async Task RunAsync(HttpContext http, Func<HttpContext, Task<(JsonObject? Answer, string Refusal)>> answer)
    {
        if (stripe.Faults.Slow > TimeSpan.Zero) await Task.Delay(stripe.Faults.Slow, TimeProvider.System, http.RequestAborted);
        http.Response.ContentType = "application/json";
        if (stripe.Faults.Next() is { } failing)
        {
            await RefuseAsync(http, (int)failing, failing == HttpStatusCode.TooManyRequests ? "rate_limit" : "api_error");
            return;
        }

        var (given, refusal) = await answer(http);
        if (given is not null) await http.Response.WriteAsync(given.ToJsonString(), http.RequestAborted);
        else await RefuseAsync(http, refusal == "resource_missing" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, refusal);
    }

    private static Task RefuseAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { type = "invalid_request_error", code, message = code } }), http.RequestAborted);
    }

    private Task<(JsonObject? Answer, string Refusal)> CreateSessionAsync(HttpContext http) => OnceAsync(http, form =>
    {
        var id = books.NextId("cs");
        return (books.Add(StripeObjects.Session(id, form, new Uri(stripe.BaseAddress, $"/pay/{id}"), now(), now() + SessionLife)), "");
    });

    private Task<(JsonObject? Answer, string Refusal)> RefundAsync(HttpContext http) => OnceAsync(http, form =>
    {
        var payment = form.Text("payment_intent") ?? "";
        if (books.Find(payment) is null) return (null, "resource_missing");
        var refund = stripe.Refund(payment, form.Has("amount") ? form.Number("amount") : null, reason: form.Text("reason"));
        return (books.Find(refund.Id), "charge_already_refunded");
    });

    // The same key with the same form has the same answer; with another form it is refused.
    private async Task<(JsonObject? Answer, string Refusal)> OnceAsync(HttpContext http, Func<StripeForm, (JsonObject? Answer, string Refusal)> create)
    {
        var form = new StripeForm(await http.Request.ReadFormAsync(http.RequestAborted));
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        lock (_gate)
        {
            if (_byIdempotencyKey.TryGetValue(key, out var before)) return before.Asked == form.Fingerprint ? (before.Answer, "") : (null, "idempotency_error");
            var made = create(form);
            if (key.Length > 0 && made.Answer is { } answer) _byIdempotencyKey[key] = (form.Fingerprint, answer);
            return made;
        }
    }

    private Task<(JsonObject? Answer, string Refusal)> FindAsync(HttpContext http)
    {
        var found = books.Find(IdOf(http));
        if (found is not null && found.Text("status") == "open" && found.Number("expires_at") <= now().ToUnixTimeSeconds()) found["status"] = "expired";
        return Task.FromResult((found, "resource_missing"));
    }

    private Task<(JsonObject? Answer, string Refusal)> ExpireAsync(HttpContext http)
    {
        var expired = books.Change(IdOf(http), session => session.Text("status") == "open", session => session["status"] = "expired");
        return Task.FromResult((expired, "resource_invalid_state"));
    }

    private Task<(JsonObject? Answer, string Refusal)> ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var types = query.Where(field => field.Key.StartsWith("type", StringComparison.Ordinal)).Select(field => field.Value.ToString()).ToHashSet(StringComparer.Ordinal);
        if (types.Count > 20) return Task.FromResult(((JsonObject?)null, "too_many_types"));
        bool? delivered = query.TryGetValue("delivery_success", out var success) ? success == "true" : null;
        var all = books.Listed(item => (types.Count == 0 || types.Contains(item.Text("type"))) && IsIn(query, item.Number("created")), delivered);
        var after = query["starting_after"].ToString();
        var rest = after.Length == 0 ? all : [.. all.SkipWhile(item => item.Id() != after).Skip(1)];
        var limit = query.TryGetValue("limit", out var most) ? int.Parse(most!, CultureInfo.InvariantCulture) : 10;
        var page = new JsonArray([.. rest.Take(limit)]);
        return Task.FromResult(((JsonObject?)new JsonObject { ["object"] = "list", ["data"] = page, ["has_more"] = rest.Count > limit, ["url"] = "/v1/events" }, ""));
    }

    private static bool IsIn(IQueryCollection query, long created)
    {
        long? Bound(string name) => query.TryGetValue($"created[{name}]", out var value) ? long.Parse(value!, CultureInfo.InvariantCulture) : null;
        return !(created < Bound("gte")) && !(created <= Bound("gt")) && !(created > Bound("lte")) && !(created >= Bound("lt"));
    }

    private static string IdOf(HttpContext http) => (string)http.Request.RouteValues["id"]!;
}
