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
}
