using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Smart.Functions.Tests.Durable;

/// <summary>Failures and what is told of them.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task FailureOfAnActivity_CanBeCaughtByItsCause()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Break", _ => throw new InvalidOperationException("no good", new FormatException("because")))
            .Orchestrator("Careful", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<int>("Break", 1);
                }
                catch (TaskFailedException failure) when (failure.FailureDetails.IsCausedBy<InvalidOperationException>())
                {
                    var details = failure.FailureDetails;
                    return $"{failure.TaskName}: {details.ErrorType}: {details.ErrorMessage}, {details.InnerFailure!.ErrorMessage}";
                }
            }));

        await durable.StartNewAsync("Careful");

        (await durable.OutputAsync<string>()).ShouldBe("Break: System.InvalidOperationException: no good, because");
    }

    [Fact]
    public async Task IsCausedBy_KnowsBaseTypes_AndNoOthers()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Fail", _ => throw new ObjectDisposedException("ledger")));

        await durable.StartNewAsync("Fail");

        var details = await durable.FailureAsync();
        details.IsCausedBy<ObjectDisposedException>().ShouldBeTrue();
        details.IsCausedBy<InvalidOperationException>().ShouldBeTrue();
        details.IsCausedBy<FormatException>().ShouldBeFalse();
    }

    [Fact]
    public async Task UnhandledFailure_FailsTheInstance_WithTypeMessageStackAndCauses()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Break", _ => throw new FormatException("no good"))
            .Orchestrator("Careless", async context => await context.CallActivityAsync<int>("Break", 1)));

        await durable.StartNewAsync("Careless");
        await durable.RestartAsync();

        var failed = await durable.FailureAsync();
        failed.IsCausedBy<TaskFailedException>().ShouldBeTrue();
        failed.StackTrace.ShouldNotBeNullOrEmpty();
        failed.InnerFailure!.ErrorType.ShouldBe("System.FormatException");
        failed.InnerFailure.ErrorMessage.ShouldBe("no good");
        (await durable.ReadAsync()).SerializedOutput.ShouldBeNull();
    }

    [Theory]
    [InlineData("Nobody", "Nobody")]
    [InlineData("Caller", "Missing")]
    public async Task NameThatNothingHas_FailsByThatName(string orchestrator, string name)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Caller", async context =>
            await context.CallActivityAsync<int>("Missing")));

        await durable.StartNewAsync(orchestrator);

        var failure = await durable.FailureAsync();
        (failure.InnerFailure ?? failure).ErrorMessage.ShouldContain(name);
    }

    [Fact]
    public async Task ResultOfAnotherShape_FailsTheCallAsJsonDoes()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<int>("Say", _ => "not a number")
            .Orchestrator("Read", async context => await context.CallActivityAsync<int>("Say", 1)));

        await durable.StartNewAsync("Read");

        (await durable.FailureAsync()).IsCausedBy<System.Text.Json.JsonException>().ShouldBeTrue();
    }

    [Fact]
    public async Task FailedInstance_MayBeStartedAnew()
    {
        var good = false;
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Fail", _ =>
            good ? Task.FromResult<object?>("done") : throw new FormatException("no good")));
        await durable.StartNewAsync("Fail");
        (await durable.StatusAsync()).ShouldBe(OrchestrationRuntimeStatus.Failed);

        good = true;
        await durable.StartNewAsync("Fail");

        (await durable.OutputAsync<string>()).ShouldBe("done");
        (await durable.ReadAsync()).FailureDetails.ShouldBeNull();
    }
}
