using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Calendar;

namespace Smart.Local.Simulation.Ibanity;

/// <summary>
/// The part of Ibanity that the product uses, on a loopback port of its own: keys, tokens, accounts and transactions of Ponto Connect,
/// reports of Isabel Connect, and signed webhooks. It can be slow, repeat, reorder, fail and rotate keys. Its clock is the runtime's.
/// Lost with the process.
/// </summary>
public sealed class SimulatedIbanity : IAsyncDisposable
{
    /// <summary>The application that webhooks are for: the setting <c>Ibanity:ApplicationId</c>.</summary>
    public const string ApplicationId = "00000000-1111-4222-8333-444444444444";

    /// <summary>The OAuth2 client of both products.</summary>
    public const string ClientId = "simulated-client";

    /// <summary>Its secret.</summary>
    public const string ClientSecret = "simulated-secret";

    /// <summary>The refresh token that is good at first.</summary>
    public const string RefreshToken = "simulated-refresh-0";

    private const int TokenSeconds = 1800;

    private readonly Lock _gate = new();
    private readonly SimulatedPonto _ponto = new();
    private readonly SimulatedIsabel _isabel = new();
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly List<string> _requests = [];
    private readonly HttpClient _webhooks = new();
    private WebApplication _web = null!;
    private Func<DateTimeOffset> _now = TimeProvider.System.GetUtcNow;
    private int _issued, _refreshed, _events;
    private (byte[] Body, string Signature)? _last;

    private SimulatedIbanity()
    {
    }

    /// <summary>Where the API is: the setting <c>Ibanity:ApiBase</c>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Where webhooks go; null: nowhere.</summary>
    public Uri? WebhookAddress { get; set; }

    /// <summary>Signs webhooks.</summary>
    public IbanitySigner Signer { get; } = new(ApplicationId);

    /// <summary>What goes wrong.</summary>
    public IbanityFaults Faults { get; } = new();

