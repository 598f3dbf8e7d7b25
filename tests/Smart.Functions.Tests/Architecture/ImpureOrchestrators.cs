using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.DurableTask;

namespace Smart.Functions.Tests.Architecture;

/// <summary>Orchestrators that are wrong, each in one way.</summary>
[SuppressMessage("ApiDesign", "RS0030", Justification = "The test shows that this is found.")]
[SuppressMessage("Performance", "CA1849", Justification = "The test shows that this is found.")]
[SuppressMessage("Design", "MA0042", Justification = "The test shows that this is found.")]
[SuppressMessage("Usage", "VSTHRD002", Justification = "The test shows that this is found.")]
[SuppressMessage("Security", "CA5394", Justification = "The test shows that this is found.")]
[SuppressMessage("Reliability", "CA2008", Justification = "The test shows that this is found.")]
internal static class ImpureOrchestrators
{
    private static readonly Lock Gate = new();
    private static readonly List<string> Seen = [];
    private static int _runs;

    public static async Task ReadsTheClock(TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("A");
        await context.CreateTimer(TomorrowThen(), CancellationToken.None);
    }

    public static async Task ReadsTheDay(TaskOrchestrationContext context) => await context.CallActivityAsync("A", DateTime.Today);

    public static async Task ReadsAClockBehindALambda(TaskOrchestrationContext context) =>
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => context.CallActivityAsync("A", TimeProvider.System.GetUtcNow())));

    public static async Task RemembersWhenItWasLoaded(TaskOrchestrationContext context) => await context.CallActivityAsync("A", Loaded.At);

    public static Task WaitsForReal(TaskOrchestrationContext context) => Task.WhenAll(
        context.CallActivityAsync("A"), Task.Delay(TimeSpan.FromDays(1)));

    public static IEnumerable<string> MakesAnId(TaskOrchestrationContext context)
    {
        yield return context.InstanceId;
        yield return Guid.NewGuid().ToString();
    }

    public static Task RollsDice(TaskOrchestrationContext context) => context.CallActivityAsync("A", Random.Shared.Next());

    public static async Task ReadsAFile(TaskOrchestrationContext context) =>
        await context.CallActivityAsync("A", await File.ReadAllTextAsync("rates.json"));

    public static async Task CallsOut(TaskOrchestrationContext context)
    {
        using var http = new HttpClient();
        await context.CallActivityAsync("A", await http.GetStringAsync(new Uri("https://rates.example")));
    }

    public static async Task ReadsATable(TaskOrchestrationContext context) =>
        await context.CallActivityAsync("A", new Azure.Data.Tables.TableEntity("p", "r").GetString("rate"));

    public static Task ReadsTheEnvironment(TaskOrchestrationContext context) =>
        context.CallActivityAsync("A", Environment.GetEnvironmentVariable("RATE"));

    public static async Task LeavesForThePool(TaskOrchestrationContext context) => await Task.Run(() => context.CallActivityAsync("A"));

    public static async Task LeavesItsThread(TaskOrchestrationContext context) => await context.CallActivityAsync<int>("A").ConfigureAwait(false);

    public static async Task LeavesItsThreadForNoResult(TaskOrchestrationContext context) =>
        await context.CallActivityAsync("A").ConfigureAwait(ConfigureAwaitOptions.ForceYielding);

    public static Task Waits(TaskOrchestrationContext context)
    {
        var first = context.CallActivityAsync("A");
        first.Wait();
        return context.CallActivityAsync("B");
    }

    public static Task TakesTheResult(TaskOrchestrationContext context) =>
        context.CallActivityAsync("B", context.CallActivityAsync<int>("A").Result);

    public static Task TakesTheResultOfAnAwaiter(TaskOrchestrationContext context) =>
        context.CallActivityAsync("B", context.CallActivityAsync<int>("A").GetAwaiter().GetResult());

    public static async Task TakesTheResultOfAnAwaiterBesideAnAwait(TaskOrchestrationContext context)
    {
        await context.CallActivityAsync("A");
        context.CallActivityAsync("B").GetAwaiter().GetResult();
    }

    public static Task Locks(TaskOrchestrationContext context)
    {
        lock (Gate) return context.CallActivityAsync("A");
    }

    public static Task LocksTheOldWay(TaskOrchestrationContext context)
    {
        lock (context) return context.CallActivityAsync("A");
    }

    public static async Task Queues(TaskOrchestrationContext context)
    {
        using var gate = new SemaphoreSlim(1);
        await gate.WaitAsync();
        await context.CallActivityAsync("A");
    }

    public static Task Counts(TaskOrchestrationContext context) => context.CallActivityAsync("A", ++_runs);

    public static async Task Collects(TaskOrchestrationContext context)
    {
        Seen.Add(await context.CallActivityAsync<string>("A"));
        await context.CallActivityAsync("B", Seen.Count.ToString(CultureInfo.InvariantCulture));
    }

    private static DateTime TomorrowThen() => DateTimeOffset.UtcNow.AddDays(1).UtcDateTime;

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The test shows that this is found.")]
    private static class Loaded
    {
        public static readonly DateTimeOffset At = DateTimeOffset.UtcNow;
    }
}
