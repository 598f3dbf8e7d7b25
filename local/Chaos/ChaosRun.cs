using System.Diagnostics.CodeAnalysis;

namespace Smart.Local.Chaos;

/// <summary>
/// A run of real kills: the product as a process of its own under load, killed and started again, then let come to rest and held to
/// what it promised. Storage stays up until this is disposed of.
/// </summary>
public sealed class ChaosRun : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly ChaosOptions _options;
    private readonly ChaosWorld _world;
    private readonly ChaosJournal _journal;
    private readonly ChaosFacts _facts = new();
    private readonly ChaosKiller _killer;

    private ChaosRun(ChaosOptions options, ChaosWorld world, ChaosJournal journal)
    {
        _options = options;
        _world = world;
        _journal = journal;
        _killer = new ChaosKiller(world, _facts, journal);
    }

    /// <summary>Where tables and blobs are, for those who look into them or change them.</summary>
    public string Storage => _world.Storage;

    /// <summary>Starts storage and card payments.</summary>
    /// <param name="options">How long, and by what plan.</param>
    /// <param name="tell">Told of kills and the like as they happen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The run that is made of it disposes of it.")]
    public static async Task<ChaosRun> StartAsync(ChaosOptions options, Action<string> tell, CancellationToken cancellationToken)
    {
        var journal = new ChaosJournal(tell);
        return new ChaosRun(options, await ChaosWorld.StartAsync(options, journal, cancellationToken), journal);
    }

    /// <summary>Load and kills, then rest. The product is stopped when this ends.</summary>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        var plan = ChaosPlanner.Draw(_options.Seed, _options.Length);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = new ChaosLoad(plan, _world, _facts, _journal).RunAsync(patience.Token);
        try
        {
            await _killer.RunAsync(plan.Kills, _options.Length, cancellationToken);
            patience.CancelAfter(_options.Patience);
            _journal.WriteAll("no more kills; coming to rest");
            await GoAheadAsync(1, cancellationToken);
            await AnswersAsync(load, cancellationToken);
            await GoAheadAsync(2, cancellationToken);
            await RestAsync(patience.Token, cancellationToken);
        }
        finally
        {
            // Nothing of the load is left behind, whatever ended the run.
            await patience.CancelAsync();
            await Task.WhenAny(load);
        }

        if (!_killer.EndedByItself()) await _world.Product.StopAsync();
    }

    /// <summary>Reads what is stored and compares it with what was promised; may be asked again.</summary>
    public async Task<ChaosReport> CheckAsync(CancellationToken cancellationToken)
    {
        var promised = _facts.Expectation();
        var state = await ReadAsync(cancellationToken);
        return new ChaosReport(_killer.Kills, _killer.StorageRestarts, ChaosReport.Count(promised), ChaosChecker.Check(new ChaosEvidence(promised, state)));
    }

    /// <summary>The last of what was done to a key, and the kills meanwhile.</summary>
    public IReadOnlyList<string> HistoryOf(string key) => _journal.Of(key);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _world.DisposeAsync();

    private async Task GoAheadAsync(int times, CancellationToken cancellationToken)
    {
        if (_options.AheadAtRest == TimeSpan.Zero || _killer.EndedByItself()) return;
        await _world.Product.StopAsync();
        await _world.StartProductAsync(_options.AheadAtRest * times);
        await _killer.UpAsync(cancellationToken);
    }

    /// <summary>Waits for the load; what has no answer when patience ends is told.</summary>
    private async Task AnswersAsync(Task load, CancellationToken cancellationToken)
    {
        try
        {
            await load;
            _journal.WriteAll("every operation has its answer");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            foreach (var key in _journal.Unanswered) _facts.Surprise(key, $"no final answer {_options.Patience} after the last kill");
        }
    }

    private async Task RestAsync(CancellationToken patience, CancellationToken cancellationToken)
    {
        while (ProcessInvariants.Unrest(await ReadAsync(cancellationToken)) is { Count: > 0 } unrest)
        {
            if (patience.IsCancellationRequested || _world.Product.Ended.IsCompleted)
            {
                _journal.WriteAll($"not at rest: {string.Join(", ", unrest)}");
                return;
            }

            await Task.Delay(BetweenLooks, TimeProvider.System, cancellationToken);
        }

        _journal.WriteAll("at rest");
    }

    private Task<ChaosState> ReadAsync(CancellationToken cancellationToken) => new ChaosStateReader(Storage, ChaosProduct.Prefix).ReadAsync(cancellationToken);
}
