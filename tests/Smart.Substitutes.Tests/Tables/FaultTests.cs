using Azure;
using Azure.Data.Tables;
using static Smart.Substitutes.Tests.Tables.FaultyTransport;

namespace Smart.Substitutes.Tests.Tables;

public sealed class FaultTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_recovers_is_asked_again()
    {
        var network = new FaultyTransport(Fault.Busy, Fault.Busy);
        var table = await OverAsync(network);

        var added = await table.AddEntityAsync(new TableEntity("p", "r"), Stop);

        added.Status.ShouldBe(204);
        network.Sent.Count.ShouldBe(3);
        network.Sent.ShouldAllBe(headers => headers.ContainsKey("x-ms-date") && headers["Authorization"].StartsWith("SharedKeyLite devstoreaccount1:"));
        network.Sent.Select(headers => headers["x-ms-client-request-id"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_an_error()
    {
        var table = await OverAsync(new FaultyTransport(Fault.Busy, Fault.Busy, Fault.Busy), maxRetries: 2);

        var failed = await Should.ThrowAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Stop));

        failed.Status.ShouldBe(503);
    }

    [Theory]
    [InlineData(Fault.AnswerBroken)]
    [InlineData(Fault.AnswerLost)]
    public async Task An_insert_whose_answer_was_lost_meets_its_own_row_and_knows_it_by_its_write_id(Fault fault)
    {
        var table = await OverAsync(new FaultyTransport(fault));
        var writeId = Guid.NewGuid();

        var conflict = await Should.ThrowAsync<RequestFailedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["writeId"] = writeId }, Stop));
        TableEntity stored = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

        conflict.Status.ShouldBe(409);
        stored.GetGuid("writeId").ShouldBe(writeId);
    }

    [Theory]
    [InlineData(Fault.AnswerBroken)]
    [InlineData(Fault.AnswerLost)]
    public async Task An_update_whose_answer_was_lost_meets_its_own_version_and_knows_it_by_its_write_id(Fault fault)
    {
        var (writer, stranger) = (Guid.NewGuid(), Guid.NewGuid());
        var calm = await azurite.CreateTableAsync();
        await calm.AddEntityAsync(new TableEntity("p", "r") { ["writeId"] = stranger }, Stop);
        TableEntity read = await calm.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);
        var table = new TableClient((await azurite.StartedAsync()).ConnectionString, calm.Name, new FaultyTransport(fault).Options());

        var stale = await Should.ThrowAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["writeId"] = writer }, read.ETag, TableUpdateMode.Merge, Stop));
        TableEntity stored = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

        stale.Status.ShouldBe(412);
        stored.GetGuid("writeId").ShouldBe(writer);
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_meets_its_own_rows_and_knows_them_by_their_write_id()
    {
        var table = await OverAsync(new FaultyTransport(Fault.AnswerLost));
        var writeId = Guid.NewGuid();

        var failed = await Should.ThrowAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "head") { ["writeId"] = writeId }),
                new(TableTransactionActionType.Add, new TableEntity("p", "marker") { ["writeId"] = writeId }),
            ],
            Stop));
        TableEntity marker = await table.GetEntityAsync<TableEntity>("p", "marker", cancellationToken: Stop);

        (failed.Status, failed.FailedTransactionActionIndex).ShouldBe((409, 1));
        marker.GetGuid("writeId").ShouldBe(writeId);
    }

    [Fact]
    public async Task The_synchronous_twins_retry_too()
    {
        var network = new FaultyTransport(Fault.Busy);
        var service = new TableServiceClient((await azurite.StartedAsync()).ConnectionString, network.Options());

        service.CreateTableIfNotExists($"t{Guid.NewGuid():N}", Stop).GetRawResponse().Status.ShouldBe(204);

        network.Sent.Count.ShouldBe(2);
    }

    private async Task<TableClient> OverAsync(FaultyTransport network, int maxRetries = 3)
    {
        var calm = await azurite.CreateTableAsync();
        return new TableClient((await azurite.StartedAsync()).ConnectionString, calm.Name, network.Options(maxRetries));
    }
}
