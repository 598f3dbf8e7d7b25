using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Smart.Substitutes.Tests.Tables;

public sealed class EntityTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entity_added_twice_is_a_conflict()
    {
        var table = await azurite.CreateTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Amount"] = 1L }, Stop);
        added.Status.ShouldBe(204);
        added.Headers.ETag.ShouldNotBeNull();

        var refused = await Should.ThrowAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Stop));

        refused.Status.ShouldBe(409);
        refused.ErrorCode.ShouldBe(TableErrorCode.EntityAlreadyExists.ToString());
        refused.Message.ShouldContain("already exists");
    }

    [Fact]
    public async Task An_entity_not_there_is_404_or_no_value()
    {
        var table = await azurite.CreateTableAsync();

        var missing = await Should.ThrowAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop));
        var maybe = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Stop);

        missing.Status.ShouldBe(404);
        missing.ErrorCode.ShouldBe(TableErrorCode.ResourceNotFound.ToString());
        maybe.HasValue.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => maybe.Value);
        maybe.GetRawResponse().Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_stale_update_is_412_and_changes_nothing()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new Row { Text = "first" }, Stop);
        Row mine = await table.GetEntityAsync<Row>("p", "r", cancellationToken: Stop);
        mine.Text = "mine";
        var updated = await table.UpdateEntityAsync(mine, mine.ETag, TableUpdateMode.Replace, Stop);
        updated.Headers.ETag.ShouldNotBe(mine.ETag);

        mine.Text = "stale";
        var stale = await Should.ThrowAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(mine, mine.ETag, TableUpdateMode.Replace, Stop));

        stale.Status.ShouldBe(412);
        stale.ErrorCode.ShouldBe(TableErrorCode.UpdateConditionNotSatisfied.ToString());
        (await table.GetEntityAsync<Row>("p", "r", cancellationToken: Stop)).Value.Text.ShouldBe("mine");
    }

    [Fact]
    public async Task An_update_of_nothing_is_404_whatever_the_etag()
    {
        var table = await azurite.CreateTableAsync();

        var missing = await Should.ThrowAsync<RequestFailedException>(() => table.UpdateEntityAsync(new Row(), ETag.All, cancellationToken: Stop));

        missing.Status.ShouldBe(404);
    }

    [Fact]
    public async Task An_update_without_etag_is_refused_by_the_client()
    {
        var table = await azurite.CreateTableAsync();
        await Should.ThrowAsync<ArgumentException>(() => table.UpdateEntityAsync(new Row(), default, cancellationToken: Stop));
    }

    [Fact]
    public async Task A_merge_keeps_the_columns_it_does_not_name_and_a_replace_drops_them()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, Stop);

        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, ETag.All, TableUpdateMode.Merge, Stop);
        TableEntity merged = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 4 }, TableUpdateMode.Replace, Stop);
        TableEntity replaced = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

        (merged.GetInt32("A"), merged.GetInt32("B")).ShouldBe((1, 3));
        (replaced.GetInt32("A"), replaced.GetInt32("B")).ShouldBe((null, 4));
    }

    [Fact]
    public async Task A_delete_takes_any_version_unless_told_and_forgives_what_is_gone()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new Row(), Stop);
        Row old = await table.GetEntityAsync<Row>("p", "r", cancellationToken: Stop);
        await table.UpsertEntityAsync(new Row { Text = "newer" }, cancellationToken: Stop);

        var stale = await Should.ThrowAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", old.ETag, Stop));
        var deleted = await table.DeleteEntityAsync(old, cancellationToken: Stop);
        var again = await table.DeleteEntityAsync("p", "r", cancellationToken: Stop);

        stale.Status.ShouldBe(412);
        deleted.Status.ShouldBe(204);
        again.Status.ShouldBe(404);
    }

    [Fact]
    public async Task Selected_columns_are_the_only_ones_read()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 2 }, Stop);

        TableEntity some = await table.GetEntityAsync<TableEntity>("p", "r", ["A"], Stop);

        some.GetInt32("A").ShouldBe(1);
        some.ContainsKey("B").ShouldBeFalse();
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("'")]
    [InlineData("''quoted''")]
    [InlineData("a b")]
    [InlineData("entry|2026-0001|issue")]
    [InlineData("100%")]
    [InlineData("%7C%27")]
    [InlineData("a+b&c=d;e,f")]
    [InlineData("(PartitionKey='x',RowKey='y')")]
    [InlineData("Ünïcödé €")]
    [InlineData("日本語")]
    [InlineData("💶")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("\"double\" <&> {brace} [x] ^ ` ~ ! @ $ * :")]
    public async Task Odd_characters_in_keys_survive(string key)
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 }, Stop);

        TableEntity read = await table.GetEntityAsync<TableEntity>(key, key, cancellationToken: Stop);
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["N"] = 2 }, read.ETag, TableUpdateMode.Merge, Stop);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}");
        var found = await table.QueryAsync<TableEntity>(filter, cancellationToken: Stop).ToListAsync(Stop);
        var deleted = await table.DeleteEntityAsync(key, key, found[0].ETag, Stop);

        (found[0].PartitionKey, found[0].RowKey, found[0].GetInt32("N")).ShouldBe((key, key, 2));
        deleted.Status.ShouldBe(204);
    }

    [Fact]
    public async Task The_synchronous_twins_do_the_same()
    {
        var table = await azurite.CreateTableAsync();
        table.CreateIfNotExists(Stop).GetRawResponse().Status.ShouldBe(409);
        table.AddEntity(new Row { Text = "a" }, Stop).Status.ShouldBe(204);
        var row = table.GetEntity<Row>("p", "r", cancellationToken: Stop).Value;
        table.UpdateEntity(row, row.ETag, cancellationToken: Stop).Status.ShouldBe(204);
        Should.Throw<RequestFailedException>(() => table.UpdateEntity(row, row.ETag, cancellationToken: Stop)).Status.ShouldBe(412);
        table.UpsertEntity(row, cancellationToken: Stop).Status.ShouldBe(204);
        table.Query<Row>(r => r.Text == "a", cancellationToken: Stop).ShouldHaveSingleItem();
        table.SubmitTransaction([new(TableTransactionActionType.Delete, row)], Stop).Value.ShouldHaveSingleItem();
        table.GetEntityIfExists<Row>("p", "r", cancellationToken: Stop).HasValue.ShouldBeFalse();
        table.DeleteEntity(row, cancellationToken: Stop).Status.ShouldBe(404);
        table.Delete(Stop).Status.ShouldBe(204);
        table.Delete(Stop).Status.ShouldBe(404);
    }
}
