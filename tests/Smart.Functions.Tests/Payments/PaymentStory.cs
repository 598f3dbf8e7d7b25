using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Composition;
using Smart.Functions.Payments;
using Smart.Functions.Repair;
using Smart.Local.Http;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Local.Storage;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Mail;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>A host with the functions of payments, a bank that makes files, and clients who owe.</summary>
public abstract class PaymentStory(TestStorage storage) : IAsyncLifetime
{
    protected const string Iban = "BE68539007547034";
    protected const string AccountKey = $"{Iban}-EUR";
    protected const string Secret = "whsec_test";

    private long _balance = 1_000_00;
    private int _statements = 93;

    protected static DateOnly Today { get; } = new(2026, 5, 15);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected LocalHost Host { get; private set; } = null!;

    protected TableStore Store => Host.Services.GetRequiredService<TableStore>();

    private protected Cut Cut { get; } = new();

    private protected Meanwhile Meanwhile { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Host = await StartAsync();
        Started();
    }

    private async Task<LocalHost> StartAsync()
    {
        var own = await storage.ForStoryAsync();
        return await LocalHost.StartAsync(
            new LocalHostOptions
            {
                ConnectionString = own.ConnectionString,
                StorageTransport = Meanwhile = new Meanwhile(own.Transport ?? HttpClientTransport.Shared),
                Prefix = own.Prefix,
                Patience = TestStorage.Patience,
                VirtualStart = new DateTimeOffset(2026, 5, 15, 10, 1, 0, TimeSpan.Zero),
                Deterministic = true,
                ReplayCheck = true,
                StorageObservers = [Cut],
                FunctionTypes =
                [
                    typeof(BankFileFunctions), typeof(ImportBankFileOrchestration), typeof(BankFileActivities), typeof(ReceivePayment), typeof(ReceiptFunctions), typeof(ReceiptDecisionFunctions), typeof(DebtorAccountFunctions),
                    typeof(AccountFunctions), typeof(StripeFunctions), typeof(CheckoutFunctions), typeof(RepairSweep), .. MoreFunctions,
                ],
                Settings = new Dictionary<string, string?>(MoreSettings)
                {
                    ["ReceiptsQueue"] = "receipts",
                    ["Creditor:Iban"] = Iban,
                    ["Creditor:Name"] = "Coop",
                    ["Stripe:ApiKey"] = "sk_test_1",
                    ["Stripe:WebhookSecrets"] = $"whsec_old;{Secret}",
                    ["Stripe:AcceptTestMode"] = "true",
                },
                Compose = (worker, configuration) =>
                {
                    Register(worker.Services);
                    worker.Services.AddSingleton<IMailProvider>(new SimulatedMailProvider(new SimulatedMailbox(), TimeProvider.System));
                    worker.Services.AddSmart(configuration);
                    worker.UseSmart();
                },
                Initialize = async (services, token) =>
                {
                    await services.GetRequiredService<TableStore>().CreateTablesAsync(token);
                    await services.GetRequiredService<DocumentStore>().CreateContainerAsync(token);
                },
            },
            Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await EndAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Starts what the host needs.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>The host runs.</summary>
    protected virtual void Started()
    {
    }

    /// <summary>Ends what <see cref="PrepareAsync"/> started.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>Functions beyond those of every story of payments.</summary>
    protected virtual IReadOnlyList<Type> MoreFunctions => [];

    /// <summary>Settings beyond those of every story of payments.</summary>
    protected virtual IReadOnlyDictionary<string, string?> MoreSettings { get; } = new Dictionary<string, string?>();

    protected virtual void Register(IServiceCollection services)
    {
    }

    protected async Task<string> DebtorAsync(string id = "debtor1")
    {
        var head = new DebtorHead { PartitionKey = id, RowKey = DebtorKeys.Head(id), Kind = DebtorKind.Enterprise, Language = Language.Fr };
        (await Store.CommitAsync(new RowBatch(TableNames.Debtors, id).Insert(head), Ct)).IsCommitted.ShouldBeTrue();
        return id;
    }

    /// <summary>An invoice as issuing leaves it: claim of its number, opening entry, open row.</summary>
    protected async Task<InvoiceNumber> InvoiceAsync(string debtorId, int ordinal, long cents, int level = 0)
    {
        var number = new InvoiceNumber(2026, ordinal);
        await SimulatedInvoice.WriteAsync(Store, debtorId, number, Money.Eur(cents), new DateOnly(2026, 3, 1), level, Ct);
        return number;
    }

    protected static SimulatedMovement Transfer(long cents, InvoiceNumber number) => new() { Cents = cents, StructuredCommunication = number.Reference.Digits };

    protected static SimulatedMovement Transfer(long cents, string text) => new() { Cents = cents, Communication = text, CounterpartyName = "CLIENT" };

    /// <summary>The bank's next file.</summary>
    protected byte[] NextFile(params SimulatedMovement[] movements) => CodaWriter.Write(NextStatement(movements));

    /// <summary>The bank's next statement, to be written in any format.</summary>
    protected SimulatedStatement NextStatement(params SimulatedMovement[] movements)
    {
        var statement = new SimulatedStatement
        {
            Iban = Iban,
            Holder = "COOP",
            Number = $"{++_statements:000}",
            Date = Today.AddDays(_statements - 94),
            OldBalanceDate = Today.AddDays(_statements - 95),
            OldBalance = _balance,
            Movements = movements,
        };
        _balance = statement.NewBalance;
        return statement;
    }

    /// <summary>Finance sends a file, and everything that follows has its time.</summary>
    protected async Task<JsonElement> ImportAsync(byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/bank-files") { Content = content };
        var accepted = await JsonAsync(await SendAsync(request, "finn;finance"), 202);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1), Ct);
        return await GetAsync(accepted.GetProperty("statusUrl").GetString()!);
    }

