using Azure.Data.Tables;
using Smart.Local.Azurite;
using Smart.Substitutes.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Smart.Substitutes.Tests;

/// <summary>One Azurite in memory for the whole test run; each test makes tables of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public AzuriteProcess Azurite => _azurite ?? throw new InvalidOperationException("The fixture has not started.");

    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null) await _azurite.DisposeAsync();
    }

    /// <summary>A new, empty table with a name no other test has.</summary>
    public async Task<TableClient> CreateTableAsync(TableClientOptions? options = null)
    {
        var table = new TableClient(Azurite.ConnectionString, $"t{Guid.NewGuid():N}", options);
        await table.CreateAsync(TestContext.Current.CancellationToken);
        return table;
    }
}
