using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Architecture;

public class OrchestratorTests
{
    private static readonly HashSet<string> ImpureTypes =
    [
        "System.Environment", "System.Random", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Threading.Thread",
        "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.ThreadPool", "System.Threading.Tasks.Parallel",
        "System.IO.File", "System.IO.Directory", "System.Net.Http.HttpClient",
        "Smart.Shared.Storage.TableStore", "Smart.Shared.Storage.DocumentStore", "Smart.Shared.Storage.WorkIndex",
        "Smart.Shared.Storage.IIdSource", "Smart.Shared.Calendar.BusinessClock", "Smart.Shared.Mail.IMailProvider",
    ];

    private static readonly HashSet<string> ImpureMembers =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
        "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.ContinueWith",
        "System.Threading.Tasks.Task.ConfigureAwait", "System.Threading.Tasks.TaskFactory.StartNew",
    ];

    public static TheoryData<string> Orchestrators => [.. ProductCode.FunctionMethods.Where(IsOrchestrator).Select(NameOf)];

    [Theory]
    [MemberData(nameof(Orchestrators))]
    public void Orchestrator_NamesNothingImpure_NorDoesWhatItCalls(string name)
    {
        var method = ProductCode.FunctionMethods.Single(candidate => NameOf(candidate) == name);

        method.IsStatic.ShouldBeTrue("An orchestrator has no services to hold.");
        ImpuritiesOf(method).ShouldBeEmpty();
    }

    [Fact]
    public void Orchestrators_AreFound() => Orchestrators.Count.ShouldBeGreaterThan(3);

    [Theory]
    [InlineData(nameof(Impure.ReadsTheClock), "System.DateTimeOffset.get_UtcNow")]
    [InlineData(nameof(Impure.WaitsForReal), "System.Threading.Tasks.Task.Delay")]
    [InlineData(nameof(Impure.MakesAnId), "System.Guid.NewGuid")]
    [InlineData(nameof(Impure.LeavesItsThread), "System.Threading.Tasks.Task.ConfigureAwait")]
    public void ImpuritiesOf_AWrongOrchestrator_NamesThem(string name, string expected) =>
        ImpuritiesOf(typeof(Impure).GetMethod(name)!).ShouldContain(impurity => impurity.EndsWith(expected));

    private static bool IsOrchestrator(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute)));

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static IReadOnlyList<string> ImpuritiesOf(MethodInfo orchestrator) =>
    [
        .. from method in ProductCode.ReachableFrom(orchestrator)
           from member in ProductCode.ReferencesOf(method)
           let type = (member as Type ?? member.DeclaringType!).FullName?.Split('`')[0]
           where ImpureMembers.Contains($"{type}.{member.Name}") || (ImpureTypes.Contains(type) && member.Name != "get_CurrentManagedThreadId")
           select $"{method.DeclaringType}.{method.Name} uses {type}.{member.Name}",
    ];

    private static class Impure
    {
        public static async Task ReadsTheClock(TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("A");
            await context.CreateTimer(TomorrowThen(), CancellationToken.None);
        }

        public static Task WaitsForReal(TaskOrchestrationContext context) => Task.WhenAll(
            context.CallActivityAsync("A"), Task.Delay(TimeSpan.FromDays(1)));

        public static IEnumerable<string> MakesAnId(TaskOrchestrationContext context)
        {
            yield return context.InstanceId;
            yield return Guid.NewGuid().ToString();
        }

        public static async Task LeavesItsThread(TaskOrchestrationContext context) => await context.CallActivityAsync<int>("A").ConfigureAwait(false);

        [SuppressMessage("ApiDesign", "RS0030", Justification = "The test shows that this is found.")]
        private static DateTime TomorrowThen() => DateTimeOffset.UtcNow.AddDays(1).UtcDateTime;
    }
}
