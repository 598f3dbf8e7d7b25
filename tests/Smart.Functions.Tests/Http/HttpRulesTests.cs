using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Smart.Local.Http;

namespace Smart.Functions.Tests.Http;

/// <summary>One system for rules that leave each other alone.</summary>
public sealed class RulesWorld(TestStorage storage) : StoryTest(storage);

/// <summary>What holds for every operation, shown on the registration of a member.</summary>
public sealed class HttpRulesTests(RulesWorld rules) : IClassFixture<RulesWorld>
{
    private const string Ann = """{"name":"Ann","email":"ann@example.be","language":"nl","address":{"street":"Kerkstraat 1","postalCode":"9000","town":"Gent","country":"BE"}}""";

    // The tests share a caller, so each has a key of its own.
    private readonly string _key = Guid.NewGuid().ToString("N");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient Http => rules.World.Host.Http;

    [Fact]
    public async Task Body_ThatIsNotJson_Is400AndNamesThePlace()
    {
        var (status, problem) = await SendAsync("""{"name":"Ann","language":7}""", _key);
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["type"]!.GetValue<string>().ShouldBe("urn:smart:problem:malformed-json");
        problem["field"]!.GetValue<string>().ShouldBe("$.language");
        problem["detail"]!.GetValue<string>().ShouldNotContain("Smart.");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"name":"Ann","surname":"Peeters"}""")]
    [InlineData("""{"name":"Ann","name":"Bob"}""")]
    public async Task Body_ThatCannotBeUnderstood_Is400(string body) => (await SendAsync(body, _key)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Body_OfMoreThanAMebibyte_Is413()
    {
        var (status, problem) = await SendAsync($$"""{"name":"{{new string('a', 1024 * 1024)}}"}""", _key);
        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        problem["type"]!.GetValue<string>().ShouldEndWith("body-too-large");
    }

    [Fact]
    public async Task Change_WithoutAKey_Is400() =>
        (await SendAsync(Ann, key: null)).Problem["type"]!.GetValue<string>().ShouldEndWith("idempotency-key-missing");

    [Fact]
    public async Task Change_Repeated_IsAnsweredAsBefore()
    {
        var first = await SendAsync(Ann, _key);
        var second = await SendAsync(Ann, _key);
        first.Status.ShouldBe(HttpStatusCode.Created);
        second.Status.ShouldBe(HttpStatusCode.Created);
        second.Problem.ToJsonString().ShouldBe(first.Problem.ToJsonString());
    }

    [Fact]
    public async Task Key_UsedForAnotherBody_Is422()
    {
        await SendAsync(Ann, _key);
        var (status, problem) = await SendAsync(Ann.Replace("Ann", "Bob", StringComparison.Ordinal), _key);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem["type"]!.GetValue<string>().ShouldEndWith("idempotency-key-reused");
    }

    [Fact]
    public async Task Key_OfARefusedRequest_MayBeUsedForTheCorrectedOne()
    {
        (await SendAsync(Ann.Replace("9000", "90", StringComparison.Ordinal), _key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(Ann, _key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Change_AtTheSameTimeTwice_HappensOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(Ann, _key)));
        var created = answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Problem.ToJsonString()).ToList();
        created.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created || answer.Status == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Caller_WhoIsNotSignedIn_Is401()
    {
        var answer = await Http.GetAsync("/api/me", Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Caller_WithAnotherRole_Is403()
    {
        (await rules.Finance.PostAsync("members", new { name = "Ann" }, cancellationToken: Ct)).Problem.ShouldBe("role-required");
        (await rules.World.As("Nobody").GetAsync("me", Ct)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Header_OfThePlatformForged_IsTakenOff()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        request.Headers.Add(DevelopmentSignIn.PrincipalHeader, new DevelopmentUser("Eve", ["engineer"]).ToClientPrincipal());
        (await Http.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Description_IsServedToAnyone() =>
        JsonNode.Parse(await Http.GetStringAsync("/api/openapi.json", Ct))!["openapi"]!.GetValue<string>().ShouldBe("3.1.0");

    private async Task<(HttpStatusCode Status, JsonNode Problem)> SendAsync(string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/members") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(DevelopmentSignIn.UserHeader, "Desk;desk");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await Http.SendAsync(request, Ct);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!);
    }
}
