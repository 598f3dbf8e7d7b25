namespace Smart.Functions.Tests.Runtime;

public class DurableFunctionTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task Orchestration_StartedOverHttp_RunsWithTheClockAndOverKills()
    {
        var host = await StartAsync(null, typeof(DurableSamples));
        (await (await host.Http.PostAsync("/api/greetings/ann/3", null, Ct)).Content.ReadAsStringAsync(Ct)).ShouldBe("greet-ann");

        await host.AdvanceAsync(TimeSpan.FromDays(1), Ct);
        await host.RestartAsync(Ct);
        await host.AdvanceAsync(TimeSpan.FromDays(3), Ct);
        await host.RestartAsync(Ct);
        await host.Durable.RaiseEventAsync("greet-ann", "end", "done", Ct);
        var ran = await host.RunUntilIdleAsync(Ct);

        (await host.Durable.GetInstanceAsync("greet-ann", getInputsAndOutputs: true, Ct))!.ReadOutputAs<string>().ShouldBe("ann1 ann2 ann3 done");
        Notes.Lines.Where(line => line.StartsWith("say", StringComparison.Ordinal)).ShouldBe(["say ann 1 True", "say ann 2 True", "say ann 3 True"]);
        ran.ShouldHaveSingleItem().ToString().ShouldBe("2026-04-01 12:00:00Z Orchestration Greet greet-ann");
    }

    [Fact]
    public async Task HttpFunction_ThatWaitsForAnInstance_DoesNotBlockIt()
    {
        var host = await StartAsync(null, typeof(DurableSamples));

        var answer = await host.Http.PostAsync("/api/greetings/bob", null, Ct);

        (await answer.Content.ReadAsStringAsync(Ct)).ShouldBe(" soon");
    }

    [Fact]
    public async Task Middleware_SurroundsActivitiesAndOrchestrators()
    {
        var host = await StartAsync(WithMiddleware, typeof(DurableSamples));

        await host.Http.PostAsync("/api/greetings/eve/1", null, Ct);
        await host.RunUntilIdleAsync(Ct);

        Notes.Lines.ShouldContain("first before Greet");
        Notes.Lines.ShouldContain("first before Say");
        Notes.Lines.ShouldContain("say eve 1 True");
    }
}
