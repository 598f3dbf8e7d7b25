namespace Smart.Local.Bench;

/// <summary>Measures how money comes in: one class a measurement.</summary>
public static class BankBench
{
    /// <summary>Measures everything, one thing after another.</summary>
    /// <param name="megabytes">The size of the files that are read.</param>
    /// <param name="repeats">How often each figure is measured after the warm-up.</param>
    /// <param name="tell">Told what is measured next.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BankFigures> RunAsync(int megabytes, int repeats, Action<string> tell, CancellationToken cancellationToken = default)
    {
        tell("reading bank files");
        var folder = Directory.CreateTempSubdirectory("smart-bench-");
        try
        {
            return new BankFigures(await new BankParseBench(megabytes, repeats).RunAsync(folder.FullName, cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>What <c>./smart bench bank</c> measured. Only the ratios can be compared between machines.</summary>
/// <param name="Parse">Reading files, a format each.</param>
public sealed record BankFigures(IReadOnlyList<BankParseFigures> Parse);
