using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Payments;
using Smart.Local.Simulation.Ibanity;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Tests.Payments.Ibanity;

/// <summary>A story of payments with the bank's own interface, at 12:01 in Brussels.</summary>
public abstract class IbanityStory(TestStorage storage) : PaymentStory(storage)
{
    protected const string Created = IbanityEventTypes.TransactionsCreated;

    private Dictionary<string, string?> _settings = [];

    protected SimulatedIbanity Bank { get; private set; } = null!;

    protected PontoAccounts Ponto => Host.Services.GetRequiredService<PontoAccounts>();

    protected override IReadOnlyList<Type> MoreFunctions =>
        [typeof(IbanityFunctions), typeof(PullPontoOrchestration), typeof(PullPontoActivities), typeof(BankFeedTimers)];

    protected override IReadOnlyDictionary<string, string?> MoreSettings => _settings;

    /// <summary>The hours of the timers; none: only webhooks fetch.</summary>
    protected virtual string PullHours => "";

    /// <summary>Refresh tokens instead of client credentials.</summary>
    protected virtual string FirstRefreshToken => "";

    protected override async Task PrepareAsync()
    {
        Bank = await SimulatedIbanity.StartAsync(Ct);
        _settings = new Dictionary<string, string?>
        {
            ["Ibanity:ApiBase"] = Bank.BaseAddress.ToString(),
            ["Ibanity:ApplicationId"] = SimulatedIbanity.ApplicationId,
            ["Ibanity:PontoClientId"] = SimulatedIbanity.ClientId,
            ["Ibanity:PontoClientSecret"] = SimulatedIbanity.ClientSecret,
            ["Ibanity:PontoRefreshToken"] = FirstRefreshToken,
            ["Ibanity:IsabelClientId"] = SimulatedIbanity.ClientId,
            ["Ibanity:IsabelClientSecret"] = SimulatedIbanity.ClientSecret,
            ["Ibanity:TimeoutSeconds"] = "2",
            ["Ibanity:PullHours"] = PullHours,
        };
    }

    protected override void Started()
    {
        Bank.Follow(Host.TimeProvider);
        Bank.WebhookAddress = new Uri(Host.BaseAddress, "/api/webhooks/ibanity");
    }

    protected override async Task EndAsync() => await Bank.DisposeAsync();

    /// <summary>The provider tells of new transactions, and everything that follows has its time.</summary>
    protected async Task TellAsync(string accountId)
    {
        ((int)await Bank.TellAsync(accountId, Ct)).ShouldBe(202);
        await MinuteAsync();
    }

    protected async Task MinuteAsync(int minutes = 1) => await Host.AdvanceAsync(TimeSpan.FromMinutes(minutes), Ct);

    protected static SimulatedTransaction Paid(long cents, InvoiceNumber number) => SimulatedTransaction.Structured(cents, number.Reference.Digits);

    protected async Task<PontoAccountRow> RowAsync(string accountId) => (await Ponto.FindAsync(accountId, Ct)).ShouldNotBeNull();

    protected async Task<AccountRow> AccountAsync() => (await Host.Services.GetRequiredService<AccountService>().FindAsync(AccountKey, Ct)).ShouldNotBeNull();

    protected int Asked(string path) => Bank.Requests.Count(request => request.Contains(path, StringComparison.Ordinal));
}
