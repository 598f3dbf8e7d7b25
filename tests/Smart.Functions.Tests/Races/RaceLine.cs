using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Composition;
using Smart.Functions.Tests.Storage;
using Smart.Local.Storage.Memory;
using Smart.Shared.Mail;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Races;

/// <summary>The services of the product over storage of their own, whose calls pass the gate.</summary>
internal sealed class RaceLine : IAsyncDisposable
{
    private readonly StillTime _time = new();
    private readonly ServiceProvider _services;

    public RaceLine()
    {
        Gate = new RaceGate(Storage.Transport);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_time).AddSingleton<HttpPipelineTransport>(Gate).AddSingleton<IMailProvider>(Mail);
        services.AddSmart(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        _services = services.BuildServiceProvider();
    }

    public MemoryStorage Storage { get; } = new();

    public RaceGate Gate { get; }

    public RaceMail Mail { get; } = new();

    /// <summary>A service of the product.</summary>
    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Back to a start state.</summary>
    public void Restore(MemorySnapshot start, DateTimeOffset now, bool forgetsVersions = false)
    {
        Gate.ForgetsVersions = forgetsVersions;
        Storage.Restore(start);
        Mail.Clear();
        _time.Now = now;
    }

    /// <summary>The rows of a table of the product whose keys start with a prefix, read past the gate.</summary>
    public List<T> Rows<T>(string table, string prefix = "")
        where T : StoredRow =>
        [.. Storage.Rows(SmallWorld.Prefix + table).Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).Select(RowMapper.FromEntity<T>)];

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["Storage:ConnectionString"] = MemoryStorage.ConnectionString,
        ["Storage:Prefix"] = SmallWorld.Prefix,
        ["ReceiptsQueue"] = "receipts",
        ["Creditor:Name"] = "Coopérative Démo SC",
        ["Creditor:LegalForm"] = "société coopérative",
        ["Creditor:Street"] = "Rue Coenraets 72",
        ["Creditor:PostalCode"] = "1060",
        ["Creditor:Town"] = "Saint-Gilles",
        ["Creditor:Country"] = "BE",
        ["Creditor:EnterpriseNumber"] = "0123456749",
        ["Creditor:Court"] = "Bruxelles",
        ["Creditor:Email"] = "factures@demo.example",
        ["Creditor:Iban"] = "BE68539007547034",
        ["Creditor:Bic"] = "KREDBEBB",
    };

    private sealed class StillTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>A provider that delivers every message at once and remembers each delivery, even of the same operation twice.</summary>
internal sealed class RaceMail : IMailProvider
{
    private readonly Lock _gate = new();
    private readonly List<OutgoingMail> _delivered = [];

    public TimeSpan VisibilityDelay => TimeSpan.Zero;

    public IReadOnlyList<OutgoingMail> Delivered
    {
        get
        {
            lock (_gate) return [.. _delivered];
        }
    }

    public void Clear()
    {
        lock (_gate) _delivered.Clear();
    }

    public Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        lock (_gate) _delivered.Add(mail);
        return Task.FromResult<MailOutcome>(new MailOutcome.Accepted($"p-{mail.OperationId}"));
    }

    public Task<MailOutcome> FindAsync(string operationId, CancellationToken cancellationToken) => Task.FromResult<MailOutcome>(
        Delivered.Any(mail => mail.OperationId == operationId) ? new MailOutcome.Accepted($"p-{operationId}") : new MailOutcome.Unknown());
}
