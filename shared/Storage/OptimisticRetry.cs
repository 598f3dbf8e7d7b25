using System.Security.Cryptography;

namespace Smart.Shared.Storage;

/// <summary>Reads and decides again when another write came first.</summary>
public static class OptimisticRetry
{
    private const int Attempts = 5;
    private const int PatientAttempts = 30;
    private const int MostJitterMilliseconds = 40;
    private const int LongestJitterMilliseconds = 300;

    /// <summary>Runs <paramref name="attempt"/> until it gives a value; null means that another write came first.</summary>
    /// <param name="what">What is written, for the exception: a key, no personal data.</param>
    /// <param name="attempt">Reads, decides and commits; null when the commit was stale.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="BusyException">Five attempts lost.</exception>
    public static Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T?>> attempt, CancellationToken cancellationToken = default)
        where T : class => RunAsync(what, attempt, Attempts, cancellationToken);

    /// <summary>The same for what may not give up: a number that is claimed, a letter that has left.</summary>
    /// <exception cref="BusyException">Thirty attempts lost.</exception>
    public static Task<T> RunPatientlyAsync<T>(string what, Func<CancellationToken, Task<T?>> attempt, CancellationToken cancellationToken = default)
        where T : class => RunAsync(what, attempt, PatientAttempts, cancellationToken);

    private static async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T?>> attempt, int attempts, CancellationToken cancellationToken)
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
