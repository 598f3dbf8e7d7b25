using System.Globalization;
using Azure.Data.Tables;

namespace Smart.Functions.Tests.Storage;

/// <summary>Rows and filters from a seed. Few keys, so that operations meet; odd ones, so that encodings are tried.</summary>
internal sealed class RandomRows(int seed)
{
    private static readonly string[] Partitions = ["a", "b|c", "d'e", "A", "é", "2026-03-02"];
    private static readonly string[] Rows = ["", "head|a", "open|2026-000001", "open|2026-000002", "it''s", "50% + 1", "ü&=", "Z z", "entry|x|y", "{json}", "a,b", "(c)"];
    private static readonly string[] Texts = ["", "Théâtre", "a'b", "𝄞", "{\"a\":[1]}", "line\nline", "open|1", "\u0001"];
    private static readonly string[] Moments = ["2026-03-02T09:00:00Z", "2026-03-02T09:00:00.125Z", "1999-12-31T23:59:59Z"];
    private static readonly double[] Doubles = [0, 1, -1.5, 1e300, 0.1, double.NaN, double.PositiveInfinity];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public T Of<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];

    public string Partition() => Of(Partitions);

    public string Row() => Of(Rows);

    public TableEntity Entity(string partition, string row)
    {
        var entity = new TableEntity(partition, row);
        foreach (var column in (string[])["Text", "Whole", "Long", "Number", "Live", "At", "Id", "Bytes"])
            if (_random.Next(3) > 0) entity[column] = Value(column);
        return entity;
    }

    /// <summary>Some columns, some of them not there.</summary>
    public string[]? Select() => Of<string[]?>([null, null, ["PartitionKey", "RowKey"], ["PartitionKey", "RowKey", "Text"], ["PartitionKey", "RowKey", "Whole", "At", "Missing"], ["PartitionKey", "RowKey", "Timestamp", "Id"]]);

    /// <summary>A condition of comparisons, each column with a value of its own type.</summary>
    public string Filter(int depth = 2) => (depth == 0 ? 0 : _random.Next(5)) switch
    {
        1 => $"({Filter(depth - 1)}) and ({Filter(depth - 1)})",
        2 => $"{Filter(depth - 1)} or {Filter(depth - 1)}",
        3 => $"not ({Filter(depth - 1)})",
        4 => TableClient.CreateQueryFilter($"PartitionKey eq {Partition()}") + $" and ({Range()} or {Range()})",
        _ => Comparison(),
    };

    private string Range() => "(" + TableClient.CreateQueryFilter($"RowKey ge {Row()} and RowKey lt {Row() + "~"}") + ")";

    private string Comparison()
    {
        var column = Of<string>(["PartitionKey", "RowKey", "Text", "Whole", "Long", "Number", "Live", "At", "Id", "Bytes", "Missing"]);
        var value = column switch
        {
            "PartitionKey" => Partition(),
            "RowKey" => Row(),
            // A version of the interpolated string that prints "NaN" is no filter.
            "Number" => Of(Doubles[..3]),
            "Missing" => Value("Text"),
            _ => Value(column),
        };
        // Azurite keeps identifiers and bytes in base 64 and orders them by that.
        var comparison = Of<string>(column is "Id" or "Bytes" ? ["eq", "ne"] : ["eq", "ne", "gt", "ge", "lt", "le"]);
        return string.Create(CultureInfo.InvariantCulture, $"{column} {comparison} {TableClient.CreateQueryFilter($"{value}")}");
    }

    private object Value(string column) => column switch
    {
        "Whole" => Of<int>([0, 1, -7, int.MaxValue]),
        "Long" => Of<long>([0, 5, -5, long.MaxValue, 10_000_000_000]),
        "Number" => Of(Doubles),
        "Live" => _random.Next(2) == 0,
        "At" => DateTimeOffset.Parse(Of(Moments), CultureInfo.InvariantCulture),
        "Id" => new Guid(_random.Next(3), 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
        "Bytes" => Of<byte[]>([[], [0], [1, 2, 255]]),
        _ => Of(Texts),
    };
}
