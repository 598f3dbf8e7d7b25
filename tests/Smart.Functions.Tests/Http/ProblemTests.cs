using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Smart.Functions.Http;
using Smart.Functions.Tests.Runtime;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Http;

public sealed class ProblemTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task Failure_NobodyExpected_IsA500ThatTellsNothing()
    {
        var (answer, problem) = await CallAsync("failing/secret");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem["type"]!.GetValue<string>().ShouldBe("urn:smart:problem:internal-error");
        problem["traceId"]!.GetValue<string>().ShouldNotBeEmpty();
        problem.ToJsonString().ShouldNotContain("Ann Peeters");
    }

    [Fact]
    public async Task Failure_OfAWriteThatLostTooOften_Is409WithRetryAfter()
    {
        var (answer, problem) = await CallAsync("failing/busy");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        problem["type"]!.GetValue<string>().ShouldBe("urn:smart:problem:busy");
    }

    private async Task<(HttpResponseMessage Answer, JsonNode Problem)> CallAsync(string path)
    {
        var host = await StartAsync(
            options => options with
            {
                Compose = (worker, configuration) =>
                {
                    options.Compose!(worker, configuration);
                    worker.UseMiddleware<ProblemMiddleware>();
                },
            },
            typeof(FailingSample));
        var answer = await host.Http.GetAsync($"/api/{path}", Ct);
        return (answer, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!);
    }

    public sealed class FailingSample
    {
        [Function("Fail")]
        public static IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "failing/{how}")] HttpRequest request, string how) =>
            throw (how == "busy" ? new BusyException("head|x") : new FormatException("Ann Peeters is not a number"));
    }
}
