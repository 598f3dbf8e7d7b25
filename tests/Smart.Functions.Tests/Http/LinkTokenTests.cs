using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Access;

namespace Smart.Functions.Tests.Http;

public sealed class LinkTokenTests(TestStorage storage) : StoryTest(storage)
{
    [Fact]
    public async Task Link_OpensUntilItExpiresOrIsRevoked()
    {
        var links = World.Host.Services.GetRequiredService<LinkTokens>();
        var now = World.Host.TimeProvider.GetUtcNow();
        var link = await links.CreateAsync("debtor", "2026-000001", now.AddHours(1), Ct);
        var other = await links.CreateAsync("debtor", null, now.AddHours(2), Ct);

        (await links.ResolveAsync(link.Token, Ct))!.InvoiceNumber.ShouldBe("2026-000001");
        (await links.ResolveAsync(other.Token, Ct))!.DebtorId.ShouldBe("debtor");
        (await links.ResolveAsync(link.Id, Ct)).ShouldBeNull("the stored hash opens nothing");
        (await links.ResolveAsync("guessed", Ct)).ShouldBeNull();
        (await links.ResolveAsync(null, Ct)).ShouldBeNull();

        (await links.RevokeAsync(other.Id, Ct)).ShouldBeTrue();
        (await links.RevokeAsync(other.Id, Ct)).ShouldBeTrue();
        (await links.RevokeAsync("unknown", Ct)).ShouldBeFalse();
        (await links.ResolveAsync(other.Token, Ct)).ShouldBeNull();

        await World.Host.AdvanceToAsync(now.AddHours(1), Ct);
        (await links.ResolveAsync(link.Token, Ct)).ShouldBeNull();
    }
}
