using Azure.Data.Tables;

namespace Smart.Substitutes.Tests.Tables;

public sealed class TypeTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Moment = new DateTimeOffset(2026, 3, 29, 1, 59, 59, TimeSpan.Zero).AddTicks(1_234_567);
    private static readonly Guid Id = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_type_of_a_class_makes_the_round_trip()
    {
        var table = await azurite.CreateTableAsync();
        var row = new Row
        {
            Text = "Ünïcödé \"quoted\"\r\nnext line",
            Int32 = int.MinValue,
            Int64 = long.MaxValue,
            MaybeInt64 = long.MinValue,
            Double = 0.1,
            Flag = true,
            MaybeFlag = false,
            Moment = Moment.ToOffset(TimeSpan.FromHours(2)),
            Utc = Moment.UtcDateTime,
            Id = Id,
            Bytes = [0, 1, 255],
            Data = BinaryData.FromString("data"),
            Kind = RowKind.Receipt,
            MaybeKind = RowKind.Invoice,
            Renamed = "renamed",
            Hidden = "hidden",
        };
        await table.AddEntityAsync(row, Stop);

        Row read = await table.GetEntityAsync<Row>("p", "r", cancellationToken: Stop);
        TableEntity raw = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

        read.Text.ShouldBe(row.Text);
        (read.Int32, read.Int64, read.MaybeInt64, read.MaybeInt32).ShouldBe((int.MinValue, long.MaxValue, long.MinValue, null));
        (read.Double, read.Flag, read.MaybeFlag).ShouldBe((0.1, true, false));
        read.Moment.ShouldBe(row.Moment);
        read.Utc.ShouldBe(row.Utc);
        read.Utc.Kind.ShouldBe(DateTimeKind.Utc);
        read.Id.ShouldBe(Id);
        read.Bytes.ShouldBe(row.Bytes);
        read.Data!.ToString().ShouldBe("data");
        (read.Kind, read.MaybeKind).ShouldBe((RowKind.Receipt, RowKind.Invoice));
        (read.Renamed, read.Hidden).ShouldBe(("renamed", null));
        read.Timestamp.ShouldNotBeNull();
        raw.GetString("stored_as").ShouldBe("renamed");
        raw.GetString("Kind").ShouldBe("Receipt");
        raw.ContainsKey("Hidden").ShouldBeFalse();
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(5.0)]
    [InlineData(-1e300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task A_double_stays_a_double(double value)
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = value }, Stop);

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

        read.GetDouble("Value").ShouldBe(value);
    }

    [Fact]
    public async Task A_bag_of_values_keeps_its_types()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(
            new TableEntity("p", "r")
            {
                ["String"] = "",
                ["Int32"] = 0,
                ["Int64"] = 0L,
                ["Bool"] = false,
                ["Guid"] = Id,
                ["Binary"] = Array.Empty<byte>(),
                ["DateTimeOffset"] = Moment,
                ["DateTime"] = Moment.UtcDateTime,
                ["Null"] = null,
            },
            Stop);

        TableEntity read = await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Stop);

        read.GetString("String").ShouldBe("");
        read.GetInt32("Int32").ShouldBe(0);
        read.GetInt64("Int64").ShouldBe(0);
        read.GetBoolean("Bool").ShouldBe(false);
        read.GetGuid("Guid").ShouldBe(Id);
        read.GetBinary("Binary").ShouldBeEmpty();
        read.GetBinaryData("Binary").ToArray().ShouldBeEmpty();
        read.GetDateTimeOffset("DateTimeOffset").ShouldBe(Moment);
        read.GetDateTime("DateTimeOffset").ShouldBe(Moment.UtcDateTime);
        read.GetDateTimeOffset("DateTime").ShouldBe(Moment);
        read.ContainsKey("Null").ShouldBeFalse();
        read.GetString("Null").ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => read.GetInt32("Int64"));
    }

    [Fact]
    public async Task A_type_the_service_has_not_is_refused_before_it_is_sent()
    {
        var table = await azurite.CreateTableAsync();

        var refused = await Should.ThrowAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Amount"] = 12.10m }, Stop));
        await Should.ThrowAsync<NotSupportedException>(
            () => table.AddEntityAsync(new TableEntity("p", "r") { ["When"] = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local) }, Stop));

        refused.Message.ShouldContain("Amount");
    }

    [Fact]
    public void A_column_keeps_its_type_and_only_integers_widen()
    {
        var entity = new TableEntity("p", "r") { ["Long"] = 1L, ["Double"] = 1.5, ["Text"] = "a" };
        entity["Long"] = 2;
        entity["Double"] = 2;

        entity.GetInt64("Long").ShouldBe(2);
        entity.GetDouble("Double").ShouldBe(2.0);
        Should.Throw<InvalidOperationException>(() => entity["Text"] = 1);
    }
}
