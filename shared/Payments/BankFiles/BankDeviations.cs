namespace Smart.Shared.Payments.BankFiles;

/// <summary>The deviations met while one statement is read: of very many the first, but never without what forbids booking.</summary>
internal sealed class BankDeviations
{
    private const int Maximum = 50;
    private readonly List<BankCheck> kept = [];
    private int unreported;

    /// <summary>Something to report that books no wrong money.</summary>
    internal void Deviation(string name, string message) => Report(new(name, false, message));

    /// <summary>Something that would book wrong money.</summary>
    internal void Failure(string name, string message) => Report(new(name, false, message, IsAboutMoney: true));

    /// <summary>What was met, in order.</summary>
    internal IEnumerable<BankCheck> Checks() => unreported == 0 ? kept : kept.Append(new BankCheck("records", false, $"{unreported} more deviations."));

    private void Report(BankCheck check)
    {
        // A failure about money is always kept: dropping it would make the statement bookable.
        if (kept.Count < Maximum || (check.IsAboutMoney && !kept.Exists(known => known.IsAboutMoney))) kept.Add(check);
        else unreported++;
    }
}
