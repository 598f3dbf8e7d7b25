using Azure.Data.Tables;

namespace Smart.Substitutes.Tests.Tables;

public sealed class QueryTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Moment = new(2026, 2, 28, 23, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_goes_on_over_the_thousand_rows_of_a_page()
    {
        var table = await azurite.CreateTableAsync();
        await FillAsync(table, 1_050);

        var pages = await table.QueryAsync<TableEntity>("PartitionKey eq 'p'", select: ["RowKey"], cancellationToken: Stop).AsPages().ToListAsync(Stop);

        pages.Select(page => page.Values.Count).ShouldBe([1_000, 50]);
        pages.SelectMany(page => page.Values).Select(row => row.RowKey).ShouldBe(Enumerable.Range(0, 1_050).Select(n => $"{n:D5} '%"));
        pages[0].Values[0].ContainsKey("N").ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_is_as_long_as_asked_and_can_be_taken_up_from_its_token()
    {
        var table = await azurite.CreateTableAsync();
        await FillAsync(table, 100);
        var query = table.QueryAsync<TableEntity>("N ge 1", maxPerPage: 33, cancellationToken: Stop);

        var pages = await query.AsPages().ToListAsync(Stop);
        var rest = await query.AsPages(pages[0].ContinuationToken, pageSizeHint: 50).ToListAsync(Stop);

        pages.Select(page => page.Values.Count).ShouldBe([33, 33, 33]);
        rest.Select(page => page.Values.Count).ShouldBe([50, 16]);
        pages[^1].ContinuationToken.ShouldBeNull();
    }

    [Fact]
    public async Task Filters_of_every_type_find_the_row_and_miss_the_other()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(Sample("hit"), Stop);
        var other = new Row { RowKey = "miss", Text = "b", Int32 = 9, Int64 = 9, Double = 9.5, Id = Guid.Empty, Bytes = [9], Moment = Moment.AddYears(1) };
        await table.AddEntityAsync(other, Stop);
        string[] filters =
        [
            TableClient.CreateQueryFilter($"Text eq {"it's"}"),
            TableClient.CreateQueryFilter($"Int32 lt {2}"),
            TableClient.CreateQueryFilter($"Int64 eq {5_000_000_000L}"),
            TableClient.CreateQueryFilter($"Double le {1.25}"),
            TableClient.CreateQueryFilter($"Flag eq {true}"),
            TableClient.CreateQueryFilter($"Moment eq {Moment}"),
            TableClient.CreateQueryFilter($"Moment le {Moment.UtcDateTime}"),
            TableClient.CreateQueryFilter($"Id eq {Id}"),
            TableClient.CreateQueryFilter($"Bytes eq {new byte[] { 1, 171 }}"),
            TableClient.CreateQueryFilter($"RowKey ge {"h"} and RowKey lt {"i"}"),
            TableClient.CreateQueryFilter<Row>(row => row.Text == "it's" && !(row.Int32 > 1)),
            TableClient.CreateQueryFilter<Row>(row => row.Flag || row.Int64 < 0),
            TableClient.CreateQueryFilter<Row>(row => row.Kind == RowKind.Invoice),
            TableClient.CreateQueryFilter<Row>(row => row.Id == Id && row.Moment == Moment && row.Double != 9.5),
            TableClient.CreateQueryFilter<Row>(row => row.Renamed == "renamed" && row.MaybeInt32 == 7),
            TableClient.CreateQueryFilter<Row>(row => row.RowKey.CompareTo("h") >= 0 && string.Compare(row.RowKey, "i", StringComparison.Ordinal) < 0),
            TableClient.CreateQueryFilter<TableEntity>(row => row.GetString("Text") == "it's" && (int?)row["Int32"] == 1),
        ];

        foreach (var filter in filters)
        {
            var found = await table.QueryAsync<TableEntity>(filter, cancellationToken: Stop).ToListAsync(Stop);
            found.Select(row => row.RowKey).ShouldBe(["hit"], filter);
        }
    }

    [Fact]
    public void Values_in_a_filter_are_quoted_and_escaped()
    {
        TableClient.CreateQueryFilter($"PartitionKey eq {"' or 1 eq 1 or PartitionKey eq '"}")
            .ShouldBe("PartitionKey eq ''' or 1 eq 1 or PartitionKey eq '''");
        TableClient.CreateQueryFilter($"A eq {long.MinValue} and B eq {null}").ShouldBe("A eq -9223372036854775808L and B eq null");
        TableClient.CreateQueryFilter($"M eq {Moment.ToOffset(TimeSpan.FromHours(1))}").ShouldBe("M eq datetime'2026-02-28T23:00:00Z'");
        Should.Throw<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {TimeSpan.Zero}"));
    }

    [Fact]
    public void What_the_service_cannot_evaluate_is_refused()
    {
        Should.Throw<NotSupportedException>(() => TableClient.CreateQueryFilter<Row>(row => row.Text!.StartsWith('a')));
        Should.Throw<NotSupportedException>(() => TableClient.CreateQueryFilter<Row>(row => row.Int32 + 1 == 2));
        TableClient.CreateQueryFilter<Row>(_ => true).ShouldBeNull();
    }

    private static Row Sample(string rowKey) => new()
    {
        RowKey = rowKey,
        Text = "it's",
        Int32 = 1,
        Int64 = 5_000_000_000,
        Double = 1.25,
        Flag = true,
        Moment = Moment,
        Id = Id,
        Bytes = [1, 171],
        Kind = RowKind.Invoice,
        Renamed = "renamed",
        MaybeInt32 = 7,
    };

    private static async Task FillAsync(TableClient table, int rows)
    {
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(100))
            await table.SubmitTransactionAsync(
                chunk.Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{n:D5} '%") { ["N"] = n })), Stop);
    }
}
