using System.Security.Cryptography;

namespace Smart.Shared.Storage;

/// <summary>Reads and decides again when another write came first.</summary>
public static class OptimisticRetry
{
    /// <summary>Attempts of what may not give up: a number that is claimed, a letter that has left.</summary>
    public const int Patient = 30;

    private const int Attempts = 5;
    private const int MostJitterMilliseconds = 40;
    private const int LongestJitterMilliseconds = 300;

    /// <summary>Runs <paramref name="attempt"/> until it gives a value; null means that another write came first.</summary>
    /// <param name="what">What is written, for the exception: a key, no personal data.</param>
    /// <param name="attempt">Reads, decides and commits; null when the commit was stale.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="attempts">How often; five unless it is <see cref="Patient"/>.</param>
    /// <exception cref="BusyException">Every attempt lost.</exception>
    public static async Task<T> RunAsync<T>(
        string what, Func<CancellationToken, Task<T?>> attempt, CancellationToken cancellationToken = default, int attempts = Attempts)
        where T : class
    {
        for (var tried = 1; ; tried++)
        {
            if (await attempt(cancellationToken) is { } done) return done;
            if (tried == attempts) throw new BusyException(what);

            // Real time, not the business clock: a retry is a matter of the storage protocol, and virtual time stands still meanwhile.
            await Task.Delay(RandomNumberGenerator.GetInt32(1, Math.Min(MostJitterMilliseconds * tried, LongestJitterMilliseconds)), cancellationToken);
        }
    }
}
