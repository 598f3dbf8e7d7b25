using System.Diagnostics;
using Azure.Data.Tables;
using Smart.Local.Azurite;

namespace Smart.Substitutes.Tests.Azurite;

public sealed class AzuriteProcessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_in_a_folder_survives_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            var options = new AzuriteOptions { DataFolder = folder.FullName };
            await using (var first = await AzuriteProcess.StartAsync(options, Stop))
            {
                var table = new TableClient(first.ConnectionString, "kept");
                await table.CreateAsync(Stop);
                await table.AddEntityAsync(new TableEntity("p", "r") { ["Cents"] = 121_000L }, Stop);
            }

            await using var second = await AzuriteProcess.StartAsync(options, Stop);
            TableEntity read = await new TableClient(second.ConnectionString, "kept").GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

            read.GetInt64("Cents").ShouldBe(121_000);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Data_survives_a_parent_that_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            var options = new AzuriteOptions { DataFolder = folder.FullName };
            var account = await AccountAsync(); // and Azurite is installed from here on
            using var parent = StartParent(folder.FullName);
            var endpoint = await parent.StandardOutput.ReadLineAsync(Stop);
            var table = new TableClient($"{account};TableEndpoint={endpoint}/devstoreaccount1", "kept");
            await table.CreateAsync(Stop);
            await table.AddEntityAsync(new TableEntity("p", "r"), Stop);

            parent.Kill(entireProcessTree: false);
            // Azurite holds this pipe too: it ends when Azurite has ended.
            await parent.StandardError.ReadToEndAsync(Stop);

            await using var again = await AzuriteProcess.StartAsync(options, Stop);
            var kept = await new TableClient(again.ConnectionString, "kept").GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Stop);
            kept.HasValue.ShouldBeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Two_at_once_have_ports_and_data_of_their_own()
    {
        var both = await Task.WhenAll(
            AzuriteProcess.StartAsync(new AzuriteOptions(), Stop), AzuriteProcess.StartAsync(new AzuriteOptions(), Stop));
        await using var one = both[0];
        await using var other = both[1];

        await new TableClient(one.ConnectionString, "mine").CreateAsync(Stop);

        one.TableEndpoint.ShouldNotBe(other.TableEndpoint);
        (await new TableServiceClient(other.ConnectionString).QueryAsync(cancellationToken: Stop).ToListAsync(Stop)).ShouldBeEmpty();
    }

    /// <summary>A process that starts Azurite as the local runtime does, then waits to be killed.</summary>
    private static Process StartParent(string data)
    {
        const string Script = """
            const [tool, data] = process.argv.slice(1);
            const azurite = require('child_process').spawn(process.execPath,
              [tool + '/azurite-host.cjs', '--skipApiVersionCheck', '--disableTelemetry', '--blobPort', '0', '--queuePort', '0', '--tablePort', '0', '--location', data],
              { stdio: ['pipe', 'pipe', 'inherit'] });
            azurite.stdout.on('data', text => {
              const ready = /Table service is successfully listening at (\S+)/.exec(text);
              if (ready) console.log(ready[1]);
            });
            """;
        var start = new ProcessStartInfo("node", ["-e", Script, ToolFolder(), data])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    private static async Task<string> AccountAsync()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Stop);
        return string.Join(';', azurite.ConnectionString.Split(';').Where(setting => setting.StartsWith("Account")));
    }

    private static string ToolFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Smart.Functions.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, ".smart", "azurite");
    }
}