    protected async Task<JsonElement> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await JsonAsync(await SendAsync(request, "finn;finance"), 200);
    }

    protected async Task<HttpResponseMessage> PostAsync(string path, object body, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await SendAsync(request, "finn;finance");
    }

    protected async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? user)
    {
        if (user is not null) request.Headers.Add(DevelopmentSignIn.UserHeader, user);
        return await Host.Http.SendAsync(request, Ct);
    }

    protected static async Task<JsonElement> JsonAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        ((int)response.StatusCode).ShouldBe(status, text);
        return JsonDocument.Parse(text).RootElement;
    }

    protected Task<DebtorHead?> HeadAsync(string debtorId) => Store.FindAsync<DebtorHead>(TableNames.Debtors, debtorId, DebtorKeys.Head(debtorId), Ct);

    protected Task<OpenInvoice?> OpenAsync(string debtorId, InvoiceNumber number) =>
        Store.FindAsync<OpenInvoice>(TableNames.Debtors, debtorId, DebtorKeys.Open(number.ToString()), Ct);

    protected async Task<bool> IsClosedAsync(string debtorId, InvoiceNumber number) =>
        await OpenAsync(debtorId, number) is null
        && await Store.FindAsync<InvoiceClosed>(TableNames.Debtors, debtorId, InvoiceClosed.Key(number.ToString()), Ct) is not null;

    /// <summary>What the entries of a debtor add up to: what is open less what stands on account.</summary>
    protected async Task<Money> LedgerAsync(string debtorId)
    {
        var sum = Money.Zero;
        await foreach (var entry in Store.PrefixAsync<LedgerEntry>(TableNames.Debtors, debtorId, "entry|", Ct)) sum += entry.Amount;
        return sum;
    }

    protected async Task<JsonElement[]> WorklistAsync() => [.. (await GetAsync("/api/receipts?state=unmatched")).GetProperty("receipts").EnumerateArray()];
}

/// <summary>Kills the process after a transaction took effect, its answer unheard; counts the product's calls.</summary>
internal sealed class Cut : IStorageObserver
{
    private int _left;
    private int _writesLeft;
    private Action _kill = () => { };

    public int Calls { get; private set; }

    public void AfterTransaction(int count, Action kill) => (_left, _kill) = (count, kill);

    /// <summary>The same after any write to a table, alone or in a transaction.</summary>
    public void AfterWrite(int count, Action kill) => (_writesLeft, _kill) = (count, kill);

    public void Before(StorageCall call)
    {
        if (call.Caller == StorageCaller.Product) Calls++;
    }

    public void After(StorageCall call, int status)
    {
        if (call.Caller == StorageCaller.Product && call.Uri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) && --_left == 0) _kill();
        if (call.Caller == StorageCaller.Product && call.Method != "GET" && --_writesLeft == 0) _kill();
    }
}

/// <summary>Lets something else happen after a write took effect, before the writer hears of it.</summary>
internal sealed class Meanwhile(HttpPipelineTransport inner) : HttpPipelineTransport
{
    private Func<Task>? _next;

    public void AfterNextWrite(Func<Task> what) => _next = what;

    public override Request CreateRequest() => inner.CreateRequest();

    public override void Process(HttpMessage message) => inner.Process(message);

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await inner.ProcessAsync(message);
        if (message.Request.Method != RequestMethod.Get && Interlocked.Exchange(ref _next, null) is { } what) await what();
    }
}
