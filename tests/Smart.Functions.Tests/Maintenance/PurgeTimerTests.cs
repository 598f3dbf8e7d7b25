using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Maintenance;
using Smart.Functions.Tests.Runtime;
using Smart.Local.Runtime;
using Smart.Shared.Calendar;

namespace Smart.Functions.Tests.Maintenance;

public class PurgeTimerTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task EndedInstance_IsForgottenAfterNinetyDays_AndALiveOneStays()
    {
        var host = await StartAsync(WithClock, typeof(DurableSamples), typeof(PurgeTimer));
        await host.Http.PostAsync("/api/greetings/ended/0", null, Ct);
        await host.Http.PostAsync("/api/greetings/live/0", null, Ct);
        await host.Durable.RaiseEventAsync("greet-ended", "end", "done", Ct);

        await host.AdvanceAsync(TimeSpan.FromDays(90), Ct);
        (await host.Durable.GetInstanceAsync("greet-ended", getInputsAndOutputs: false, Ct))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);

        await host.AdvanceAsync(TimeSpan.FromDays(1), Ct);
        (await host.Durable.GetInstanceAsync("greet-ended", getInputsAndOutputs: false, Ct)).ShouldBeNull();
        (await host.Durable.GetInstanceAsync("greet-live", getInputsAndOutputs: false, Ct))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
    }

    private static LocalHostOptions WithClock(LocalHostOptions options) => options with
    {
        Compose = (worker, configuration) =>
        {
            options.Compose!(worker, configuration);
            worker.Services.AddSingleton<BusinessClock>();
        },
    };
}
