namespace Smart.Local.Chaos;

/// <summary>Starts the product, kills it by the plan, and starts it again, until the time is over.</summary>
/// <param name="world">The product and what is around it.</param>
/// <param name="facts">Where an end that nobody ordered is told.</param>
/// <param name="journal">Where kills are written.</param>
internal sealed class ChaosKiller(ChaosWorld world, ChaosFacts facts, ChaosJournal journal)
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AKillAtLeastEach = TimeSpan.FromSeconds(6);

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>How often storage was restarted between.</summary>
    public int StorageRestarts { get; private set; }

    /// <summary>
    /// Ends when the time is over; the product is up then. A slow machine, on which the product takes long to start, goes on for up to
    /// twice the time until there was a kill for each <see cref="AKillAtLeastEach"/>.
    /// </summary>
    /// <param name="kills">What is done, in order; the first is done again after the last.</param>
    /// <param name="until">When to stop, from the start of the run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(IReadOnlyList<PlannedKill> kills, TimeSpan until, CancellationToken cancellationToken)
    {
        for (var turn = 0; ; turn++)
        {
            var kill = kills[turn % kills.Count];
            await world.StartProductAsync(TimeSpan.Zero);
            await LetLiveAsync(kill, journal.Elapsed + kill.Delay, cancellationToken);
            if (journal.Elapsed >= until && (Kills >= (int)(until / AKillAtLeastEach) || journal.Elapsed >= 2 * until)) break;
            if (EndedByItself()) continue;
            await world.Product.KillAsync();
            journal.WriteAll($"kill {++Kills}{(kill.WhileStarting ? ", perhaps while it started" : "")}");
            if (kill.RestartsStorage) await RestartStorageAsync(cancellationToken);
        }

        await UpAsync(cancellationToken);
    }

    /// <summary>Ends when the present life answers.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public async Task UpAsync(CancellationToken cancellationToken)
    {
        await AnyOfAsync(StartLimit, cancellationToken, world.Product.Ready, world.Product.Ended);
        if (!world.Product.Ready.IsCompleted) throw new InvalidOperationException($"The product does not start:\n{string.Join('\n', journal.Of("product"))}");
    }

    /// <summary>Whether the present life ended without a kill; then that is told.</summary>
    public bool EndedByItself()
    {
        if (!world.Product.Ended.IsCompleted) return false;
        journal.WriteAll("the process ended by itself");
        facts.Surprise("product", "the process ended by itself");
        return true;
    }

    private async Task LetLiveAsync(PlannedKill kill, TimeSpan due, CancellationToken cancellationToken)
    {
        var product = world.Product;
        if (!kill.WhileStarting) await AnyOfAsync(StartLimit, cancellationToken, product.Ready, product.Ended);
        var left = due - journal.Elapsed;
        await AnyOfAsync(!kill.WhileStarting && left < ShortestLife ? ShortestLife : left, cancellationToken, product.Ended);
    }

    private async Task RestartStorageAsync(CancellationToken cancellationToken)
    {
        await world.RestartStorageAsync(cancellationToken);
        journal.WriteAll($"storage restart {++StorageRestarts}");
    }

    /// <summary>Ends with the first of the tasks or when the time is over, whichever comes first.</summary>
    private static async Task AnyOfAsync(TimeSpan atMost, CancellationToken cancellationToken, params Task[] tasks)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var time = Task.Delay(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, TimeProvider.System, over.Token);
        await Task.WhenAny([time, .. tasks]);
        cancellationToken.ThrowIfCancellationRequested();
        await over.CancelAsync();
    }
}
