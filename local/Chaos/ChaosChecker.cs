namespace Smart.Local.Chaos;

/// <summary>Something that must hold and does not.</summary>
/// <param name="Invariant">What must hold.</param>
/// <param name="Key">What it does not hold for: a key of the load, a number, a receipt.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Found">What was found.</param>
public sealed record Violation(string Invariant, string Key, string Expected, string Found);

/// <summary>What was promised and what is stored.</summary>
/// <param name="Promised">What the load was answered and what it sent.</param>
/// <param name="State">What is stored, at rest.</param>
public sealed record ChaosEvidence(ChaosExpectation Promised, ChaosState State);

/// <summary>Compares what the product promised with what is stored, once it has come to rest.</summary>
public static class ChaosChecker
{
    /// <summary>Everything that must hold, by name.</summary>
    public static IReadOnlyList<Invariant> Invariants { get; } =
    [
        .. InvoiceInvariants.All,
        .. ReceiptInvariants.All,
        .. MoneyInvariants.All,
        .. ShareInvariants.All,
        .. ProcessInvariants.All,
    ];

    /// <summary>What does not hold; empty when the product kept its word.</summary>
    public static IReadOnlyList<Violation> Check(ChaosEvidence evidence) => [.. Invariants.SelectMany(invariant => invariant.Check(evidence))];
}

/// <summary>Something that must hold whatever happened to the process.</summary>
/// <param name="Name">In a few words, stable.</param>
/// <param name="Find">The keys for which it does not hold, with what was expected and found.</param>
public sealed record Invariant(string Name, Func<ChaosEvidence, IEnumerable<(string Key, string Expected, string Found)>> Find)
{
    /// <summary>The violations.</summary>
    public IEnumerable<Violation> Check(ChaosEvidence evidence) => Find(evidence).Select(found => new Violation(Name, found.Key, found.Expected, found.Found));
}
