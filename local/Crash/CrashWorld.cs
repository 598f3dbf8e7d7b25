using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Http;
using Smart.Local.Runtime;
using Smart.Shared.Calendar;

namespace Smart.Local.Crash;

/// <summary>
/// A system that may be killed under the people of a story, and those people: they start it again, repeat what got no answer with
/// the same idempotency key, and wait for what is late.
/// </summary>
public sealed class CrashWorld : IAsyncDisposable
{
    private const int MostTries = 40;
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Func<Task>> _moments = new(StringComparer.Ordinal);
    private int _keys;
    private int _momentKeys;

    private CrashWorld(EffectLog effects) => Effects = effects;

    /// <summary>The system.</summary>
    public LocalSystem System { get; private set; } = null!;

    /// <summary>What it did.</summary>
    public EffectLog Effects { get; }

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Starts a system with faults; effects are counted from here on.</summary>
    /// <param name="effects">The faults.</param>
    /// <param name="options">How it is served; observers and faults are added here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<CrashWorld> StartAsync(EffectLog effects, LocalSystemOptions options, CancellationToken cancellationToken)
    {
        var world = new CrashWorld(effects);
        world.System = await LocalSystem.StartAsync(
            options with
            {
                StorageObservers = [.. options.StorageObservers, effects],
                ProviderObservers = [effects],
                MessageFaults = effects,
                BeforeFunction = world.BeforeAsync,
            },
            cancellationToken);
        return world;
    }

    /// <summary>Does something at the moment when a function begins, once: again only when it was killed at it.</summary>
    /// <param name="function">The name of the function.</param>
    /// <param name="act">What happens.</param>
    public void At(string function, Func<Task> act) => _moments[function] = act;

    /// <summary>Calls the API as somebody until there is an answer.</summary>
    /// <param name="user">Name and roles, <c>name;role,role</c>; null for nobody.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Below <c>/api/</c>, or from the root.</param>
    /// <param name="body">Written as JSON; bytes as they are.</param>
    /// <param name="ifMatch">The version that the caller saw.</param>
    public async Task<ApiAnswer> SendAsync(string? user, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var key = method == HttpMethod.Get || IsInMoment ? "" : NextKey();
        ApiAnswer? last = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            // At a moment no time passes: who gets no answer asks anew.
            last = await TryAsync(user, method, path, body, IsInMoment ? $"moment-{++_momentKeys}" : key, ifMatch);
            if (last is not null && last.Problem != "request-in-progress" && (int)last.Status < 500) return last;
            if (last is not null && !IsInMoment) await AdvanceAsync(TimeSpan.FromMinutes(3));
        }

        throw new StuckException($"{method} {path} got no final answer in {MostTries} tries: {(last is null ? "none" : $"{(int)last.Status} {last.Problem}")}.");
    }

    /// <summary>Reads.</summary>
    public Task<ApiAnswer> GetAsync(string user, string path) => SendAsync(user, HttpMethod.Get, path);

    /// <summary>Changes something; the answer must be a success.</summary>
    public async Task<ApiAnswer> PostAsync(string? user, string path, object? body = null, string? ifMatch = null)
    {
        var answer = await SendAsync(user, HttpMethod.Post, path, body ?? new { }, ifMatch);
        return answer.Succeeded ? answer : throw new StuckException($"POST {path} was refused: {(int)answer.Status} {answer.Problem}.");
    }

    /// <summary>Calls once, and does not care whether it was answered: a caller who gives up.</summary>
    public async Task TryOnceAsync(string user, string path, object body) =>
        _ = await TryAsync(user, HttpMethod.Post, path, body, NextKey(), ifMatch: null);

    /// <summary>Moves on to a time of day in Brussels, starting the system again whenever it was killed on the way.</summary>
    public Task GoToAsync(DateOnly day, int hour) => RepeatAsync(() => System.Host.AdvanceToAsync(Later(BusinessClock.InstantOf(day, new TimeOnly(hour, 0)))));

    /// <summary>Lets everything that is ready run.</summary>
    public Task RestAsync() => RepeatAsync(() => System.Host.RunUntilIdleAsync());

    /// <summary>Does something on the system, again after each kill.</summary>
    public async Task RepeatAsync(Func<Task> act)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception killed) when (tries < MostTries && killed is FencedException or HttpRequestException)
            {
                await ReviveAsync();
            }
        }
    }

    /// <summary>Looks, an hour apart, until there is something to see.</summary>
    /// <param name="what">What is awaited, for the message.</param>
    /// <param name="look">Null while there is nothing.</param>
    /// <param name="hours">How long to look.</param>
    public async Task<T> UntilAsync<T>(string what, Func<Task<T?>> look, int hours = 96)
        where T : class
    {
        for (var hour = 0; hour <= hours; hour++)
        {
            if (await look() is { } seen) return seen;
            await AdvanceAsync(Step);
        }

        throw new StuckException($"{what} did not come in {hours} hours.");
    }

    /// <summary>A service of the product, for what no request does.</summary>
    public T Service<T>()
        where T : notnull => System.Host.Services.GetRequiredService<T>();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => System.DisposeAsync();

    private bool IsInMoment => System.Ledger.Function is not null;

    private string NextKey() => $"key-{(++_keys).ToString(CultureInfo.InvariantCulture)}";

    private Task AdvanceAsync(TimeSpan time)
    {
        var target = System.Host.TimeProvider.GetUtcNow() + time;
        return RepeatAsync(() => System.Host.AdvanceToAsync(Later(target)));
    }

    private DateTimeOffset Later(DateTimeOffset target) => target > System.Host.TimeProvider.GetUtcNow() ? target : System.Host.TimeProvider.GetUtcNow();

    private async Task BeforeAsync(string function)
    {
        if (!_moments.TryGetValue(function, out var act)) return;
        await act();
        _moments.Remove(function);
    }

    private async Task<ApiAnswer?> TryAsync(string? user, HttpMethod method, string path, object? body, string key, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/{path}");
        if (user is not null) request.Headers.Add(DevelopmentSignIn.UserHeader, user);
        if (method != HttpMethod.Get) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{ifMatch}\"");
        request.Content = ContentOf(body);
        try
        {
            using var answer = await System.Host.Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
            if (!System.Host.IsFenced) return new ApiAnswer($"{method} {path}", answer.StatusCode, isJson ? JsonNode.Parse(text) : null, answer.Headers.Location);
        }
        catch (HttpRequestException)
        {
            // Killed under the request, or the answer was cut: the caller knows nothing.
        }

        await ReviveAsync();
        return null;
    }

    private static HttpContent? ContentOf(object? body)
    {
        if (body is not byte[] bytes) return body is null ? null : JsonContent.Create(body);
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return content;
    }

    // Inside a function nothing can be started again: whoever drives the system does, and the moment comes again.
    private async Task ReviveAsync()
    {
        if (!System.Host.IsFenced) return;
        if (IsInMoment) throw new FencedException();
        Restarts++;
        await System.Host.RestartAsync();
    }
}

/// <summary>The story could not go on: something awaited did not come.</summary>
public sealed class StuckException(string message) : InvalidOperationException(message);
