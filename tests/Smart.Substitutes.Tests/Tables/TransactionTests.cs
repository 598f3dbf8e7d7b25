using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Smart.Substitutes.Tests.Tables;

public sealed class TransactionTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_kinds_of_change_happen_together()
    {
        var table = await azurite.CreateTableAsync();
        foreach (var key in (string[])["merge", "replace", "delete", "upsert"])
            await table.AddEntityAsync(new TableEntity("p|1", key) { ["A"] = 1, ["B"] = 1 }, Stop);
        TableEntity merge = await table.GetEntityAsync<TableEntity>("p|1", "merge", cancellationToken: Stop);

        var answer = await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p|1", "it's 100%") { ["A"] = 2 }),
                new(TableTransactionActionType.UpdateMerge, new TableEntity("p|1", "merge") { ["A"] = 2 }, merge.ETag),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("p|1", "replace") { ["A"] = 2 }, ETag.All),
                new(TableTransactionActionType.Delete, new TableEntity("p|1", "delete")),
                new(TableTransactionActionType.UpsertMerge, new TableEntity("p|1", "upsert") { ["A"] = 2 }),
                new(TableTransactionActionType.UpsertReplace, new TableEntity("p|1", "new € row") { ["A"] = 2 }),
            ],
            Stop);
        var rows = await table.QueryAsync<TableEntity>(cancellationToken: Stop).ToDictionaryAsync(row => row.RowKey, cancellationToken: Stop);

        answer.Value.Select(part => part.Status).ShouldAllBe(status => status == 204);
        answer.Value[1].Headers.ETag.ShouldBe(rows["merge"].ETag);
        rows.Keys.ShouldBe(["it's 100%", "merge", "replace", "upsert", "new € row"], ignoreOrder: true);
        rows.Values.ShouldAllBe(row => row.GetInt32("A") == 2);
        (rows["merge"].GetInt32("B"), rows["replace"].GetInt32("B"), rows["upsert"].GetInt32("B")).ShouldBe((1, null, 1));
    }

    [Fact]
    public async Task A_conflict_undoes_all_and_names_the_action_that_failed()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "b"), Stop);

        var failed = await Should.ThrowAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [Add("a"), Add("b"), Add("c")], Stop));

        (failed.Status, failed.ErrorCode).ShouldBe((409, TableErrorCode.EntityAlreadyExists.ToString()));
        failed.FailedTransactionActionIndex.ShouldBe(1);
        (await table.GetEntityIfExistsAsync<TableEntity>("p", "a", cancellationToken: Stop)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stale_etag_is_412_and_undoes_all()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "head") { ["N"] = 1 }, Stop);
        TableEntity old = await table.GetEntityAsync<TableEntity>("p", "head", cancellationToken: Stop);
        await table.UpsertEntityAsync(new TableEntity("p", "head") { ["N"] = 2 }, cancellationToken: Stop);

        var failed = await Should.ThrowAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [Add("entry"), new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "head") { ["N"] = 3 }, old.ETag)], Stop));

        (failed.Status, failed.ErrorCode).ShouldBe((412, TableErrorCode.UpdateConditionNotSatisfied.ToString()));
        failed.FailedTransactionActionIndex.ShouldBe(1);
        (await table.GetEntityIfExistsAsync<TableEntity>("p", "entry", cancellationToken: Stop)).HasValue.ShouldBeFalse();
        (await table.GetEntityAsync<TableEntity>("p", "head", cancellationToken: Stop)).Value.GetInt32("N").ShouldBe(2);
    }

    [Fact]
    public async Task A_hundred_changes_pass_and_one_more_is_refused()
    {
        var table = await azurite.CreateTableAsync();

        var refused = await Should.ThrowAsync<RequestFailedException>(
            () => table.SubmitTransactionAsync(Enumerable.Range(0, 101).Select(n => Add($"{n:D3}")), Stop));
        var passed = await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n => Add($"{n:D3}")), Stop);

        refused.Status.ShouldBe(400);
        refused.Message.ShouldContain("100");
        passed.Value.Count.ShouldBe(100);
    }

    [Fact]
    public async Task More_than_four_mebibytes_are_refused()
    {
        var table = await azurite.CreateTableAsync();
        var text = new string('x', 32_000);
        var rows = Enumerable.Range(0, 40).Select(n => new TableTransactionAction(
            TableTransactionActionType.Add,
            new TableEntity("p", $"{n:D3}") { ["A"] = text, ["B"] = text, ["C"] = text, ["D"] = text }));

        var refused = await Should.ThrowAsync<RequestFailedException>(() => table.SubmitTransactionAsync(rows, Stop));

        refused.Status.ShouldBe(413);
        (await table.QueryAsync<TableEntity>(cancellationToken: Stop).ToListAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_empty_transaction_is_refused_by_the_client()
    {
        var table = await azurite.CreateTableAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([], Stop));
    }

    private static TableTransactionAction Add(string rowKey) => new(TableTransactionActionType.Add, new TableEntity("p", rowKey));
}