    /// <summary>Every request so far, method, path and query.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_gate) return [.. _requests];
        }
    }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<SimulatedIbanity> StartAsync(CancellationToken cancellationToken = default)
    {
        var ibanity = new SimulatedIbanity();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        ibanity._web = builder.Build();
        ibanity._web.Use(ibanity.MeetAsync);
        ibanity._web.UseRouting();
        ibanity.Map(ibanity._web);
        await ibanity._web.StartAsync(cancellationToken);
        ibanity.BaseAddress = new Uri(ibanity._web.Urls.First());
        return ibanity;
    }

    /// <summary>The clock that tokens, synchronisations and signatures carry.</summary>
    public void Follow(TimeProvider time) => _now = time.GetUtcNow;

    /// <summary>The order in which lists come.</summary>
    public void Answer(SimulatedOrder order, bool repeatsItems = false, int pageSize = 10, string? nextHost = null)
    {
        lock (_gate)
        {
            (_ponto.Order, _ponto.RepeatsItems, _ponto.PageSize, _ponto.NextHost) = (order, repeatsItems, pageSize, nextHost);
            (_isabel.NewestFirst, _isabel.RepeatsItems) = (order != SimulatedOrder.OldestFirst, repeatsItems);
        }
    }

    /// <summary>The holder connects an account; its id.</summary>
    public string Connect(string iban, string currency = "EUR", string? id = null)
    {
        lock (_gate) return _ponto.Connect(iban, currency, id, _now());
    }

    /// <summary>The holder takes an account away.</summary>
    public void Disconnect(string accountId)
    {
        lock (_gate) _ponto.Disconnect(accountId);
    }

    /// <summary>A movement on an account; its id. Nobody is told yet.</summary>
    public string Receive(string accountId, SimulatedTransaction transaction)
    {
        lock (_gate) return _ponto.Receive(accountId, transaction, BusinessClock.DateOf(_now()));
    }

    /// <summary>The bank is asked now, with success.</summary>
    public void Synchronize(string accountId)
    {
        lock (_gate) _ponto.Synchronize(accountId, _now());
    }

    /// <summary>A statement arrives at Isabel; its id.</summary>
    public string AddReport(string format, byte[] file, long? toldSize = null)
    {
        lock (_gate) return _isabel.Add(format, file, _now(), toldSize);
    }

    /// <summary>No token that was given is good any more.</summary>
    public void RevokeTokens()
    {
        lock (_gate) _tokens.Clear();
    }

    /// <summary>Synchronises an account and tells it: new transactions.</summary>
    /// <returns>What the receiver of the webhook answered.</returns>
    public Task<HttpStatusCode> TellAsync(string accountId, CancellationToken cancellationToken = default)
    {
        Synchronize(accountId);
        return PostAsync("pontoConnect.account.transactionsCreated", accountId, cancellationToken: cancellationToken);
    }

    /// <summary>Posts an event.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="accountId">The account that it is about.</param>
    /// <param name="fault">What is wrong with its signature.</param>
    /// <param name="eventId">Its id; a new one when left out.</param>
    /// <param name="createdAt">When it happened; now when left out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the receiver answered.</returns>
    public async Task<HttpStatusCode> PostAsync(
        string type, string accountId, SignatureFault? fault = null, string? eventId = null, DateTimeOffset? createdAt = null, CancellationToken cancellationToken = default)
    {
        var body = Encoding.UTF8.GetBytes(Event(type, accountId, eventId ?? $"simulated-event-{Interlocked.Increment(ref _events)}", createdAt ?? _now()).ToJsonString());
        _last = (body, Signer.Sign(body, _now(), fault ?? SignatureFault.None));
        return await PostAgainAsync(cancellationToken);
    }

    /// <summary>Posts the last delivery once more, signature and all.</summary>
    /// <returns>What the receiver answered.</returns>
    public async Task<HttpStatusCode> PostAgainAsync(CancellationToken cancellationToken = default)
    {
        var (body, signature) = _last ?? throw new InvalidOperationException("Nothing was posted yet.");
        using var request = new HttpRequestMessage(HttpMethod.Post, WebhookAddress ?? throw new InvalidOperationException("The webhook has no address."))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("Signature", signature);
        using var answer = await _webhooks.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _webhooks.Dispose();
        Signer.Dispose();
        await _web.DisposeAsync();
    }

    private void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/webhooks/keys", http => SendAsync(http, Signer.KeySet()));
        routes.MapPost("/{product}/oauth2/token", GiveTokenAsync);
        routes.MapGet("/ponto-connect/accounts", http => AnswerAsync(http, () => _ponto.List(BaseAddress)));
        routes.MapGet("/ponto-connect/accounts/{id}", http => AnswerAsync(http, () => _ponto.One(Route(http))));
        routes.MapGet("/ponto-connect/accounts/{id}/transactions", http => AnswerAsync(http, () => _ponto.Page(Route(http), Query(http, "after"), BaseAddress)));
        routes.MapGet("/isabel-connect/account-reports", http => AnswerAsync(http, () => _isabel.List(Query(http, "after"), Number(http, "size", 20), Number(http, "offset", 0))));
        routes.MapGet("/isabel-connect/account-reports/{id}", DownloadAsync);
    }

    private async Task MeetAsync(HttpContext http, RequestDelegate next)
    {
        lock (_gate) _requests.Add($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}");
        if (!await Faults.ApplyAsync(http)) await next(http);
    }

    private async Task GiveTokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}"))}";
        JsonObject? answer = null;
        lock (_gate)
        {
            var isRefresh = form["grant_type"] == "refresh_token";
            var isGood = isRefresh ? form["refresh_token"] == $"simulated-refresh-{_refreshed}" : form["grant_type"] == "client_credentials";
            if (isGood && http.Request.Headers.Authorization == basic)
            {
                var token = $"simulated-token-{++_issued}";
                _tokens.Add(token);
                answer = new JsonObject { ["access_token"] = token, ["expires_in"] = TokenSeconds, ["token_type"] = "bearer", ["scope"] = "ai" };
                if (isRefresh) answer["refresh_token"] = $"simulated-refresh-{++_refreshed}";
            }
        }

        await SendAsync(http, answer, StatusCodes.Status401Unauthorized);
    }

    private Task AnswerAsync(HttpContext http, Func<JsonObject?> find)
    {
        lock (_gate)
        {
            return IsKnown(http) ? SendAsync(http, find()) : SendAsync(http, null, StatusCodes.Status401Unauthorized);
        }
    }

    private Task DownloadAsync(HttpContext http)
    {
        byte[]? file;
        lock (_gate) file = IsKnown(http) ? _isabel.File(Route(http)) : null;
        if (file is null) return SendAsync(http, null);
        http.Response.ContentType = "text/plain";
        http.Response.ContentLength = file.Length;
        return http.Response.Body.WriteAsync(file, http.RequestAborted).AsTask();
    }

    private bool IsKnown(HttpContext http) => http.Request.Headers.Authorization.ToString() is { Length: > 7 } header && _tokens.Contains(header[7..]);

    private static JsonObject Event(string type, string accountId, string id, DateTimeOffset at) => new()
    {
        ["data"] = new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["attributes"] = new JsonObject { ["createdAt"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), ["count"] = 1 },
            ["relationships"] = new JsonObject { ["account"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "account", ["id"] = accountId } } },
        },
    };

    private static Task SendAsync(HttpContext http, JsonObject? answer, int missing = StatusCodes.Status404NotFound)
    {
        http.Response.StatusCode = answer is null ? missing : StatusCodes.Status200OK;
        http.Response.ContentType = "application/vnd.api+json";
        return http.Response.WriteAsync(answer?.ToJsonString() ?? """{"errors":[{"code":"refused"}]}""", http.RequestAborted);
    }

    private static string Route(HttpContext http) => (string)http.Request.RouteValues["id"]!;

    private static string? Query(HttpContext http, string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static int Number(HttpContext http, string name, int otherwise) => int.TryParse(Query(http, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
