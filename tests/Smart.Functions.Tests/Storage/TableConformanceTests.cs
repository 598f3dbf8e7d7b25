using Azure;
using Azure.Data.Tables;

namespace Smart.Functions.Tests.Storage;

/// <summary>Tables in memory answer as Azurite does: the same statuses, codes, rows, order, pages and changes of version.</summary>
public sealed class TableConformanceTests(TestStorage storage)
{
    private const string Table = "Rows";
    private const int Operations = 250;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomOperations_AreAnsweredAlike(int seed)
    {
        var (table, sides, random) = (storage.NewPrefix() + Table, new TableSides(await storage.ConnectAsync()), new RandomRows(seed));
        await sides.BothAsync("create", table, async (client, side) => side.Tell((await client.CreateAsync()).GetRawResponse()));
        var seen = new HashSet<string>(StringComparer.Ordinal);

        for (var at = 0; at < Operations; at++)
        {
            var (what, operation) = Next(random, sides.Versions);
            seen.Add((await sides.BothAsync($"seed {seed}, operation {at}: {what}", table, operation)).Split(' ')[0]);
        }

        // The sequence is worth something: successes, conflicts, stale versions and missing rows came by.
        foreach (var status in (string[])["200", "204", "404", "409", "412"]) seen.ShouldContain(status);
    }

