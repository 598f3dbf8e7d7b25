using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Shares;

namespace Smart.Functions.Tests.Shares;

public sealed class ShareStoryTests(TestStorage storage) : StoryTest(storage)
{
    [Fact]
    public async Task Share_PaidByTransfer_OpensTheFourthContract()
    {
        var ann = await MemberAsync("Ann");
        await DeclareAsync("Ann", ann, 3);
        (await DeclareAsync("Ann", ann)).Problem.ShouldBe("share-required");

        var asked = await Member("Ann").PostAsync($"members/{ann}/shares", new { count = 1 }, cancellationToken: Ct);
        asked.Text("communication").ShouldStartWith("+++8");
        asked.Value["amount"]!["amount"]!.GetValue<string>().ShouldBe("30.00");
        World.Bank.Receive(3000, "Ann", "BE71096123456769", Digits(asked.Text("communication")));
        await World.AdvanceToAsync(new DateOnly(2026, 3, 3), cancellationToken: Ct);

        var shares = await SharesAsync("Ann", ann);
        shares["status"]!.GetValue<string>().ShouldBe("covered");
        shares["coveredUntil"]!.GetValue<string>().ShouldBe("2026-12-31");
        shares["entries"]!.AsArray().ShouldHaveSingleItem()!["valueDate"]!.GetValue<string>().ShouldBe("2026-03-02");
        (await DeclareAsync("Ann", ann)).Value["ordinal"]!.GetValue<int>().ShouldBe(4);
        World.Mailbox.To("Ann").ShouldHaveSingleItem().Attachments.ShouldHaveSingleItem().ContentType.ShouldBe("application/pdf");
        var pdf = await Member("Ann").DownloadAsync($"members/{ann}/shares/certificate", Ct);
        Encoding.ASCII.GetString(pdf!, 0, 5).ShouldBe("%PDF-");
    }

    [Fact]
    public async Task Share_PaidTwice_IsIssuedOnce()
    {
        var ann = await MemberAsync("Ann");
        var asked = await Member("Ann").PostAsync($"members/{ann}/shares", new { count = 1 }, cancellationToken: Ct);
        World.Bank.Receive(3000, "Ann", "BE71096123456769", Digits(asked.Text("communication")));
        World.Bank.Receive(3000, "Ann", "BE71096123456769", Digits(asked.Text("communication")));

        await World.AdvanceToAsync(new DateOnly(2026, 3, 4), cancellationToken: Ct);

        var shares = await SharesAsync("Ann", ann);
        shares["shareCount"]!.GetValue<int>().ShouldBe(1);
        shares["entries"]!.AsArray().ShouldHaveSingleItem();
        World.Mailbox.To("Ann").ShouldHaveSingleItem("one certificate");
    }

    [Fact]
    public async Task Receipt_DeliveredTwice_BooksOnce_AndPartsAddUp()
    {
        var ann = await MemberAsync("Ann");
        var asked = await Member("Ann").PostAsync($"members/{ann}/shares", new { count = 2 }, cancellationToken: Ct);
        var request = asked.Text("requestId");
        var service = World.Host.Services.GetRequiredService<ShareService>();

        var part = (await service.ReceiveAsync("r1", request, ann, Money.Eur(2000), new(2026, 3, 2), Ct)).Value;
        var again = (await service.ReceiveAsync("r1", request, ann, Money.Eur(2000), new(2026, 3, 2), Ct)).Value;
        var rest = (await service.ReceiveAsync("r2", request, ann, Money.Eur(5000), new(2026, 3, 9), Ct)).Value;
        var late = (await service.ReceiveAsync("r3", request, ann, Money.Eur(100), new(2026, 3, 10), Ct)).Value;

        part.Outcome.ShouldBe(ShareReceiptOutcome.PartPaid);
        again.ShouldBe(part);
        rest.Outcome.ShouldBe(ShareReceiptOutcome.Paid);
        rest.Excess.ShouldBe(Money.Eur(1000));
        late.Outcome.ShouldBe(ShareReceiptOutcome.NothingOpen);
        late.Excess.ShouldBe(Money.Eur(100));
        var shares = await SharesAsync("Ann", ann);
        shares["shareCount"]!.GetValue<int>().ShouldBe(2);
        shares["coveredUntil"]!.GetValue<string>().ShouldBe("2027-12-31");
        shares["entries"]!.AsArray().ShouldHaveSingleItem()!["valueDate"]!.GetValue<string>().ShouldBe("2026-03-09");
    }

