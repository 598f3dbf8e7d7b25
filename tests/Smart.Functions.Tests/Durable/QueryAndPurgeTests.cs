using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Status = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Smart.Functions.Tests.Durable;

/// <summary>Instances listed and forgotten, by id and by filter.</summary>
public sealed class QueryAndPurgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Query_ByPrefix_ComesInPages()
    {
        var durable = await FiveCasesAsync();
        var query = new OrchestrationQuery(Statuses: [Status.Running], InstanceIdPrefix: "case-", PageSize: 2);

        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in durable.Client.GetAllInstancesAsync(query).AsPages())
        {
            pages.Add(page);
        }

        pages.Select(page => page.Values.Count).ShouldBe([2, 2, 1]);
        pages.SelectMany(page => page.Values).Select(instance => instance.InstanceId).ShouldBe(["case-0", "case-1", "case-2", "case-3", "case-4"]);
        pages[^1].ContinuationToken.ShouldBeNull();
    }

    [Fact]
    public async Task Query_FromAToken_GoesOnAfterThatPage()
    {
        var durable = await FiveCasesAsync();
        var query = new OrchestrationQuery(InstanceIdPrefix: "case-", PageSize: 2);
        string? token = null;
        await foreach (var page in durable.Client.GetAllInstancesAsync(query).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        var rest = durable.Client.GetAllInstancesAsync(query with { ContinuationToken = token });

        (await IdsAsync(rest)).ShouldBe(["case-2", "case-3", "case-4"]);
    }

    [Fact]
    public async Task Query_ByTimeOfCreation_IncludesBothEnds()
    {
        var durable = await FiveCasesAsync();

        var found = durable.Client.GetAllInstancesAsync(new OrchestrationQuery(Start.AddHours(1), Start.AddHours(3)));

        (await IdsAsync(found)).ShouldBe(["case-1", "case-2", "case-3"]);
    }

    [Fact]
    public async Task Query_ByStatus_FindsThoseOnly()
    {
        var durable = await FiveCasesAsync();
        await durable.RaiseAsync("go", id: "case-3");
        await durable.Client.TerminateInstanceAsync("case-1");
        await durable.RunAsync();

        (await IdsAsync(durable.Client.GetAllInstancesAsync(new OrchestrationQuery(Statuses: [Status.Completed, Status.Terminated]))))
            .ShouldBe(["case-1", "case-3", "other"]);
    }

    [Fact]
    public async Task Query_ShowsInputsAndOutputsWhenAsked_AndRefusesThemOtherwise()
    {
        var durable = await FiveCasesAsync();
        var bare = await durable.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "other")).ToListAsync(TestContext.Current.CancellationToken);
        var full = await durable.Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "other", FetchInputsAndOutputs: true))
            .ToListAsync(TestContext.Current.CancellationToken);

        Should.Throw<InvalidOperationException>(() => bare[0].ReadOutputAs<string>());
        full[0].ReadInputAs<int>().ShouldBe(7);
        full[0].ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task Purge_ById_TakesAFinishedInstanceOnly()
    {
        var durable = await FiveCasesAsync();

        (await durable.Client.PurgeInstanceAsync("case-0")).PurgedInstanceCount.ShouldBe(0);
        (await durable.Client.PurgeInstanceAsync("other")).PurgedInstanceCount.ShouldBe(1);
        (await durable.Client.PurgeInstanceAsync("other")).PurgedInstanceCount.ShouldBe(0);

        (await durable.Client.GetInstanceAsync("other")).ShouldBeNull();
        (await durable.StatusAsync("case-0")).ShouldBe(Status.Running);
    }

    [Fact]
    public async Task Purge_ByFilter_TakesFinishedInstancesOfThatTimeAndStatusOnly()
    {
        var durable = await FiveCasesAsync();
        foreach (var number in (int[])[1, 2, 3])
        {
            await durable.RaiseAsync("go", id: $"case-{number}");
        }

        await durable.Client.TerminateInstanceAsync("case-4");
        await durable.RunAsync();
        var filter = new PurgeInstancesFilter(Start.AddHours(2), Start.AddHours(4), [Status.Completed, Status.Running]);

        (await durable.Client.PurgeAllInstancesAsync(filter)).PurgedInstanceCount.ShouldBe(2);

        (await IdsAsync(durable.Client.GetAllInstancesAsync())).ShouldBe(["case-0", "case-1", "case-4", "other"]);
        (await durable.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount.ShouldBe(3);
        (await IdsAsync(durable.Client.GetAllInstancesAsync())).ShouldBe(["case-0"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Purge_TakesFinishedChildrenAlong_WhenAsked(bool recursive)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Child", _ => Task.FromResult<object?>("done"))
            .Orchestrator("Middle", async context => await context.CallSubOrchestratorAsync<string>("Child", null, new TaskOptions().WithInstanceId("grandchild")))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Middle", null, new TaskOptions().WithInstanceId("child"))));
        await durable.StartNewAsync("Parent");

        var purged = await durable.Client.PurgeInstanceAsync("one", new PurgeInstanceOptions(recursive));

        purged.PurgedInstanceCount.ShouldBe(recursive ? 3 : 1);
        (await durable.Client.GetInstanceAsync("grandchild") is null).ShouldBe(recursive);
    }

    [Fact]
    public async Task IdPurged_MayBeUsedAnew()
    {
        var durable = await FiveCasesAsync();
        await durable.Client.PurgeInstanceAsync("other");

        await durable.StartNewAsync("Wait", id: "other");
        await durable.RaiseAsync("go", "again", "other");

        (await durable.OutputAsync<string>("other")).ShouldBe("again");
    }

    /// <summary>Five that run, one an hour from the start on, and one before the last that ended.</summary>
    private static async Task<DurableHarness> FiveCasesAsync()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
            .Orchestrator("Instant", _ => Task.FromResult<object?>("done")));
        for (var number = 0; number < 5; number++)
        {
            await durable.StartNewAsync("Wait", id: $"case-{number}");
            await durable.AdvanceAsync(TimeSpan.FromHours(1));
        }

        await durable.StartNewAsync("Instant", 7, "other");
        return durable;
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(AsyncPageable<OrchestrationMetadata> instances) =>
        [.. (await instances.ToListAsync(TestContext.Current.CancellationToken)).Select(instance => instance.InstanceId)];
}
