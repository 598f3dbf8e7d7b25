using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Smart.Functions.Tests.Timelines;
using Smart.Local;
using Smart.Local.Demo;
using Smart.Local.Http;
using Smart.Local.Timelines;
using Smart.Shared.Dunning;

namespace Smart.Functions.Tests.Stories;

/// <summary>
/// A client who owes: the whole product with its simulated world, from Monday 2 March 2026. The invoice is due on Monday 9 March;
/// its letters go on 16 March, 30 March and 13 April, the legal file on 28 April.
/// </summary>
public abstract class CollectionStory(TestStorage storage) : IAsyncLifetime
{
    protected const string ClientEmail = "compta@atelier-nord.example";

    protected static readonly DateOnly FirstLetter = new(2026, 3, 16);
    protected static readonly DateOnly SecondLetter = new(2026, 3, 30);
    protected static readonly DateOnly LastLetter = new(2026, 4, 13);
    protected static readonly DateOnly LegalDay = new(2026, 4, 28);

    private readonly TimelineRecorder _timelines = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected LocalSystem World { get; private set; } = null!;

    protected ApiClient Desk => World.As("dora", "desk");

    protected ApiClient Finance => World.As("fay", "finance");

    protected CaseReader Cases => World.Host.Services.GetRequiredService<CaseReader>();

    public async ValueTask InitializeAsync()
    {
        var own = await storage.ForStoryAsync();
        World = await LocalSystem.StartAsync(
            new LocalSystemOptions
            {
                ConnectionString = own.ConnectionString,
                StorageTransport = own.Transport,
                Prefix = own.Prefix,
                Patience = TestStorage.Patience,
                VirtualStart = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
                ReplayCheck = true,
                Schedules = DemoRun.Schedules,
                Timelines = _timelines,
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Legal:ApproverEmail"] = "approver@coop.example",
                    ["Legal:LawyerEmail"] = "lawyer@cabinet.example",
                    ["Legal:LawyerName"] = "Maître Exemple",
                },
                ConfigureLogging = TestContext.Current.TestOutputHelper is { } output ? logging => logging.AddProvider(new TestLog(output)) : null,
            },
            Ct);
    }

    public async ValueTask DisposeAsync()
    {
        FailureTimelines.WriteIfFailed(_timelines, World?.Host);
        if (World is not null) await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A member invoices EUR 1,210.00 to an enterprise, to be paid within a week.</summary>
    protected async Task<Owed> OweAsync()
    {
        var address = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };
        var member = (await Desk.PostAsync("members", new { name = "Anna", email = "anna@membre.example", language = "fr", address }, cancellationToken: Ct)).Text("memberId");
        await Desk.PutAsync($"members/{member}/identity", new { issuer = DevelopmentUser.Issuer, subject = "dev-anna" }, cancellationToken: Ct);
        var anna = World.As("anna", "member");
        await anna.PostAsync($"members/{member}/contracts", new { title = "Mission", startsOn = "2026-03-01" }, cancellationToken: Ct);
        var debtor = new { kind = "enterprise", language = "fr", name = "Atelier Nord SRL", address, enterpriseNumber = "0403.019.261", email = ClientEmail };
        var debtorId = (await anna.PostAsync("debtors", debtor, cancellationToken: Ct)).Text("id");
        return await InvoiceAsync(debtorId);
    }

    /// <summary>One more invoice of EUR 1,210.00 to the debtor.</summary>
    protected async Task<Owed> InvoiceAsync(string debtorId)
    {
        var line = new { description = "Conseil", quantity = 2, unit = "day", unitPrice = new { amount = "500.00", currency = "EUR" }, category = "s", rate = 21 };
        var invoice = new { contract = 1, debtorId, lines = new[] { line }, supplyOn = "2026-02-27", term = new { days = 7 } };
        var issued = await World.As("anna", "member").PostAsync("invoices", invoice, cancellationToken: Ct);
        var reference = string.Concat(issued.Text("communication").Where(char.IsAsciiDigit));
        await World.Host.RunUntilIdleAsync(Ct);
        return new Owed(debtorId, issued.Text("number"), reference, $"{debtorId}-1");
    }

    /// <summary>The client pays; the bank tells on the evening of the working day.</summary>
    protected void Pay(Owed owed, long cents) => World.Bank.Receive(cents, "Atelier Nord SRL", "BE71096123456769", owed.Reference);

    /// <summary>Moves on to ten in the morning of a day.</summary>
    protected Task GoToAsync(DateOnly day) => World.AdvanceToAsync(day, new TimeOnly(10, 0), Ct);

    protected async Task<CaseFacts> CaseAsync(Owed owed) => await Cases.GetAsync(owed.DebtorId, owed.CaseId, Ct);

    /// <summary>A decision on the legal file as it is shown now.</summary>
    protected async Task<HttpResponseMessage> DecideAsync(Owed owed, string user, object decision, string? hash = null)
    {
        hash ??= (await World.As("vera", "approver").GetAsync($"legal-files/{owed.CaseId}", Ct)).Text("sha256");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/legal-files/{owed.CaseId}/decision") { Content = JsonContent.Create(decision) };
        request.Headers.Add(DevelopmentSignIn.UserHeader, user);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{hash}\"");
        var answer = await World.Host.Http.SendAsync(request, Ct);
        await World.Host.RunUntilIdleAsync(Ct);
        return answer;
    }
}

/// <summary>An invoice that somebody owes.</summary>
/// <param name="DebtorId">Who.</param>
/// <param name="Number">The invoice.</param>
/// <param name="Reference">The twelve digits to pay with.</param>
/// <param name="CaseId">The name of the debtor's first case.</param>
public sealed record Owed(string DebtorId, string Number, string Reference, string CaseId);