    [Fact]
    public async Task Receipts_AtOnce_LoseNothing()
    {
        var ann = await MemberAsync("Ann");
        var request = (await Member("Ann").PostAsync($"members/{ann}/shares", new { count = 1 }, cancellationToken: Ct)).Text("requestId");
        var service = World.Host.Services.GetRequiredService<ShareService>();

        var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            service.ReceiveAsync($"r{i}", request, ann, Money.Eur(1000), new(2026, 3, 2), Ct)));

        receipts.Sum(receipt => receipt.Value.Applied).ShouldBe(Money.Eur(3000));
        receipts.Sum(receipt => receipt.Value.Excess).ShouldBe(Money.Eur(1000));
        receipts.Count(receipt => receipt.Value.Outcome == ShareReceiptOutcome.Paid).ShouldBe(1);
    }

    [Fact]
    public async Task Receipt_ForNoRequest_IsRefused()
    {
        var ann = await MemberAsync("Ann");
        var service = World.Host.Services.GetRequiredService<ShareService>();
        (await service.ReceiveAsync("r1", "nothing", ann, Money.Eur(1000), new(2026, 3, 2), Ct)).Refusal!.Type.ShouldBe("share-request-not-found");
        (await service.ReceiveAsync("r1", "nothing", "nobody", Money.Eur(1000), new(2026, 3, 2), Ct)).Refusal!.Type.ShouldBe("share-request-not-found");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    [InlineData(null)]
    public async Task Shares_OfAnImpossibleCount_AreRefused(int? count)
    {
        var ann = await MemberAsync("Ann");
        (await Member("Ann").PostAsync($"members/{ann}/shares", new { count }, cancellationToken: Ct)).Problem.ShouldBe("share-count-invalid");
        (await Member("Ann").GetAsync($"members/{ann}/shares/certificate", Ct)).Problem.ShouldBe("certificate-not-found");
    }

    [Fact]
    public async Task Register_OnADay_ShowsWhatWasHeldThen()
    {
        var ann = await MemberAsync("Ann");
        var request = (await Member("Ann").PostAsync($"members/{ann}/shares", new { count = 1 }, cancellationToken: Ct)).Text("requestId");
        await World.Host.Services.GetRequiredService<ShareService>().ReceiveAsync("r1", request, ann, Money.Eur(3000), new(2026, 3, 2), Ct);

        (await Finance.GetAsync("shares/register?asOf=2026-03-01", Ct)).Value["holders"]!.AsArray().ShouldBeEmpty();
        var holder = (await Finance.GetAsync("shares/register", Ct)).Value["holders"]!.AsArray().ShouldHaveSingleItem()!;
        holder["name"]!.GetValue<string>().ShouldBe("Ann");
        holder["paid"]!["amount"]!.GetValue<string>().ShouldBe("30.00");
        (await Finance.GetAsync("shares/register?asOf=1-3-2026", Ct)).Problem.ShouldBe("malformed-parameter");
        (await Member("Ann").GetAsync("shares/register", Ct)).Problem.ShouldBe("role-required");
    }

    private static string Digits(string communication) => string.Concat(communication.Where(char.IsAsciiDigit));

    private async Task<JsonNode> SharesAsync(string name, string memberId) => (await Member(name).GetAsync($"members/{memberId}/shares", Ct)).Value;
}