    [Fact]
    public async Task LargeTable_IsReadInTheSamePages()
    {
        var (table, sides) = (storage.NewPrefix() + Table, new TableSides(await storage.ConnectAsync()));
        await sides.BothAsync("create", table, async (client, side) => side.Tell((await client.CreateAsync()).GetRawResponse()));
        foreach (var chunk in Enumerable.Range(0, 1100).Chunk(100))
        {
            var actions = chunk.Select(at => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p|1", $"row|{at:D5}") { ["At"] = at })).ToList();
            await sides.BothAsync("fill", table, async (client, _) => $"{(await client.SubmitTransactionAsync(actions)).Value.Count}");
        }

        foreach (var (filter, size) in ((string?, int?)[])[(null, null), ("At ge 50", 1000), ("At ge 700", 150), ("PartitionKey ge 'p'", 600)])
            await sides.BothAsync($"{filter} by {size}", table, (client, side) => PagesAsync(client, side, filter, size, select: ["PartitionKey", "RowKey"]));
    }

    [Fact]
    public async Task WrongRequests_AreRefusedAlike()
    {
        var (table, sides) = (storage.NewPrefix() + Table, new TableSides(await storage.ConnectAsync()));
        var entity = new TableEntity("p", "r");
        await sides.BothAsync("insert without a table", table, async (client, side) => side.Tell(await client.AddEntityAsync(entity), Side.KeyOf(entity)));
        await sides.BothAsync("transaction without a table", table, async (client, _) => $"{(await client.SubmitTransactionAsync([new(TableTransactionActionType.Add, entity), new(TableTransactionActionType.Add, new TableEntity("p", "s"))])).Value.Count}");
        await sides.BothAsync("read without a table", table, async (client, side) => side.Tell((await client.GetEntityAsync<TableEntity>("p", "r")).Value));
        await sides.BothAsync("query without a table", table, (client, side) => PagesAsync(client, side, null, null));
        await sides.BothAsync("delete without a table", table, async (client, side) => side.Tell(await client.DeleteAsync()));
        await sides.BothAsync("create", table, async (client, side) => side.Tell((await client.CreateIfNotExistsAsync()).GetRawResponse()));
        await sides.BothAsync("create again", table, async (client, side) => side.Tell((await client.CreateAsync()).GetRawResponse()));
        await sides.BothAsync("create if not there", table, async (client, side) => side.Tell((await client.CreateIfNotExistsAsync()).GetRawResponse()));
        await sides.ServicesAsync("short name", async service => $"{(await service.CreateTableAsync("ab")).Value.Name}");
        await sides.ServicesAsync("odd name", async service => $"{(await service.CreateTableAsync("a-b-c")).Value.Name}");
        await sides.ServicesAsync("list", async service => string.Join(',', await service.QueryAsync($"TableName eq '{table}'").Select(item => item.Name).ToListAsync()));
        foreach (var key in (string[])["a#b", "a?b", "a\tb", new('k', 513), new('k', 512)])
            await sides.BothAsync($"key {key}", table, async (client, side) => side.Tell(await client.UpsertEntityAsync(new TableEntity("p", key))));
        await sides.BothAsync("long text", table, async (client, side) => side.Tell(await client.AddEntityAsync(new TableEntity("p", "long") { ["Text"] = new string('x', 32 * 1024 + 1) })));
        await sides.BothAsync("longest text", table, async (client, side) => side.Tell(await client.AddEntityAsync(new TableEntity("p", "longest") { ["Text"] = new string('x', 32 * 1024) })));
        await sides.BothAsync("odd version", table, async (client, side) => side.Tell(await client.DeleteEntityAsync("p", "longest", new ETag("\"odd\""))));
        await sides.BothAsync("odd filter", table, (client, side) => PagesAsync(client, side, "Text eq", null));
        await sides.BothAsync("twice in a transaction", table, async (client, _) => $"{(await client.SubmitTransactionAsync([new(TableTransactionActionType.Add, entity), new(TableTransactionActionType.UpsertMerge, entity)])).Value.Count}");
        await sides.BothAsync("delete", table, async (client, side) => side.Tell(await client.DeleteAsync()));
        await sides.BothAsync("read after that", table, (client, side) => PagesAsync(client, side, null, null));
    }

    private static (string What, Func<TableClient, Side, Task<string>> Operation) Next(RandomRows random, int versions)
    {
        var (partition, row) = (random.Partition(), random.Row());
        var entity = random.Entity(partition, row);
        var mode = random.Of<TableUpdateMode>([TableUpdateMode.Merge, TableUpdateMode.Replace]);
        var place = versions == 0 || random.Next(4) == 0 ? -1 : Math.Max(0, versions - 1 - random.Next(8));
        var select = random.Select();
        switch (random.Next(8))
        {
            case 0: return ($"insert ({partition}, {row})", async (client, side) => side.Tell(await client.AddEntityAsync(entity), Side.KeyOf(entity)));
            case 1: return ($"{mode} ({partition}, {row}) whatever is there", async (client, side) => side.Tell(await client.UpsertEntityAsync(entity, mode), Side.KeyOf(entity)));
            case 2: return ($"{mode} ({partition}, {row}) in version {place}", async (client, side) => side.Tell(await client.UpdateEntityAsync(entity, Version(side, place), mode), Side.KeyOf(entity)));
            case 3: return ($"delete ({partition}, {row}) in version {place}", async (client, side) => side.Tell(await client.DeleteEntityAsync(partition, row, Version(side, place))));
            case 4: return ($"read ({partition}, {row})", async (client, side) => side.Tell((await client.GetEntityAsync<TableEntity>(partition, row, select)).Value));
            case 5 or 6:
                var filter = random.Filter();
                var size = random.Of<int?>([null, null, 1, 2, 5]);
                return ($"query {filter} by {size}", (client, side) => PagesAsync(client, side, filter, size, select));
            default:
                var actions = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Action(random, partition, versions)).DistinctBy(action => action.Row.RowKey).ToList();
                return (
                    $"transaction {string.Join(" + ", actions.Select(action => $"{action.Type} {action.Row.RowKey}"))}",
                    async (client, side) => string.Join(' ', (await client.SubmitTransactionAsync(actions.Select(action =>
                        new TableTransactionAction(action.Type, action.Row, Version(side, action.Place))))).Value.Select((part, at) => side.Tell(part, Side.KeyOf(actions[at].Row)))));
        }
    }

    private static (TableTransactionActionType Type, TableEntity Row, int Place) Action(RandomRows random, string partition, int versions)
    {
        var type = random.Of(Enum.GetValues<TableTransactionActionType>());
        return (type, random.Entity(partition, random.Row()), versions == 0 || random.Next(3) > 0 ? -1 : Math.Max(0, versions - 1 - random.Next(8)));
    }

    private static ETag Version(Side side, int place) => place < 0 ? ETag.All : side.Version(place);

    private static async Task<string> PagesAsync(TableClient client, Side side, string? filter, int? size, string[]? select = null)
    {
        var pages = new List<string>();
        await foreach (var page in client.QueryAsync<TableEntity>(filter, size, select).AsPages())
            pages.Add($"{page.Values.Count}: {string.Join(" / ", page.Values.Select(side.Tell))}{(page.ContinuationToken is null ? "" : $" next {page.ContinuationToken}")}");
        return "200 " + string.Join('\n', pages);
    }
}
