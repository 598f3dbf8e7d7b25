using Azure.Data.Tables;
using Smart.Local.Azurite;
using Smart.Substitutes.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Smart.Substitutes.Tests;

/// <summary>One Azurite in memory for the whole test run, started by the first test that needs it; each test makes tables of its own.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteProcess>> _azurite = new(() => AzuriteProcess.StartAsync(new AzuriteOptions(), CancellationToken.None));

    public Task<AzuriteProcess> StartedAsync() => _azurite.Value;

    public async ValueTask DisposeAsync()
    {
        if (_azurite.IsValueCreated) await (await _azurite.Value).DisposeAsync();
    }

    /// <summary>A new, empty table with a name no other test has.</summary>
    public async Task<TableClient> CreateTableAsync(TableClientOptions? options = null)
    {
        var storage = await StartedAsync();
        var table = new TableClient(storage.ConnectionString, $"t{Guid.NewGuid():N}", options);
        await table.CreateAsync(TestContext.Current.CancellationToken);
        return table;
    }
}
