using Smart.Functions.Tests.Stories;
using Smart.Local;
using Smart.Local.Demo;
using Smart.Local.Http;
using Smart.Local.Storage.Memory;

namespace Smart.Functions.Tests.Storage;

/// <summary>The whole product for one client who owes, from Monday 2 March 2026, on whatever storage; the dates are those of <see cref="CollectionStory"/>.</summary>
internal sealed class SmallWorld(LocalSystem system) : IAsyncDisposable
{
    public const string Prefix = "small";

    private static readonly object Address = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };

    public LocalSystem System => system;

    /// <summary>Starts on storage in memory.</summary>
    public static Task<SmallWorld> StartAsync(MemoryStorage storage, CancellationToken cancellationToken) =>
        StartAsync(new LocalSystemOptions { ConnectionString = MemoryStorage.ConnectionString, StorageTransport = storage.Transport, Prefix = Prefix }, cancellationToken);

    /// <summary>Starts on the storage that the options name.</summary>
    public static async Task<SmallWorld> StartAsync(LocalSystemOptions options, CancellationToken cancellationToken) => new(await LocalSystem.StartAsync(
        options with
        {
            VirtualStart = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
            Deterministic = true,
            Schedules = DemoRun.Schedules,
        },
        cancellationToken));

    /// <summary>A member, and an enterprise that owes it nothing yet.</summary>
    public async Task<string> DebtorAsync(CancellationToken cancellationToken)
    {
        var desk = system.As("dora", "desk");
        var registered = await desk.PostAsync("members", new { name = "Anna", email = "anna@membre.example", language = "fr", address = Address }, cancellationToken: cancellationToken);
        var member = registered.Text("memberId");
        var bound = await desk.PutAsync($"members/{member}/identity", new { issuer = DevelopmentUser.Issuer, subject = "dev-anna" }, cancellationToken: cancellationToken);
        bound.Succeeded.ShouldBeTrue(bound.ToString());
        await Anna.PostAsync($"members/{member}/contracts", new { title = "Mission", startsOn = "2026-03-01" }, cancellationToken: cancellationToken);
        var debtor = new { kind = "enterprise", language = "fr", name = "Atelier Nord SRL", address = Address, enterpriseNumber = "0403.019.261", email = "compta@atelier-nord.example" };
        return (await Anna.PostAsync("debtors", debtor, cancellationToken: cancellationToken)).Text("id");
    }

    /// <summary>An invoice of one line at 21 % to be paid within a week.</summary>
    public async Task<Owed> InvoiceAsync(string debtorId, string euro, CancellationToken cancellationToken)
    {
        var line = new { description = "Conseil", quantity = 1, unit = "day", unitPrice = new { amount = euro, currency = "EUR" }, category = "s", rate = 21 };
        var invoice = new { contract = 1, debtorId, lines = new[] { line }, supplyOn = "2026-02-27", term = new { days = 7 } };
        var issued = await Anna.PostAsync("invoices", invoice, cancellationToken: cancellationToken);
        var reference = string.Concat(issued.Text("communication").Where(char.IsAsciiDigit));
        await system.Host.RunUntilIdleAsync(cancellationToken);
        return new Owed(debtorId, issued.Text("number"), reference, $"{debtorId}-1");
    }

    public ValueTask DisposeAsync() => system.DisposeAsync();

    private ApiClient Anna => system.As("anna", "member");
}
