using Smart.Local.Simulation.Ibanity;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Functions.Tests.Payments.Ibanity;

public sealed class PontoRefreshStories(TestStorage storage) : IbanityStory(storage)
{
    protected override string FirstRefreshToken => SimulatedIbanity.RefreshToken;

    [Fact]
    public async Task RefreshTokens_AreGoodOnce_AndTheNewOneIsKeptSealed()
    {
        var account = Bank.Connect(Iban);
        await TellAsync(account);
        await Host.RestartAsync(Ct);
        await TellAsync(account);

        (await RowAsync(account)).Problem.ShouldBeNull();
        Asked("oauth2/token").ShouldBe(2);
        var key = RefreshTokenRow.Key("ponto-connect");
        var kept = await Store.FindAsync<RefreshTokenRow>(Shared.Storage.TableNames.Accounts, key, key, Ct);
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(kept!.Sealed)).ShouldNotContain("simulated-refresh");
    }
}
