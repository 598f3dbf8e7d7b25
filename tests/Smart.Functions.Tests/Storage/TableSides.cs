using Azure.Data.Tables;
using Smart.Local.Storage.Memory;

namespace Smart.Functions.Tests.Storage;

/// <summary>A table on Azurite and its twin in memory.</summary>
internal sealed class TableSides
{
    private readonly (Side Side, TableServiceClient Service)[] _sides;

    public TableSides(string azurite)
    {
        var options = new TableClientOptions { Transport = new MemoryStorage().Transport };
        _sides = [(new Side("Azurite"), new TableServiceClient(azurite)), (new Side("memory"), new TableServiceClient(MemoryStorage.ConnectionString, options))];
    }

    public int Versions => _sides[0].Side.Versions;

    /// <summary>Runs an operation on both; they must answer alike. What they answered is returned.</summary>
    public async Task<string> BothAsync(string what, string table, Func<TableClient, Side, Task<string>> operation)
    {
        var told = new List<string>();
        foreach (var (side, service) in _sides) told.Add(await side.TellAsync(one => operation(service.GetTableClient(table), one)));
        if (told[1] != told[0]) Assert.Fail($"{what}\nAzurite: {told[0]}\nmemory:  {told[1]}");
        return told[0];
    }

    public Task<string> ServicesAsync(string what, Func<TableServiceClient, Task<string>> operation) =>
        BothAsync(what, "unused", (_, side) => operation(_sides.Single(known => known.Side == side).Service));
}
