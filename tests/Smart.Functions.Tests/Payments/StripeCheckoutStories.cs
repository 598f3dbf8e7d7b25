using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Access;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Members;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Shares;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>Pages to pay on: one at a time, always for what is open at that instant.</summary>
public sealed class StripeCheckoutStories(TestStorage storage) : StripeStory(storage)
{
    [Fact]
    public async Task LinkOfAClient_OpensAPageForTheBalance_WithKeysOnly()
    {
        var (path, number) = await LinkAsync(121_000);

        var page = await OpenAsync(path, 201);

        var session = SessionOf(page);
        (session.Number("amount_total"), session.Text("client_reference_id")).ShouldBe((121_000, number.ToString()));
        session["payment_method_types"]!.AsArray().Select(method => method!.GetValue<string>()).ShouldBe(["card", "bancontact", "sepa_debit"]);
        session["metadata"]!.AsObject().Select(entry => entry.Key).ShouldBe(["debtorId", "number", "reference"], ignoreOrder: true);
        (session.Number("expires_at") - Now).ShouldBe(23 * 3600);
        session["customer_email"].ShouldBeNull();
    }

    [Fact]
    public async Task AskedAgain_ItIsTheSamePage()
    {
        var (path, _) = await LinkAsync(121_000);

        var first = await OpenAsync(path, 201);
        await Host.AdvanceAsync(TimeSpan.FromHours(3), Ct);
        var second = await OpenAsync(path, 201);

        second.GetProperty("url").GetString().ShouldBe(first.GetProperty("url").GetString());
        Stripe.Sessions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AskedByManyAtOnce_ItIsOnePage()
    {
        var (path, _) = await LinkAsync(121_000);

        var pages = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => OpenAsync(path, 201)));

        pages.Select(page => page.GetProperty("url").GetString()).Distinct().ShouldHaveSingleItem();
        Stripe.Sessions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AnotherBalance_ClosesTheOlderPage_BeforeItOpensANewOne()
    {
        var (path, number) = await LinkAsync(121_000);
        var stale = SessionOf(await OpenAsync(path, 201));
        await ImportAsync(NextFile(Transfer(21_000, number)));

        var page = SessionOf(await OpenAsync(path, 201));

        page.Number("amount_total").ShouldBe(100_000);
        Stripe.Find(stale.Id())!.Text("status").ShouldBe("expired");
        Should.Throw<InvalidOperationException>(() => Stripe.Complete(stale.Id()));
    }

