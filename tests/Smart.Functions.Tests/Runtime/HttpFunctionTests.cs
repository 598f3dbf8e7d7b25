using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Smart.Local.Http;
using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Runtime;

public class HttpFunctionTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task Route_BindsItsValuesByName()
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        var answer = await host.Http.GetFromJsonAsync<JsonElement>("/api/members/m-7/invoices/42/2026-03-29?q=x%20y", Ct);

        answer.GetProperty("memberId").GetString().ShouldBe("m-7");
        answer.GetProperty("number").GetInt32().ShouldBe(42);
        answer.GetProperty("day").GetString().ShouldBe("2026-03-29");
        answer.GetProperty("query").GetString().ShouldBe("x y");
        answer.GetProperty("sameRequest").GetBoolean().ShouldBeTrue();
        answer.GetProperty("function").GetString().ShouldBe("ReadInvoice");
        Notes.Lines.ShouldBe(["same scope True", "scope ended"]);
        host.Trace.Entries.ShouldHaveSingleItem().ToString().ShouldBe("2026-03-28 12:00:00Z Http ReadInvoice GET /api/members/m-7/invoices/42/2026-03-29");
    }

    [Fact]
    public async Task Body_ReachesAStaticFunctionWithGuidAndLong()
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        var answer = await host.Http.PutAsync("/api/things/6f9619ff-8b86-d011-b42d-00cf4fc964ff/9000000000", new StringContent("content"), Ct);

        (await answer.Content.ReadAsStringAsync(Ct)).ShouldBe("6f9619ff8b86d011b42d00cf4fc964ff 9000000000 content");
    }

    [Theory]
    [InlineData("GET", "/api/things/6f9619ff-8b86-d011-b42d-00cf4fc964ff/1", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PUT", "/api/things/7/1", HttpStatusCode.NotFound)]
    [InlineData("GET", "/things", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/Broken", HttpStatusCode.InternalServerError)]
    [InlineData("POST", "/api/silent", HttpStatusCode.OK)]
    public async Task Request_OfAnotherKind_GetsItsStatusAndNothingMore(string method, string path, HttpStatusCode expected)
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var answer = await host.Http.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(expected);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Failure_IsTracedWithItsReason()
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        await host.Http.GetAsync("/api/Broken", Ct);

        host.Trace.Entries.ShouldHaveSingleItem().Error.ShouldBe("InvalidOperationException: secret of /api/Broken");
    }

    [Fact]
    public async Task Middleware_SurroundsTheFunctionInTheOrderItWasAdded()
    {
        var host = await StartAsync(WithMiddleware, typeof(HttpSamples));

        await host.Http.PostAsync("/api/silent", null, Ct);

        Notes.Lines.ShouldBe(["first before Silent", "second before True", "silent POST", "first after", "scope ended"]);
    }

    [Fact]
    public async Task Middleware_MayAnswerForAFunctionThatFailed()
    {
        var host = await StartAsync(WithMiddleware, typeof(HttpSamples));

        (await host.Http.GetAsync("/api/broken?x=1", Ct)).StatusCode.ShouldBe((HttpStatusCode)418);
    }

    [Fact]
    public async Task SignIn_GivesLaterRequestsThePlatformsHeader()
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        (await host.Http.PostAsJsonAsync("/dev/sign-in", new { name = "Ann", roles = new[] { "desk", "finance" } }, Ct)).EnsureSuccessStatusCode();
        var principal = await PrincipalAsync(host);

        principal.GetProperty("auth_typ").GetString().ShouldBe("aad");
        principal.GetProperty("role_typ").GetString().ShouldBe("roles");
        principal.GetProperty("claims").EnumerateArray().Select(claim => $"{claim.GetProperty("typ")}={claim.GetProperty("val")}")
            .ShouldBe(["iss=https://localhost/dev", "sub=dev-ann", "name=Ann", "roles=desk", "roles=finance"]);
        await host.Http.PostAsync("/dev/sign-out", null, Ct);
        (await PrincipalTextAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task UserHeader_SignsASingleRequestIn()
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        var principal = await PrincipalAsync(host, (DevelopmentSignIn.UserHeader, "Bob;engineer"));

        principal.GetProperty("claims").EnumerateArray().Count().ShouldBe(4);
    }

    [Fact]
    public async Task ForgedPrincipal_IsTakenOff_UnlessATestWantsIt()
    {
        var strict = await StartAsync(null, typeof(HttpSamples));
        var open = await StartAsync(options => options with { SignIn = new DevelopmentSignInOptions { AcceptPrincipalHeader = true } }, typeof(HttpSamples));

        (await PrincipalTextAsync(strict, (DevelopmentSignIn.PrincipalHeader, "forged"))).ShouldBeEmpty();
        (await PrincipalTextAsync(open, (DevelopmentSignIn.PrincipalHeader, "forged"))).ShouldBe("forged");
    }

    [Fact]
    public async Task ForeignHostName_IsRefused()
    {
        var host = await StartAsync(null, typeof(HttpSamples));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/silent") { Headers = { Host = "evil.example" } };

        (await host.Http.SendAsync(request, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"name":"","roles":[]}""")]
    public async Task SignIn_OfNobody_IsRefused(string body)
    {
        var host = await StartAsync(null, typeof(HttpSamples));

        var answer = await host.Http.PostAsync("/dev/sign-in", new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<JsonElement> PrincipalAsync(LocalHost host, params (string Name, string Value)[] headers)
        => JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(await PrincipalTextAsync(host, headers)));

    private static async Task<string> PrincipalTextAsync(LocalHost host, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/members/m/invoices/1/2026-01-01");
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var answer = await host.Http.SendAsync(request, Ct);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("principal").GetString()!;
    }
}
