using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Runtime;
using Smart.Local.Storage;

namespace Smart.Functions.Tests.Runtime;

public class GenerationTests(TestStorage storage) : HostedTest(storage)
{
    [Fact]
    public async Task StorageCalls_AreCountedAsTheProductsOrTheEngines()
    {
        var host = await StartAsync(WithTable, typeof(TableSample), typeof(SendSample), typeof(QueueSamples));
        var before = host.StorageCalls.Read();

        await host.Http.PostAsync("/api/rows/one", null, Ct);
        await host.Http.PostAsync("/api/send/plain/hello", null, Ct);
        await host.RunUntilIdleAsync(Ct);

        // One row of the product; the runtime inserts the message and marks it done.
        (host.StorageCalls.Read() - before).ShouldBe(new StorageCallFigures(1, 2));
    }

    [Fact]
    public async Task Fence_MakesEveryLaterCallThrow_AndANewGenerationGoesOn()
    {
        var host = await StartAsync(WithTable, typeof(TableSample), typeof(SendSample), typeof(QueueSamples));
        await host.Http.PostAsync("/api/rows/one", null, Ct);
        var table = host.Services.GetRequiredService<TableClient>();

        host.Fence();

        await Should.ThrowAsync<FencedException>(() => table.AddEntityAsync(new TableEntity("p", "two"), Ct));
        await Should.ThrowAsync<HttpRequestException>(() => host.Http.PostAsync("/api/rows/three", null, Ct));

        await host.RestartAsync(Ct);
        await host.Http.PostAsync("/api/rows/four", null, Ct);
        await Should.ThrowAsync<FencedException>(() => table.AddEntityAsync(new TableEntity("p", "five"), Ct));

        (await host.Http.GetStringAsync("/api/rows", Ct)).ShouldBe("four,one");
    }

    [Fact]
    public async Task Observer_StopsTheProcessAtAnEffect_AndTheMessageComesAgain()
    {
        var kill = new KillSwitch("Rows");
        var host = await StartAsync(options => WithTable(options) with { StorageObservers = [kill] }, typeof(TableSample), typeof(SendSample));
        kill.Armed = host.Fence;
        await host.Http.PostAsync("/api/send/rows/five", null, Ct);
        await kill.Killed.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);

        await host.RestartAsync(Ct);
        await host.RunUntilIdleAsync(Ct);

        (await host.Http.GetStringAsync("/api/rows", Ct)).ShouldBe("five");
        kill.Requests.ShouldBe(2);
    }

    private static LocalHostOptions WithTable(LocalHostOptions options) => options with
    {
        Compose = (worker, configuration) =>
        {
            options.Compose!(worker, configuration);
            worker.Services.AddSingleton(services => new TableClient(
                configuration["Storage:ConnectionString"],
                $"{configuration["Storage:Prefix"]}Rows",
                new TableClientOptions { Transport = services.GetRequiredService<HttpPipelineTransport>() }));
        },
        Initialize = (services, cancellationToken) => services.GetRequiredService<TableClient>().CreateIfNotExistsAsync(cancellationToken),
    };

    /// <summary>Ends the process before the first insert into a table takes place.</summary>
    private sealed class KillSwitch(string table) : IStorageObserver
    {
        public Action? Armed { get; set; }

        public int Requests { get; private set; }

        public TaskCompletionSource Killed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Before(StorageCall call)
        {
            if (call.Method != "POST" || !call.Uri.AbsolutePath.EndsWith(table, StringComparison.Ordinal) || Armed is null)
                return;
            Requests++;
            if (Killed.TrySetResult())
                Armed();
        }

        public void After(StorageCall call, int status)
        {
        }
    }

    public sealed class TableSample(TableClient table)
    {
        [Function("AddRow")]
        public Task Add([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "rows/{key}")] HttpRequest request, string key)
            => table.AddEntityAsync(new TableEntity("p", key), request.HttpContext.RequestAborted);

        [Function("ReadRows")]
        public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rows")] HttpRequest request)
        {
            var keys = new List<string>();
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: request.HttpContext.RequestAborted))
                keys.Add(row.RowKey);
            return Results.Text(string.Join(',', keys));
        }

        [Function("RowMessage")]
        public Task AddByMessage([ServiceBusTrigger("rows")] string key) => table.AddEntityAsync(new TableEntity("p", key));
    }
}
