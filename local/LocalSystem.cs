using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Smart.Functions.Composition;
using Smart.Local.Figures;
using Smart.Local.Http;
using Smart.Local.Pages;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Local.Simulation.Ibanity;
using Smart.Local.Timelines;
using Smart.Shared.Calendar;
using Smart.Shared.Mail;
using Smart.Shared.Payments.Ibanity;
using Smart.Shared.Storage;
using Stripe;

namespace Smart.Local;

/// <summary>
/// The whole product on one machine, with the world around it simulated: mail, card payments, a bank. The demo, <c>./smart run</c>
/// and the story tests all use this.
/// <code>
/// await using var system = await LocalSystem.StartAsync(new() { ConnectionString = …, Prefix = …, VirtualStart = … });
/// await system.As("desk", "desk").PostAsync("members", new { … });
/// await system.AdvanceToAsync(new DateOnly(2026, 9, 15));
/// system.Mailbox.To("…")
/// </code>
/// </summary>
public sealed class LocalSystem : IAsyncDisposable
{
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly BankCloses = new(18, 0);

    private readonly SimulatedStripe? _stripe;

    private LocalSystem(SimulatedMailProvider mail, SimulatedStripe? stripe, SimulatedIbanity ibanity)
    {
        Mail = mail;
        Ibanity = ibanity;
        _stripe = stripe;
    }

    /// <summary>The runtime: clock, queues, orchestrations, storage calls.</summary>
    public LocalHost Host { get; private set; } = null!;

    /// <summary>The provider of e-mail and post, and what it does wrong.</summary>
    public SimulatedMailProvider Mail { get; }

    /// <summary>What was delivered.</summary>
    public SimulatedMailbox Mailbox => Mail.Mailbox;

    /// <summary>Card payments.</summary>
    /// <exception cref="InvalidOperationException">They are taken outside this process.</exception>
    public SimulatedStripe Stripe => _stripe ?? throw new InvalidOperationException("Card payments are taken outside this process.");

    /// <summary>The interface of the bank: accounts, transactions, reports, webhooks. No account is connected at first.</summary>
    public SimulatedIbanity Ibanity { get; }

    /// <summary>The bank of the account printed on invoices.</summary>
    public SimulatedBank Bank { get; } =
        new(DemoCooperative.Iban, DemoCooperative.Name, DemoCooperative.EnterpriseNumber, DemoCooperative.Bic);

    /// <summary>Which function called storage how often.</summary>
    public StorageLedger Ledger { get; } = new();

    /// <summary>Whole histories; null when nobody keeps them.</summary>
    public TimelineRecorder? Timelines { get; private init; }

    /// <summary>The date in Brussels, on the clock of the runtime.</summary>
    public DateOnly Today => BusinessClock.DateOf(Host.TimeProvider.GetUtcNow());

