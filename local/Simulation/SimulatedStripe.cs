using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Stripe;

namespace Smart.Local.Simulation;

/// <summary>
/// The part of Stripe's API that the product calls, on a loopback port of its own: checkout sessions, a page to pay them on, events,
/// and signed webhooks. Its clock is the runtime's, for the signature's tolerance is too. Lost with the process.
/// </summary>
public sealed partial class SimulatedStripe : IAsyncDisposable
{
    private const string ApiVersionOfEvents = "2026-04-22.dahlia";
    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(24);

    private readonly Lock _gate = new();
    private readonly List<JsonObject> _sessions = [];
    private readonly List<JsonObject> _events = [];
    private readonly Dictionary<string, JsonObject> _byIdempotencyKey = new(StringComparer.Ordinal);
    private readonly HttpClient _webhooks = new();
    private readonly string _secret;
    private WebApplication _web = null!;
    private Func<DateTimeOffset> _now = TimeProvider.System.GetUtcNow;

    private SimulatedStripe(string webhookSecret) => _secret = webhookSecret;

    /// <summary>Where the API is: the setting <c>Stripe:ApiBase</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Where webhooks go; null: nowhere.</summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>The ids of the sessions that were created, oldest first.</summary>
    public IReadOnlyList<string> Sessions
    {
        get
        {
            lock (_gate) return [.. _sessions.Select(IdOf)];
        }
    }

    /// <summary>The ids of the events so far, oldest first.</summary>
    public IReadOnlyList<string> Events
    {
        get
        {
            lock (_gate) return [.. _events.Select(IdOf)];
        }
    }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<SimulatedStripe> StartAsync(string webhookSecret, CancellationToken cancellationToken = default)
    {
        var stripe = new SimulatedStripe(webhookSecret);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        stripe._web = builder.Build();
        stripe.Map(stripe._web);
        await stripe._web.StartAsync(cancellationToken);
        stripe.BaseAddress = new Uri(stripe._web.Urls.First());
        return stripe;
    }

    /// <summary>The clock that sessions, events and signatures carry.</summary>
    public void Follow(TimeProvider time) => _now = time.GetUtcNow;

    /// <summary>The client pays by card: the session completes and its webhook is posted.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Gives up posting.</param>
    /// <returns>What the receiver of the webhook answered.</returns>
    public Task<HttpStatusCode> PayAsync(string sessionId, CancellationToken cancellationToken = default) =>
        PostAsync(Complete(sessionId).EventId, cancellationToken);

    /// <summary>The client pays by card, and nobody is told yet.</summary>
    /// <param name="sessionId">The session.</param>
    public SimulatedCardPayment Complete(string sessionId)
    {
        lock (_gate)
        {
            var session = _sessions.Find(candidate => IdOf(candidate) == sessionId) ?? throw new InvalidOperationException($"There is no checkout session {sessionId}.");
            if (session["status"]!.GetValue<string>() != "open") throw new InvalidOperationException($"The checkout session {sessionId} is not open.");
            session["status"] = "complete";
            session["payment_status"] = "paid";
            session["payment_intent"] = $"pi_sim_{_events.Count + 1}";
            var id = AddEvent("checkout.session.completed", session);
            return new SimulatedCardPayment(id, session["payment_intent"]!.GetValue<string>(), session["amount_total"]!.GetValue<long>(), _now());
        }
    }

