using Microsoft.Extensions.Logging;

namespace Smart.Local.Chaos;

/// <summary>How the product is started to be killed.</summary>
/// <param name="Port">Where it answers.</param>
/// <param name="Storage">Where tables and blobs are.</param>
/// <param name="Stripe">Where card payments are taken.</param>
/// <param name="Ahead">How far its clock is ahead.</param>
public sealed record ChaosProductOptions(int Port, string Storage, Uri Stripe, TimeSpan Ahead);

/// <summary>
/// The process that is killed: the product on the real clock, over storage that outlives it. It says <see cref="Ready"/> when it
/// answers, and ends in good order when its standard input ends, as it does when its supervisor is gone.
/// </summary>
public static class ChaosProduct
{
    /// <summary>The hidden verb of the command line.</summary>
    public const string Verb = "product";

    /// <summary>What it writes when it answers.</summary>
    public const string Ready = "ready";

    /// <summary>What the names of its tables begin with.</summary>
    public const string Prefix = "chaos";

    private const string OnceAYear = "0 0 3 1 1 *";

    /// <summary>
    /// The repair comes often, as a run is short. Reminders and renewals depend on the day of the year and are left out: a run is the
    /// same on every day.
    /// </summary>
    private static Dictionary<string, string> Schedules { get; } = new(StringComparer.Ordinal)
    {
        ["RepairSweep"] = "*/10 * * * * *",
        ["ReminderSweepTimer"] = OnceAYear,
        ["ShareRenewalTimer"] = OnceAYear,
        ["PurgeTimer"] = OnceAYear,
    };

    /// <summary>Serves until standard input ends.</summary>
    public static async Task RunAsync(ChaosProductOptions options, CancellationToken cancellationToken)
    {
        await using var system = await LocalSystem.StartAsync(
            new LocalSystemOptions
            {
                ConnectionString = options.Storage,
                Prefix = Prefix,
                Port = options.Port,
                Stripe = options.Stripe,
                Clock = options.Ahead > TimeSpan.Zero ? new ShiftedClock(options.Ahead) : null,
                Schedules = Schedules,
                ConfigureLogging = logging => logging
                    .AddSimpleConsole(console => console.SingleLine = true)
                    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
                    .SetMinimumLevel(LogLevel.Warning),
            },
            cancellationToken);
        await Console.Out.WriteLineAsync(Ready.AsMemory(), cancellationToken);
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null, cancellationToken);
    }
}