    [Fact]
    public async Task PageThatWasUsed_IsNotOpenedAgain_WhileItsMoneyIsOnItsWay()
    {
        var (path, number) = await LinkAsync(121_000);
        var session = SessionOf(await OpenAsync(path, 201));
        var paid = Stripe.Complete(session.Id());

        (await OpenAsync(path, 409)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:payment-under-way");

        await Stripe.PostAsync(paid.EventId, Ct);
        await Host.RunUntilIdleAsync(Ct);
        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
        (await OpenAsync(path, 409)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:invoice-not-open");
    }

    [Fact]
    public async Task StalePage_PaidBeforeItCouldBeClosed_IsMoneyOnAccount()
    {
        var (path, number) = await LinkAsync(121_000);
        var session = SessionOf(await OpenAsync(path, 201));
        await ImportAsync(NextFile(Transfer(21_000, number)));
        var paid = Stripe.Complete(session.Id());

        (await OpenAsync(path, 409)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:payment-under-way");
        await Stripe.PostAsync(paid.EventId, Ct);
        await Host.RunUntilIdleAsync(Ct);

        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
        (await HeadAsync("debtor1"))!.OnAccount.ShouldBe(Money.Eur(21_000));
    }

    [Fact]
    public async Task DirectDebitThatFails_LetsTheClientTryAgain()
    {
        var (path, _) = await LinkAsync(121_000);
        var session = SessionOf(await OpenAsync(path, 201));
        await Stripe.PayAsync(session.Id(), "sepa_debit", Ct);
        await Host.RunUntilIdleAsync(Ct);
        await OpenAsync(path, 409);

        await Stripe.TellAsync(Stripe.SettleDebit(Stripe.Find(session.Id())!.Text("payment_intent"), "insufficient_funds"), Ct);
        await Host.RunUntilIdleAsync(Ct);

        SessionOf(await OpenAsync(path, 201)).Id().ShouldNotBe(session.Id());
    }

    [Fact]
    public async Task PageThatEnded_IsFollowedByANewOne()
    {
        var (path, _) = await LinkAsync(121_000);
        var first = SessionOf(await OpenAsync(path, 201));
        await Host.AdvanceAsync(TimeSpan.FromHours(22.5), Ct);

        SessionOf(await OpenAsync(path, 201)).Id().ShouldNotBe(first.Id());
        Stripe.Find(first.Id())!.Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task PageThatTheProviderDoesNotKnow_IsReplaced()
    {
        var (path, number) = await LinkAsync(121_000);
        var stranger = new CheckoutRow
        {
            PartitionKey = CheckoutRow.Key(number.ToString()),
            RowKey = CheckoutRow.Key(number.ToString()),
            Turn = 7,
            Amount = Money.Eur(121_000),
            ExpiresAt = Host.TimeProvider.GetUtcNow().AddHours(20),
            SessionId = "cs_of_another_account",
            Url = "https://pay.example/cs_of_another_account",
        };
        await Store.CommitAsync(new RowBatch(TableNames.Inbox, stranger.PartitionKey).Insert(stranger), Ct);

        SessionOf(await OpenAsync(path, 201)).Number("amount_total").ShouldBe(121_000);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task ProviderThatIsDown_IsSaid_AndTheNextRequestSucceeds(HttpStatusCode status)
    {
        var (path, _) = await LinkAsync(121_000);
        Stripe.Faults.Fail(status);

        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var answer = await SendAsync(request, user: null);
        (await JsonAsync(answer, 503)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:card-payments-down");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(30));

        Stripe.Faults.Recover();
        await OpenAsync(path, 201);
        Stripe.Sessions.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task BalanceThatIsTooSmallForCards_IsRefused()
    {
        var (path, _) = await LinkAsync(49);

        (await OpenAsync(path, 409)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:below-card-minimum");
    }

    [Fact]
    public async Task Shares_ArePaidOnAPage_AndStandInTheRegister()
    {
        var request = await ShareRequestAsync();
        var path = $"/api/members/{request.MemberId}/shares/{request.RequestId}/checkout";

        var page = await JsonAsync(await PostAsMemberAsync(path, "desk;desk"), 201);
        var session = Stripe.Find(page.GetProperty("url").GetString()!.Split('/')[^1])!;
        session.Number("amount_total").ShouldBe(request.Amount.Cents);
        session["metadata"]!.AsObject().Select(entry => entry.Key).ShouldBe(["shareRequestId", "reference"], ignoreOrder: true);
        await Stripe.PayAsync(session.Id(), "bancontact", Ct);
        await Host.RunUntilIdleAsync(Ct);

        var paid = (await Host.Services.GetRequiredService<ShareRequests>().FindRequestAsync(request.MemberId, request.RequestId, Ct))!;
        paid.State.ShouldBe(ShareRequestState.Paid);
        (await JsonAsync(await PostAsMemberAsync(path, "desk;desk"), 409)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:share-request-paid");
    }

    [Theory]
    [InlineData("other;member", 404)]
    [InlineData("finn;finance", 403)]
    [InlineData(null, 401)]
    public async Task SharesOfAnother_AreNotPaidFor(string? user, int status)
    {
        var request = await ShareRequestAsync();

        await JsonAsync(await PostAsMemberAsync($"/api/members/{request.MemberId}/shares/{request.RequestId}/checkout", user), status);

        Stripe.Sessions.ShouldBeEmpty();
    }

    [Fact]
    public async Task SharesThatNobodyAskedFor_AreNotFound()
    {
        var request = await ShareRequestAsync();

        var problem = await JsonAsync(await PostAsMemberAsync($"/api/members/{request.MemberId}/shares/nothing/checkout", "desk;desk"), 404);

        problem.GetProperty("type").GetString().ShouldBe("urn:smart:problem:share-request-not-found");
    }

    private async Task<(string Path, InvoiceNumber Number)> LinkAsync(long cents)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, cents);
        var link = await Host.Services.GetRequiredService<LinkTokens>().CreateAsync(debtor, number.ToString(), Host.TimeProvider.GetUtcNow().AddDays(9), Ct);
        return ($"/api/pay/{link.Token}/checkout", number);
    }

    private async Task<ShareRequestRow> ShareRequestAsync()
    {
        const string Member = "member00000000000001";
        var head = new MemberHead { PartitionKey = Member, RowKey = MemberKeys.Head(Member), Language = Language.Fr, RegisteredAt = DateTimeOffset.UnixEpoch };
        (await Store.CommitAsync(new RowBatch(TableNames.Members, Member).Insert(head), Ct)).IsCommitted.ShouldBeTrue();
        return (await Host.Services.GetRequiredService<ShareRequests>().RequestAsync("request", Member, 2, Ct)).Value;
    }

    private async Task<JsonElement> OpenAsync(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        return await JsonAsync(await SendAsync(request, user: null), status);
    }

    private async Task<HttpResponseMessage> PostAsMemberAsync(string path, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await SendAsync(request, user);
    }

    private System.Text.Json.Nodes.JsonObject SessionOf(JsonElement page) => Stripe.Find(page.GetProperty("url").GetString()!.Split('/')[^1])!;
}
