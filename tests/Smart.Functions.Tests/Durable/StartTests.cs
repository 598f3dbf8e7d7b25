using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Status = Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace Smart.Functions.Tests.Durable;

/// <summary>
/// Starts under an id that exists. The statuses that a start names refuse it; an instance in any other status is replaced, a
/// live one being terminated first (StartOrchestrationOptions.DedupeStatuses). Naming none leaves it to the backend: this one
/// refuses while an instance lives.
/// </summary>
public sealed class StartTests
{
    private static readonly Status[] All = [Status.Pending, Status.Running, Status.Suspended, Status.Completed, Status.Failed, Status.Terminated];

    private static readonly Status[] Live = [Status.Pending, Status.Running, Status.Suspended];

    public static TheoryData<Status> Statuses => [.. All];

    private static LambdaFunctions Functions() => new LambdaFunctions()
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"))
        .Orchestrator("Instant", _ => Task.FromResult<object?>("done"))
        .Orchestrator("Fail", _ => throw new FormatException("no good"));

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Start_OverAnInstanceInANamedStatus_IsRefusedAndChangesNothing(Status status)
    {
        var durable = await InStatusAsync(status);
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses(status == Status.Terminated ? [.. Live, status] : [status]);

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => durable.Client.ScheduleNewOrchestrationInstanceAsync("Instant", options));
        await durable.RunAsync();

        (await durable.StatusAsync()).ShouldBe(status);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Start_OverAnInstanceInAnotherStatus_ReplacesIt(Status status)
    {
        var durable = await InStatusAsync(status);
        await durable.Client.RaiseEventAsync("one", "go", "for the old one");
        var others = All.Except(Live.Contains(status) ? [status, Status.Terminated] : [status]);
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses([.. others]);

        await durable.Client.ScheduleNewOrchestrationInstanceAsync("Wait", options);
        await durable.RunAsync();
        (await durable.StatusAsync()).ShouldBe(Status.Running);
        await durable.RaiseAsync("go", "for the new one");

        (await durable.OutputAsync<string>()).ShouldBe("for the new one");
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Start_ThatNamesNothing_IsRefusedByLiveInstancesOnly(Status status)
    {
        var durable = await InStatusAsync(status);
        var start = () => durable.StartNewAsync("Wait");

        if (Live.Contains(status))
        {
            await start.ShouldThrowAsync<OrchestrationAlreadyExistsException>();
            (await durable.StatusAsync()).ShouldBe(status);
        }
        else
        {
            await start();
            (await durable.StatusAsync()).ShouldBe(Status.Running);
        }
    }

    [Fact]
    public async Task Start_ThatNamesAnEmptyList_ReplacesWhateverIsThere()
    {
        var durable = await InStatusAsync(Status.Running);

        await durable.Client.ScheduleNewOrchestrationInstanceAsync("Instant", new StartOrchestrationOptions("one") { DedupeStatuses = [] });
        await durable.RunAsync();

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    /// <summary>Such a start would be refused by what it terminated itself (Azure/azure-functions-durable-extension#3316).</summary>
    [Theory]
    [InlineData(Status.Pending)]
    [InlineData(Status.Running)]
    [InlineData(Status.Suspended)]
    public async Task Start_ThatNamesTerminatedButNotEveryLiveStatus_IsWrong(Status missing)
    {
        var durable = await DurableHarness.StartAsync(Functions());
        var options = new StartOrchestrationOptions("one").WithDedupeStatuses([.. Live.Except([missing]), Status.Terminated]);

        await Should.ThrowAsync<ArgumentException>(() => durable.Client.ScheduleNewOrchestrationInstanceAsync("Instant", options));
    }

    [Fact]
    public async Task Start_WithoutAnId_GetsANewOne()
    {
        var durable = await DurableHarness.StartAsync(Functions());

        var first = await durable.Client.ScheduleNewOrchestrationInstanceAsync("Instant");
        var second = await durable.Client.ScheduleNewOrchestrationInstanceAsync("Instant");
        await durable.RunAsync();

        second.ShouldNotBe(first);
        (await durable.OutputAsync<string>(first)).ShouldBe("done");
    }

    [Fact]
    public async Task Start_InTheFuture_WaitsPending()
    {
        var durable = await DurableHarness.StartAsync(Functions());
        await durable.Client.ScheduleNewOrchestrationInstanceAsync(
            "Instant", new StartOrchestrationOptions("one", durable.Clock.GetUtcNow().AddDays(2)));
        await durable.AdvanceAsync(TimeSpan.FromDays(1));
        await durable.RestartAsync();
        (await durable.StatusAsync()).ShouldBe(Status.Pending);

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<string>()).ShouldBe("done");
    }

    private static async Task<DurableHarness> InStatusAsync(Status status)
    {
        var durable = await DurableHarness.StartAsync(Functions());
        var options = new StartOrchestrationOptions("one", status == Status.Pending ? durable.Clock.GetUtcNow().AddDays(2) : null);
        var name = status switch { Status.Completed => "Instant", Status.Failed => "Fail", _ => "Wait" };
        await durable.Client.ScheduleNewOrchestrationInstanceAsync(name, options);
        await durable.RunAsync();
        if (status == Status.Suspended) await durable.Client.SuspendInstanceAsync("one");
        if (status == Status.Terminated) await durable.Client.TerminateInstanceAsync("one");
        await durable.RunAsync();
        (await durable.StatusAsync()).ShouldBe(status);
        return durable;
    }
}