    /// <summary>Posts the webhook of an event, for the first time or again.</summary>
    /// <returns>What the receiver answered.</returns>
    public async Task<HttpStatusCode> PostAsync(string eventId, CancellationToken cancellationToken = default)
    {
        string body;
        lock (_gate) body = _events.Find(candidate => IdOf(candidate) == eventId)!.ToJsonString();
        var timestamp = _now().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookAddress ?? throw new InvalidOperationException("The webhook has no address."))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Stripe-Signature", $"t={timestamp},v1={EventUtility.ComputeSignature(_secret, timestamp, body)}");
        using var answer = await _webhooks.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        await _web.DisposeAsync();
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/checkout/sessions", CreateAsync);
        routes.MapGet("/v1/checkout/sessions/{id}", (HttpContext http, string id) => SendAsync(http, Find(_sessions, id)));
        routes.MapPost("/v1/checkout/sessions/{id}/expire", (HttpContext http, string id) => SendAsync(http, Expire(id)));
        routes.MapGet("/v1/events", ListAsync);
        routes.MapGet("/v1/events/{id}", (HttpContext http, string id) => SendAsync(http, Find(_events, id)));
        routes.MapGet("/pay/{id}", ShowAsync);
        routes.MapPost("/pay/{id}", PayFromPageAsync);
    }

    private async Task CreateAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        JsonObject session;
        lock (_gate)
        {
            if (key.Length == 0 || !_byIdempotencyKey.TryGetValue(key, out session!))
            {
                session = NewSession(form);
                _sessions.Add(session);
                if (key.Length > 0) _byIdempotencyKey[key] = session;
            }
        }

        await SendAsync(http, session);
    }

    private JsonObject NewSession(IFormCollection form)
    {
        var id = $"cs_sim_{_sessions.Count + 1}";
        var now = _now();
        var amount = form.Keys.Select(key => UnitAmount().Match(key)).Where(match => match.Success)
            .Sum(match => Number(form, match.Value) * (form.TryGetValue($"line_items[{match.Groups["index"].Value}][quantity]", out var quantity) ? long.Parse(quantity!, CultureInfo.InvariantCulture) : 1));
        var expires = form.ContainsKey("expires_at") ? Number(form, "expires_at") : now.Add(SessionLife).ToUnixTimeSeconds();
        var metadata = new JsonObject();
        foreach (var (name, value) in form)
        {
            if (Metadata().Match(name) is { Success: true } match) metadata[match.Groups["key"].Value] = value.ToString();
        }

        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["amount_subtotal"] = amount,
            ["amount_total"] = amount,
            ["client_reference_id"] = Text(form, "client_reference_id"),
            ["cancel_url"] = Text(form, "cancel_url"),
            ["success_url"] = Text(form, "success_url"),
            ["created"] = now.ToUnixTimeSeconds(),
            ["currency"] = Text(form, "line_items[0][price_data][currency]") ?? "eur",
            ["customer_email"] = Text(form, "customer_email"),
            ["expires_at"] = expires,
            ["livemode"] = false,
            ["metadata"] = metadata,
            ["mode"] = Text(form, "mode") ?? "payment",
            ["payment_intent"] = null,
            ["payment_method_types"] = new JsonArray("card"),
            ["payment_status"] = "unpaid",
            ["status"] = "open",
            ["url"] = new Uri(BaseAddress, $"/pay/{id}").ToString(),
        };
    }

    private JsonObject? Expire(string id)
    {
        lock (_gate)
        {
            if (_sessions.Find(candidate => IdOf(candidate) == id) is not { } session) return null;
            session["status"] = "expired";
            return session;
        }
    }

    private string AddEvent(string type, JsonObject about)
    {
        var id = $"evt_sim_{_events.Count + 1}";
        _events.Add(new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = ApiVersionOfEvents,
            ["created"] = _now().ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = about.DeepClone() },
            ["livemode"] = false,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = type,
        });
        return id;
    }

    private Task ListAsync(HttpContext http)
    {
        JsonArray page;
        lock (_gate) page = [.. Enumerable.Reverse(_events).Select(item => item.DeepClone())];
        return SendAsync(http, new JsonObject { ["object"] = "list", ["data"] = page, ["has_more"] = false, ["url"] = "/v1/events" });
    }

    private JsonObject? Find(List<JsonObject> among, string id)
    {
        lock (_gate) return (JsonObject?)among.Find(candidate => IdOf(candidate) == id)?.DeepClone();
    }

    private async Task ShowAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        var session = Find(_sessions, id);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.StatusCode = session is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        var amount = ((session?["amount_total"]?.GetValue<long>() ?? 0) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var body = session?["status"]?.GetValue<string>() == "open"
            ? $"<p>EUR {amount}</p><form method=\"post\"><button>Pay by card</button></form>"
            : "<p>This session is not open.</p>";
        await http.Response.WriteAsync($"<!doctype html><meta charset=\"utf-8\"><title>Checkout</title><h1>Simulated checkout</h1>{body}", http.RequestAborted);
    }

    private async Task PayFromPageAsync(HttpContext http)
    {
        var id = (string)http.Request.RouteValues["id"]!;
        await PayAsync(id, http.RequestAborted);
        http.Response.Redirect($"/pay/{Uri.EscapeDataString(id)}");
    }

    private static Task SendAsync(HttpContext http, JsonObject? answer)
    {
        http.Response.ContentType = "application/json";
        if (answer is not null) return http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { type = "invalid_request_error", code = "resource_missing", message = "No such object." } }), http.RequestAborted);
    }

    private static string IdOf(JsonObject item) => item["id"]!.GetValue<string>();

    private static string? Text(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    private static long Number(IFormCollection form, string name) => long.Parse(form[name].ToString(), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^line_items\[(?<index>[0-9]+)\]\[price_data\]\[unit_amount\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitAmount();

    [GeneratedRegex(@"^metadata\[(?<key>[^\]]+)\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metadata();
}

/// <summary>A card payment that was made.</summary>
/// <param name="EventId">The event that tells of it.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Cents">How much, in cents.</param>
/// <param name="At">When, UTC.</param>
public sealed record SimulatedCardPayment(string EventId, string PaymentId, long Cents, DateTimeOffset At);
