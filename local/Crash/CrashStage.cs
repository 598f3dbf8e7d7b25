using Azure.Data.Tables;
using Smart.Local.Crash.Stories;
using Smart.Local.Storage.Memory;
using Smart.Local.Timelines;

namespace Smart.Local.Crash;

/// <summary>One run of a story: what it did, how it ended, and what is wrong with that.</summary>
/// <param name="Plan">The faults.</param>
/// <param name="Effects">Every effect.</param>
/// <param name="Messages">Every message, with the number of effects before it.</param>
/// <param name="Disturbed">The effect that was disturbed, if any.</param>
/// <param name="Books">The end.</param>
/// <param name="Violations">What is wrong.</param>
/// <param name="Timelines">What the orchestrations did, for a person to read.</param>
public sealed record CrashRun(
    FaultPlan Plan,
    IReadOnlyList<Effect> Effects,
    IReadOnlyList<(int After, Runtime.MessageOnItsWay Message)> Messages,
    Effect? Disturbed,
    Books Books,
    IReadOnlyList<Violation> Violations,
    Lazy<string> Timelines);

/// <summary>Plays a story once on empty storage.</summary>
/// <param name="options">Where and how.</param>
public sealed class CrashStage(CrashOptions options)
{
    // Daily where the product looks every hour, and no purge: a story of days has no use for more.
    private static readonly Dictionary<string, string> Schedules = new(StringComparer.Ordinal)
    {
        ["RepairSweep"] = "0 0 */6 * * *",
        ["ReminderSweepTimer"] = "0 30 5 * * *",
        ["ShareRenewalTimer"] = "0 10 5 1 1 *",
        ["PurgeTimer"] = "0 15 2 1 1 *",
        ["PontoTimer"] = "0 5 5 1 1 *",
        ["IsabelTimer"] = "0 10 5 1 1 *",
        ["StripeReconciliationTimer"] = "0 15 5 1 1 *",
    };

    /// <summary>Plays it with the faults of a plan.</summary>
    public async Task<CrashRun> PlayAsync(CrashStory story, FaultPlan plan, CancellationToken cancellationToken)
    {
        var memory = options.ConnectionString is null ? new MemoryStorage() : null;
        var prefix = memory is null ? options.NextPrefix() : options.Prefix;
        var effects = new EffectLog(plan, new EffectNames(prefix).Of);
        await using var world = await CrashWorld.StartAsync(effects, Options(prefix, memory), cancellationToken);
        world.System.Mail.Memory = story.Memory;
        world.System.Mail.VisibilityDelay = story.Visibility;
        var early = memory is not null && plan.Message == 0 ? new CompletedTooEarly(memory, prefix) : null;
        effects.TookPlace = effect => early?.Look(effect);
        effects.Begin(world.System);
        var stuck = await TryPlayAsync(story, world);
        var books = await Books.ReadAsync(world.System, Tables(memory), prefix);
        List<Violation> violations = [.. stuck is null ? [] : new[] { stuck }, .. early?.Found ?? [], .. Invariants.Check(books), .. story.Expect(books)];
        var (recorder, words) = (world.System.Timelines!, TimelineWords.Of(world.System.Host.Functions));
        return new CrashRun(plan, effects.Effects, effects.Messages, effects.Disturbed, books, violations, new Lazy<string>(() => StoryTimelines.Text(recorder, words)));
    }

    private static async Task<Violation?> TryPlayAsync(CrashStory story, CrashWorld world)
    {
        try
        {
            await story.PlayAsync(world);
            await world.RestAsync();
            return null;
        }
        catch (Exception stuck) when (stuck is InvalidOperationException or TimeoutException or HttpRequestException)
        {
            return new Violation("story-goes-on", stuck.Message);
        }
    }

    private LocalSystemOptions Options(string prefix, MemoryStorage? memory) => new()
    {
        ConnectionString = memory is null ? options.ConnectionString : MemoryStorage.ConnectionString,
        StorageTransport = memory?.Transport,
        Prefix = prefix,
        VirtualStart = CrashStory.Start,
        Deterministic = true,
        ReplayCheck = true,
        Schedules = Schedules,
        Timelines = new TimelineRecorder(),
    };

    private TableServiceClient Tables(MemoryStorage? memory) => memory is null
        ? new TableServiceClient(options.ConnectionString)
        : new TableServiceClient(MemoryStorage.ConnectionString, new TableClientOptions { Transport = memory.Transport });
}

/// <summary>Where and how a matrix is run.</summary>
public sealed class CrashOptions
{
    private int _prefixes;

    /// <summary>Storage to use instead of memory; every run takes tables of its own.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>What the names of its tables begin with.</summary>
    public string Prefix { get; init; } = "crash";

    /// <summary>Only these stories; empty: all.</summary>
    public IReadOnlyCollection<string> Stories { get; init; } = [];

    /// <summary>Takes every n-th effect only.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Disturbs the effects of this function only; null: all.</summary>
    public string? Function { get; init; }

    /// <summary>Leaves out the pairs of a crash and a message that is lost, repeated or late.</summary>
    public bool WithoutPairs { get; init; }

    /// <summary>Ends with the first violation of a story.</summary>
    public bool StopEarly { get; init; }

    /// <summary>Runs at once.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    internal string NextPrefix() => $"{Prefix}r{Interlocked.Increment(ref _prefixes)}x";
}
