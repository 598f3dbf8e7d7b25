using System.Diagnostics;

namespace Smart.Local.Fuzz;

/// <summary>Spoils good inputs and feeds them to what takes them: the same seed gives the same inputs.</summary>
public static class FuzzRun
{
    private const int MostMutations = 4, MostViolations = 20;
    private const long MostBytes = 100L * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The targets of this repository. A further one needs its class and its line here.</summary>
    public static IReadOnlyList<IFuzzTarget> Targets { get; } = [new CodaFuzz(), new CamtFuzz(), new StripeFuzz(), new IbanityFuzz(), new PontoFuzz()];

    /// <summary>Feeds each target its share of the inputs.</summary>
    /// <param name="targets">What takes them.</param>
    /// <param name="count">How many inputs in all.</param>
    /// <param name="seed">The dice.</param>
    /// <param name="tell">Told how many were fed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<FuzzReport> RunAsync(IReadOnlyList<IFuzzTarget> targets, int count, int seed, Action<int>? tell = null, CancellationToken cancellationToken = default)
    {
        var answers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var violations = new List<FuzzViolation>();
        var slowest = TimeSpan.Zero;
        for (var index = 0; index < count && violations.Count < MostViolations; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = targets[index % targets.Count];
            var input = Input(target, seed, index);
            var (before, allocated) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes());
            var answer = await TryAsync(target, input, cancellationToken);
            var took = Stopwatch.GetElapsedTime(before);
            if (took > slowest) slowest = took;
            if (GC.GetTotalAllocatedBytes() - allocated > MostBytes) answer = answer with { Violation = answer.Violation ?? $"It took more than {MostBytes} bytes of memory." };
            var kind = $"{target.Name} {answer.Kind}";
            answers[kind] = answers.GetValueOrDefault(kind) + 1;
            if (answer.Violation is { } violation) violations.Add(new(target.Name, index, violation));
            if (index % 1000 == 0) tell?.Invoke(index);
        }

        return new(count, seed, answers, violations, slowest);
    }

    /// <summary>The n-th input of a run, to see it again.</summary>
    public static byte[] Input(IFuzzTarget target, int seed, int index)
    {
        var random = new Random(HashCode(seed, index));
        var input = target.Generate(random);
        for (var left = random.Next(MostMutations + 1); left > 0; left--) input = target.Mutate(input, random);
        return input;
    }

    private static async Task<FuzzAnswer> TryAsync(IFuzzTarget target, byte[] input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var answer = await target.TryAsync(input, limit.Token);
            return limit.IsCancellationRequested ? answer with { Violation = $"It took more than {Patience.TotalSeconds:0} seconds." } : answer;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return new("exception", $"{error.GetType().Name}: {error.Message}");
        }
    }

    // The same on every machine and in every process, unlike System.HashCode.
    private static int HashCode(int seed, int index) => unchecked((seed * 486_187_739) ^ (index * 16_777_619));
}

/// <summary>What a run found.</summary>
/// <param name="Count">Inputs.</param>
/// <param name="Seed">The dice.</param>
/// <param name="Answers">How often each kind of answer was given.</param>
/// <param name="Violations">What was not kept; of very many the first.</param>
/// <param name="Slowest">The longest that one input took.</param>
public sealed record FuzzReport(int Count, int Seed, IReadOnlyDictionary<string, int> Answers, IReadOnlyList<FuzzViolation> Violations, TimeSpan Slowest);

/// <summary>A promise that was not kept.</summary>
/// <param name="Target">Whose.</param>
/// <param name="Index">The input, by its number in the run.</param>
/// <param name="Message">What happened.</param>
public sealed record FuzzViolation(string Target, int Index, string Message);
