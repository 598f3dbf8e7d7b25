namespace Smart.Local.Chaos;

/// <summary>How a run ended.</summary>
/// <param name="Kills">How often the process was killed.</param>
/// <param name="StorageRestarts">How often storage was restarted between.</param>
/// <param name="Operations">Operations with a final answer: registrations, contracts, invoices, requests for shares, movements, files, webhooks.</param>
/// <param name="Violations">What does not hold.</param>
public sealed record ChaosReport(int Kills, int StorageRestarts, int Operations, IReadOnlyList<Violation> Violations)
{
    /// <summary>The operations in what was promised.</summary>
    public static int Count(ChaosExpectation promised) =>
        promised.Members.Count + promised.Debtors.Count + promised.Contracts.Count + promised.Invoices.Count + promised.Shares.Count
        + promised.Movements.Count + promised.Files.Count + promised.Events.Count;
}
