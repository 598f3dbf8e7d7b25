namespace Smart.Local.Fuzz;

/// <summary>Something that takes bytes from outside and must give an answer to any of them.</summary>
public interface IFuzzTarget
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>A good input; the same for the same dice.</summary>
    byte[] Generate(Random random);

    /// <summary>Spoils an input once, in a way that is likely to matter to this target.</summary>
    byte[] Mutate(byte[] input, Random random);

    /// <summary>Takes an input. Exceptions are violations; so is what the answer must not be.</summary>
    Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken);
}

/// <summary>What came of one input.</summary>
/// <param name="Kind">The kind of answer, for the statistics: without one kind or the other the run shows little.</param>
/// <param name="Violation">What was promised and not kept; null when all is well.</param>
public sealed record FuzzAnswer(string Kind, string? Violation = null);
