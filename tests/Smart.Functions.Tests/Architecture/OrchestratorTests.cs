using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Architecture;

/// <summary>Orchestrators see nothing but their context, and keep its thread.</summary>
public class OrchestratorTests
{
    public static TheoryData<string> Orchestrators => [.. ProductCode.FunctionMethods.Where(IsOrchestrator).Select(NameOf)];

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public void Orchestrator_NamesNothingImpure_NorDoesWhatItCalls(string name)
    {
        var method = ProductCode.FunctionMethods.Single(candidate => NameOf(candidate) == name);

        method.IsStatic.ShouldBeTrue("An orchestrator has no services to hold.");
        Impurities.Of(method).ShouldBeEmpty();
    }

    [Fact]
    public void Orchestrators_AreFound() => Orchestrators.Count.ShouldBeGreaterThan(3);

    public static TheoryData<string, string> WrongOnes => new()
    {
        { nameof(ImpureOrchestrators.ReadsTheClock), "System.DateTimeOffset.get_UtcNow" },
        { nameof(ImpureOrchestrators.ReadsTheDay), "System.DateTime.get_Today" },
        { nameof(ImpureOrchestrators.ReadsAClockBehindALambda), "System.TimeProvider.GetUtcNow" },
        { nameof(ImpureOrchestrators.RemembersWhenItWasLoaded), "System.DateTimeOffset.get_UtcNow" },
        { nameof(ImpureOrchestrators.WaitsForReal), "System.Threading.Tasks.Task.Delay" },
        { nameof(ImpureOrchestrators.MakesAnId), "System.Guid.NewGuid" },
        { nameof(ImpureOrchestrators.RollsDice), "System.Random.Next" },
        { nameof(ImpureOrchestrators.ReadsAFile), "System.IO.File.ReadAllTextAsync" },
        { nameof(ImpureOrchestrators.CallsOut), "System.Net.Http.HttpClient.GetStringAsync" },
        { nameof(ImpureOrchestrators.ReadsATable), "Azure.Data.Tables.TableEntity.GetString" },
        { nameof(ImpureOrchestrators.ReadsTheEnvironment), "System.Environment.GetEnvironmentVariable" },
        { nameof(ImpureOrchestrators.LeavesForThePool), "System.Threading.Tasks.Task.Run" },
        { nameof(ImpureOrchestrators.LeavesItsThread), "System.Threading.Tasks.Task.ConfigureAwait" },
        { nameof(ImpureOrchestrators.LeavesItsThreadForNoResult), "System.Threading.Tasks.Task.ConfigureAwait" },
        { nameof(ImpureOrchestrators.Waits), "System.Threading.Tasks.Task.Wait" },
        { nameof(ImpureOrchestrators.TakesTheResult), "System.Threading.Tasks.Task.get_Result" },
        { nameof(ImpureOrchestrators.TakesTheResultOfAnAwaiter), "a blocking GetResult" },
        { nameof(ImpureOrchestrators.TakesTheResultOfAnAwaiterBesideAnAwait), "a blocking GetResult" },
        { nameof(ImpureOrchestrators.Locks), "System.Threading.Lock.EnterScope" },
        { nameof(ImpureOrchestrators.LocksTheOldWay), "System.Threading.Monitor.Enter" },
        { nameof(ImpureOrchestrators.Queues), "System.Threading.SemaphoreSlim.WaitAsync" },
        { nameof(ImpureOrchestrators.Counts), "ImpureOrchestrators._runs" },
        { nameof(ImpureOrchestrators.Collects), "ImpureOrchestrators.Seen" },
    };

    [Theory]
    [MemberData(nameof(WrongOnes))]
    public void WrongOrchestrator_IsFoundOut(string name, string expected) =>
        Impurities.Of(typeof(ImpureOrchestrators).GetMethod(name)!).ShouldContain(impurity => impurity.EndsWith(expected));

    /// <summary>What the rules must leave alone: awaits, combinations, cancellation, constants.</summary>
    [Fact]
    public void GoodOrchestrator_IsLeftAlone() => Impurities.Of(typeof(OrchestratorTests).GetMethod(nameof(Good), BindingFlags.NonPublic | BindingFlags.Static)!).ShouldBeEmpty();

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    private static async Task<int> Good(TaskOrchestrationContext context)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(context.CurrentUtcDateTime.Add(LongestWait), cancellation.Token);
        var hint = context.WaitForExternalEvent<string>("hint", cancellation.Token);
        await Task.WhenAny(timer, hint);
        Durable.Canceling.Now(cancellation);
        try
        {
            return (await Task.WhenAll(Enumerable.Range(0, 3).Select(number => context.CallActivityAsync<int>("A", number)))).Sum();
        }
        catch (TaskFailedException)
        {
            return await context.CallActivityAsync<int>("B", context.NewGuid());
        }
    }

    private static bool IsOrchestrator(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute)));

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;
}