    /// <summary>Starts everything; it answers requests when this ends.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The system that is made of it disposes of it.")]
    public static async Task<LocalSystem> StartAsync(LocalSystemOptions options, CancellationToken cancellationToken = default)
    {
        var time = new FollowedTime();
        var stripe = options.Stripe is null ? await SimulatedStripe.StartAsync(DemoCooperative.WebhookSecret, cancellationToken) : null;
        var ibanity = await SimulatedIbanity.StartAsync(cancellationToken);
        var system = new LocalSystem(new SimulatedMailProvider(new SimulatedMailbox(), time), stripe, ibanity)
        {
            Timelines = options.Timelines ?? (options is { Console: true, VirtualStart: not null } ? new TimelineRecorder() : null),
        };
        try
        {
            system.Host = await LocalHost.StartAsync(system.HostOptions(options), cancellationToken);
            time.Follow(system.Host.TimeProvider);
            ibanity.Follow(system.Host.TimeProvider);
            ibanity.WebhookAddress = new Uri(system.Host.BaseAddress, "/api/webhooks/ibanity");
            if (stripe is not null)
            {
                stripe.Follow(system.Host.TimeProvider);
                stripe.WebhookAddress = new Uri(system.Host.BaseAddress, "/api/webhooks/stripe");
            }

            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls the product's HTTP API as somebody of the development sign-in.</summary>
    /// <param name="name">Who; the identity's subject is <c>dev-{name}</c> in lower case.</param>
    /// <param name="roles">member, desk, finance, approver, engineer.</param>
    public ApiClient As(string name, params ReadOnlySpan<string> roles) => new(Host.Http, $"{name};{string.Join(',', roles!)}");

    /// <summary>
    /// Moves the virtual clock to a date, day by day, running everything due; on the evening of each working day the bank's file of
    /// the day comes in, empty or not.
    /// </summary>
    /// <param name="date">The date in Brussels.</param>
    /// <param name="time">The time of day in Brussels; nine in the morning when left out.</param>
    /// <param name="cancellationToken">Gives up on the way.</param>
    public async Task AdvanceToAsync(DateOnly date, TimeOnly? time = null, CancellationToken cancellationToken = default)
    {
        var target = BusinessClock.InstantOf(date, time ?? Morning);
        for (var day = Today; day <= date; day = day.AddDays(1))
        {
            var closing = BusinessClock.InstantOf(day, BankCloses);
            if (closing > target) break;
            if (closing <= Host.TimeProvider.GetUtcNow() || day <= Bank.Last || !day.IsWorkingDay(WorkingDayNotion.MondayToFriday)) continue;
            await Host.AdvanceToAsync(closing, cancellationToken);
            await SendBankFileAsync(Bank.CloseDay(day), cancellationToken);
        }

        await Host.AdvanceToAsync(target, cancellationToken);
    }

    /// <summary>Hands a bank file in as finance does, and waits until it is booked.</summary>
    public async Task<ApiAnswer> SendBankFileAsync(byte[] file, CancellationToken cancellationToken = default)
    {
        var answer = await As("bank-link", "finance").PostFileAsync("bank-files", file, cancellationToken);
        await Host.RunUntilIdleAsync(cancellationToken);
        return answer;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        if (_stripe is not null) await _stripe.DisposeAsync();
        await Ibanity.DisposeAsync();
    }

    private LocalHostOptions HostOptions(LocalSystemOptions options)
    {
        var settings = DemoCooperative.Settings(options.Stripe ?? Stripe.BaseAddress, Ibanity.BaseAddress);
        foreach (var (name, value) in options.Settings) settings[name] = value;
        return new LocalHostOptions
        {
            ConnectionString = options.ConnectionString,
            StorageTransport = options.StorageTransport,
            Azurite = options.Azurite,
            Prefix = options.Prefix,
            VirtualStart = options.VirtualStart,
            Clock = options.Clock,
            Port = options.Port,
            Assemblies = [typeof(SmartServices).Assembly],
            Settings = settings,
            Schedules = options.Schedules,
            Deterministic = options.Deterministic,
            Patience = options.Patience ?? LocalHostOptions.DefaultPatience,
            ReplayCheck = options.ReplayCheck,
            StorageObservers = [Ledger, .. options.StorageObservers],
            MessageFaults = options.MessageFaults,
            DurableObservers = Timelines is { } timelines ? [timelines] : [],
            ConfigureLogging = options.ConfigureLogging,
            MapPages = options.Console ? (web, _) => ConsolePages.Map(web, () => this) : null,
            Compose = (worker, configuration) =>
            {
                AddWorld(worker.Services, options, settings);
                worker.UseMiddleware<StorageLedgerMiddleware>();
                if (options.BeforeFunction is { } before) worker.Use(next => async context =>
                {
                    if (context.FunctionDefinition.InputBindings.Values.All(binding => binding.Type != "orchestrationTrigger")) await before(context.FunctionDefinition.Name);
                    await next(context);
                });
                worker.Services.AddSmart(configuration);
                worker.UseSmart();
            },
            Initialize = async (services, cancellationToken) =>
            {
                // Before any work is taken up: what is sent must meet what the provider took in the life before.
                var blobs = new BlobClientOptions();
                if (options.StorageTransport is { } transport) blobs.Transport = transport;
                var storage = services.GetRequiredService<IConfiguration>()["Storage:ConnectionString"];
                await Mailbox.OpenAsync(new BlobServiceClient(storage, blobs), SimulatedMailbox.ContainerOf(options.Prefix), cancellationToken);
                await services.GetRequiredService<TableStore>().CreateTablesAsync(cancellationToken);
                await services.GetRequiredService<DocumentStore>().CreateContainerAsync(cancellationToken);
            },
        };
    }

    // The handles of one process generation to the world around it.
    private void AddWorld(IServiceCollection services, LocalSystemOptions options, Dictionary<string, string?> settings)
    {
        services.AddSingleton(Ledger);
        services.AddSingleton<IMailProvider>(provider => new GenerationMail(Mail, provider.GetRequiredService<Fence>(), options.ProviderObservers));
        services.AddSingleton<IStripeClient>(provider => new StripeClient(
            settings["Stripe:ApiKey"],
            httpClient: new SystemNetHttpClient(new HttpClient(new GenerationCards(provider.GetRequiredService<Fence>(), options.ProviderObservers))),
            apiBase: settings["Stripe:ApiBase"]));
        services.AddHttpClient(IbanityHttp.ClientName).AddHttpMessageHandler(provider => new GenerationBankApi(provider.GetRequiredService<Fence>(), options.ProviderObservers));
    }

    /// <summary>The provider is made before the runtime's clock.</summary>
    private sealed class FollowedTime : TimeProvider
    {
        private TimeProvider _time = System;

        public void Follow(TimeProvider time) => _time = time;

        public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();
    }
}
