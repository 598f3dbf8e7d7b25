using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Smart.Local.Runtime;
using Smart.Local.Storage.Memory;

namespace Smart.Functions.Tests.Storage;

/// <summary>What storage in memory can do that Azurite cannot: go back, and be looked at.</summary>
public sealed class MemoryStorageTests
{
    private readonly MemoryStorage _storage = new();
    private readonly TableClient _table;

    public MemoryStorageTests()
    {
        _table = new TableServiceClient(MemoryStorage.ConnectionString, new TableClientOptions { Transport = _storage.Transport }).GetTableClient("Things");
    }

    [Fact]
    public async Task Restore_BringsBackRowsAndBlobs_AndGivesNoVersionTwice()
    {
        var blobs = new BlobServiceClient(MemoryStorage.ConnectionString, new BlobClientOptions { Transport = _storage.Transport }).GetBlobContainerClient("files");
        await blobs.CreateAsync();
        await _table.CreateAsync();
        await _table.AddEntityAsync(new TableEntity("p", "r") { ["Count"] = 1 });
        var before = _storage.Snapshot();

        await _table.UpsertEntityAsync(new TableEntity("p", "r") { ["Count"] = 2 });
        await blobs.UploadBlobAsync("a", new BinaryData("a"));
        var after = _storage.Rows("Things").Single().ETag;
        _storage.Restore(before);

        _storage.Rows("Things").Single().GetInt32("Count").ShouldBe(1);
        _storage.Blobs("files").ShouldBeEmpty();
        await Should.ThrowAsync<RequestFailedException>(() => _table.DeleteEntityAsync("p", "r", after));
        (await _table.UpsertEntityAsync(new TableEntity("p", "r"))).Headers.ETag.ShouldNotBe(after);
    }

    [Fact]
    public async Task WritersAtOnce_LoseNothing()
    {
        await _table.CreateAsync();
        await _table.AddEntityAsync(new TableEntity("p", "count") { ["Count"] = 0 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 25;) done += await TryCountAsync() ? 1 : 0;
        })));

        _storage.Rows("Things").Single().GetInt32("Count").ShouldBe(200);
    }

    [Fact]
    public void TablesAndContainersThatAreNotThere_HoldNothing()
    {
        _storage.Rows("Nothing").ShouldBeEmpty();
        _storage.Blobs("nothing").ShouldBeEmpty();
        _storage.Tables().ShouldBeEmpty();
    }

    [Fact]
    public Task TransportWithoutConnectionString_IsRefused() =>
        Should.ThrowAsync<ArgumentException>(() => LocalHost.StartAsync(new LocalHostOptions { StorageTransport = _storage.Transport }));

    private async Task<bool> TryCountAsync()
    {
        var row = (await _table.GetEntityAsync<TableEntity>("p", "count")).Value;
        row["Count"] = row.GetInt32("Count") + 1;
        try
        {
            await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
            return true;
        }
        catch (RequestFailedException stale) when (stale.Status == 412)
        {
            return false;
        }
    }
}
