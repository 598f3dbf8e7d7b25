using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Smart.Substitutes.Tests.Tables;

public sealed class ServiceTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_are_created_once_listed_and_deleted()
    {
        var service = new TableServiceClient((await azurite.StartedAsync()).ConnectionString);
        var name = $"t{Guid.NewGuid():N}";

        var created = await service.CreateTableIfNotExistsAsync(name, Stop);
        var again = await service.CreateTableIfNotExistsAsync(name, Stop);
        var refused = await Should.ThrowAsync<RequestFailedException>(() => service.CreateTableAsync(name, Stop));
        var listed = await service.QueryAsync(table => table.Name == name, cancellationToken: Stop).ToListAsync(Stop);
        await service.DeleteTableAsync(name, Stop);
        var left = await service.QueryAsync(TableServiceClient.CreateQueryFilter($"TableName eq {name}"), cancellationToken: Stop).ToListAsync(Stop);

        (created.GetRawResponse().Status, again.GetRawResponse().Status, again.Value.Name).ShouldBe((204, 409, name));
        (refused.Status, refused.ErrorCode).ShouldBe((409, TableErrorCode.TableAlreadyExists.ToString()));
        listed.ShouldHaveSingleItem().Name.ShouldBe(name);
        left.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_not_there_is_404()
    {
        var table = new TableServiceClient((await azurite.StartedAsync()).ConnectionString).GetTableClient("nosuchtable");

        var missing = await Should.ThrowAsync<RequestFailedException>(() => table.AddEntityAsync(new Row(), Stop));

        (missing.Status, missing.ErrorCode).ShouldBe((404, TableErrorCode.TableNotFound.ToString()));
    }

    [Fact]
    public void An_account_is_known_from_its_endpoint()
    {
        var credential = new TableSharedKeyCredential("account", Convert.ToBase64String([1, 2, 3]));
        var service = new TableServiceClient(new Uri("https://account.table.core.windows.net"), credential);
        var table = service.GetTableClient("Debtors");

        (service.AccountName, table.AccountName, table.Name).ShouldBe(("account", "account", "Debtors"));
        table.Uri.ShouldBe(new Uri("https://account.table.core.windows.net/Debtors"));
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a1;AccountKey=AQID;EndpointSuffix=core.windows.net", "https://a1.table.core.windows.net/")]
    [InlineData("AccountName=a1;AccountKey=AQID==;TableEndpoint=http://127.0.0.1:5/a1", "http://127.0.0.1:5/a1", true)]
    [InlineData("TableEndpoint=https://a1.table.core.windows.net;SharedAccessSignature=sv=2020&sig=x%3D", "https://a1.table.core.windows.net/")]
    public void A_connection_string_names_its_endpoint(string connection, string endpoint, bool brokenKey = false)
    {
        if (brokenKey) Should.Throw<FormatException>(() => new TableServiceClient(connection));
        else new TableServiceClient(connection).Uri.ShouldBe(new Uri(endpoint));
    }

    [Theory]
    [InlineData("AccountName=a1")]
    [InlineData("AccountKey=AQID")]
    [InlineData("nonsense")]
    public void A_connection_string_that_lacks_a_part_is_refused(string connection) =>
        Should.Throw<InvalidOperationException>(() => new TableServiceClient(connection));
}
