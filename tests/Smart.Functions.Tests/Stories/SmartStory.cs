using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Smart.Functions.Composition;
using Smart.Functions.Http;
using Smart.Functions.Tests.Timelines;
using Smart.Local.Runtime;
using Smart.Local.Timelines;
using Smart.Shared.Mail;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Stories;

/// <summary>
/// The whole product on one machine for one test: real storage, real HTTP, a virtual clock that starts on Monday 2 March 2026 at
/// ten in Brussels, and a mail provider that remembers.
/// </summary>
public abstract class SmartStory(TestStorage storage) : IAsyncLifetime
{
    private readonly TimelineRecorder _timelines = new();
    private int _keys;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Where the virtual clock starts.</summary>
    protected virtual DateTimeOffset Start => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    protected LocalHost Host { get; private set; } = null!;

    protected RecordingMail Mail { get; } = new();

    protected TableStore Store => Host.Services.GetRequiredService<TableStore>();

    public async ValueTask InitializeAsync()
    {
        var own = await storage.ForStoryAsync();
        var options = new LocalHostOptions
        {
            ConnectionString = own.ConnectionString,
            StorageTransport = own.Transport,
            Prefix = own.Prefix,
            VirtualStart = Start,
            ReplayCheck = true,
            Patience = TestStorage.Patience,
            ConfigureLogging = TestContext.Current.TestOutputHelper is { } output ? logging => logging.AddProvider(new TestLog(output)) : null,
            DurableObservers = [_timelines],
            Assemblies = [typeof(SmartServices).Assembly],
            Settings = Settings,
            Compose = (worker, configuration) =>
            {
                worker.Services.AddSingleton<IMailProvider>(Mail);
                worker.UseSmart();
                worker.Services.AddSmart(configuration);
            },
            Initialize = async (services, cancellationToken) =>
            {
                await services.GetRequiredService<TableStore>().CreateTablesAsync(cancellationToken);
                await services.GetRequiredService<DocumentStore>().CreateContainerAsync(cancellationToken);
            },
        };
        Host = await LocalHost.StartAsync(options, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        FailureTimelines.WriteIfFailed(_timelines, Host);
        if (Host is not null) await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ReceiptsQueue"] = "receipts",
        ["Creditor__Name"] = "Coopérative Exemple",
        ["Creditor__LegalForm"] = "SCES",
        ["Creditor__Street"] = "Rue Émile Féron 70",
        ["Creditor__PostalCode"] = "1060",
        ["Creditor__Town"] = "Bruxelles",
        ["Creditor__EnterpriseNumber"] = "0403019261",
        ["Creditor__Court"] = "Bruxelles",
        ["Creditor__Email"] = "factures@coop.example",
        ["Creditor__Website"] = "https://coop.example",
        ["Creditor__Iban"] = "BE68539007547034",
        ["Creditor__Bic"] = "KREDBEBB",
    };

    /// <summary>Sends a request as a person, <c>name;role</c>; a change gets an idempotency key of its own unless one is given.</summary>
    protected async Task<Answer> SendAsync(HttpMethod method, string path, string? user, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (user is not null) request.Headers.Add("X-Dev-User", user);
        if (method != HttpMethod.Get) request.Headers.Add(IdempotentRequests.Header, key ?? $"k{Interlocked.Increment(ref _keys)}");
        if (body is not null) request.Content = body as HttpContent ?? JsonContent.Create(body);
        using var response = await Host.Http.SendAsync(request, Ct);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(Ct));
    }

    protected Task<Answer> GetAsync(string path, string? user) => SendAsync(HttpMethod.Get, path, user);

    protected Task<Answer> PostAsync(string path, string user, object body, string? key = null) => SendAsync(HttpMethod.Post, path, user, body, key);

    /// <summary>Every row of a table.</summary>
    protected async Task<List<string>> KeysAsync(string table)
    {
        var client = Host.Services.GetRequiredService<Azure.Data.Tables.TableServiceClient>()
            .GetTableClient(Host.Services.GetRequiredService<StorageNames>().Table(table));
        var keys = new List<string>();
        await foreach (var row in client.QueryAsync<Azure.Data.Tables.TableEntity>(filter: "", cancellationToken: Ct)) keys.Add(row.RowKey);
        return keys;
    }
}

/// <summary>What a request was answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="MediaType">The media type of the body.</param>
/// <param name="Body">The body.</param>
public sealed record Answer(HttpStatusCode Status, string? MediaType, byte[] Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>A text member of the JSON body.</summary>
    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>The type of a problem, without its prefix.</summary>
    public string Problem => Text("type")[Api.ProblemPrefix.Length..];

    /// <summary>Fails with the body when the status is another.</summary>
    public Answer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, System.Text.Encoding.UTF8.GetString(Body));
        return this;
    }
}
