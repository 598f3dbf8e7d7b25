using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Smart.Local.Azurite;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>The engine on Azure tables.</summary>
public sealed class TableStoreTests(TableStoreTests.Emulator emulator) : IClassFixture<TableStoreTests.Emulator>
{
    private readonly string _prefix = "t" + Guid.NewGuid().ToString("N")[..12];

    private TableDurableStore Store(HttpPipelineTransport? transport = null)
    {
        var options = new TableClientOptions();
        if (transport is not null)
        {
            options.Transport = transport;
            options.Retry.MaxRetries = 0;
        }

        return new TableDurableStore(new TableServiceClient(emulator.ConnectionString, options), _prefix);
    }

    [Fact]
    public async Task Story_OverRestarts_GoesOnWhereItWas()
    {
        var functions = new LambdaFunctions().Activity<string>("Say", text => text).Orchestrator("Long/one", async context =>
        {
            var big = await context.CallActivityAsync<string>("Say", new string('é', 30_000));
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return big.Length + await context.WaitForExternalEvent<int>("add");
        });
        const string id = "odd/id#1?|~\\";
        var durable = await DurableHarness.StartAsync(functions, Store());
        await durable.StartNewAsync("Long/one", null, id);
        await durable.Client.RaiseEventAsync(id, "add", 1);

        await durable.RestartAsync();
        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<int>(id)).ShouldBe(30_001);
        functions.Runs.Count.ShouldBe(1);
        var all = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "odd/");
        (await durable.Client.GetAllInstancesAsync(all).ToListAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (await durable.Client.PurgeInstanceAsync(id)).PurgedInstanceCount.ShouldBe(1);
        (await durable.Client.GetInstanceAsync(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Episode_TooLargeForOneTransaction_IsWholeAgainAfterARestart()
    {
        var functions = new LambdaFunctions().Activity<string>("Measure", text => text!.Length).Orchestrator("Large", async context =>
            (await Task.WhenAll(Enumerable.Range(0, 30).Select(number => context.CallActivityAsync<int>(
                "Measure", number.ToString(CultureInfo.InvariantCulture).PadRight(150_000, '.'))))).Sum());
        var durable = await DurableHarness.StartAsync(functions, Store());
        await durable.Client.ScheduleNewOrchestrationInstanceAsync("Large", new StartOrchestrationOptions("one"));
        await durable.Engine.RunOneAsync(TestContext.Current.CancellationToken);

        await durable.RestartAsync();
        await durable.RunAsync();

        (await durable.OutputAsync<int>()).ShouldBe(30 * 150_000);
    }

    [Fact]
    public async Task Calls_OfASimpleOrchestration_AreFew()
    {
        using var transport = new CountingTransport();
        var functions = new LambdaFunctions().Activity<int>("Add", value => value + 1).Orchestrator("Simple", async context =>
            await context.CallActivityAsync<int>("Add", 1));
        var durable = await DurableHarness.StartAsync(functions, Store(transport));
        transport.Calls = 0;

        await durable.StartNewAsync("Simple");

        // A look whether the id is taken, the start, two episodes, one activity.
        transport.Calls.ShouldBe(5);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Story_CutAtSomeWrites_EndsTheSame(bool after, bool processLost)
    {
        foreach (var write in (int[])[2, 5, 9, 13, 17, 21])
        {
            var store = new TableDurableStore(
                new TableServiceClient(emulator.ConnectionString), $"{_prefix}{write}{(after ? "a" : "b")}{(processLost ? "p" : "q")}");
            await CrashTests.PlayAsync(new CuttingStore(store, write, after, processLost));
        }
    }

    public sealed class Emulator : IAsyncLifetime
    {
        private AzuriteProcess _azurite = null!;

        public string ConnectionString => _azurite.ConnectionString;

        public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions(), TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync() => _azurite.DisposeAsync();
    }

    private sealed class CountingTransport : HttpPipelineTransport, IDisposable
    {
        private readonly HttpClientTransport _inner = new();

        public int Calls { get; set; }

        public override Request CreateRequest() => _inner.CreateRequest();

        public override void Process(HttpMessage message)
        {
            Calls++;
            _inner.Process(message);
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Calls++;
            return _inner.ProcessAsync(message);
        }

        public void Dispose() => _inner.Dispose();
    }
}
