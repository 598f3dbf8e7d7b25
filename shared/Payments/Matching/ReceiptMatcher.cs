using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>A clue that stands for something we know.</summary>
/// <param name="Kind">How the receipt points at it.</param>
/// <param name="Row">What it stands for.</param>
/// <param name="AmountFits">The amount is what is open of it.</param>
public sealed record KnownClue(ClueKind Kind, ReferenceRow Row, bool AmountFits = false);

/// <summary>Whose a receipt is.</summary>
public abstract record ReceiptMatch
{
    private ReceiptMatch()
    {
    }

    /// <summary>It is booked without asking anyone.</summary>
    /// <param name="Target">What it pays.</param>
    public sealed record Certain(ReferenceRow Target) : ReceiptMatch;

    /// <summary>A person decides.</summary>
    /// <param name="Reason">Why nothing is certain: <c>no-reference</c>, <c>several-references</c>, <c>returned</c>.</param>
    /// <param name="Candidates">Best first.</param>
    public sealed record Uncertain(string Reason, IReadOnlyList<ReceiptCandidate> Candidates) : ReceiptMatch;
}

/// <summary>Decides whose a receipt is from what its clues stand for.</summary>
public static class ReceiptMatcher
{
    private const int AmountPoints = 20;
    private const int MostCandidates = 10;

    /// <summary>Certain when the structured field is known, or exactly one known communication stands in free text.</summary>
    public static ReceiptMatch Decide(ReceiptRow receipt, IReadOnlyList<KnownClue> known)
    {
        if (receipt.IsReturn) return new ReceiptMatch.Uncertain("returned", Rank(known));
        if (known.FirstOrDefault(clue => clue.Kind == ClueKind.StructuredField) is { } structured) return new ReceiptMatch.Certain(structured.Row);
        var inText = known.Where(clue => clue.Kind == ClueKind.FreeText).DistinctBy(clue => clue.Row.Digits).ToList();
        return inText switch
        {
            [var only] => new ReceiptMatch.Certain(only.Row),
            [] => new ReceiptMatch.Uncertain("no-reference", Rank(known)),
            _ => new ReceiptMatch.Uncertain("several-references", Rank(known)),
        };
    }

    private static IReadOnlyList<ReceiptCandidate> Rank(IReadOnlyList<KnownClue> known) =>
    [
        .. known
            .GroupBy(clue => clue.Row.Digits)
            .Select(Candidate)
            .OrderByDescending(candidate => candidate.Points)
            .ThenBy(candidate => candidate.InvoiceNumber ?? candidate.MemberId, StringComparer.Ordinal)
            .Take(MostCandidates),
    ];

    private static ReceiptCandidate Candidate(IGrouping<string, KnownClue> clues)
    {
        var row = clues.First().Row;
        var fits = clues.Any(clue => clue.AmountFits);
        var points = clues.Max(clue => PointsOf(clue.Kind)) + (fits ? AmountPoints : 0);
        string[] reasons = [.. clues.Select(clue => NameOf(clue.Kind)).Distinct(), .. fits ? ["amount-fits"] : Array.Empty<string>()];
        return row.Kind == ReferenceKind.Invoice
            ? new ReceiptCandidate(row.OwnerId, row.Subject, null, points, reasons)
            : new ReceiptCandidate(null, null, row.OwnerId, points, reasons);
    }

    private static int PointsOf(ClueKind kind) => kind switch
    {
        ClueKind.StructuredField or ClueKind.FreeText => 80,
        ClueKind.InvoiceNumber => 60,
        ClueKind.NearMiss => 50,
        _ => throw new InvalidOperationException($"{kind} has no points."),
    };

    private static string NameOf(ClueKind kind) => kind switch
    {
        ClueKind.StructuredField => "reference",
        ClueKind.FreeText => "reference-in-text",
        ClueKind.InvoiceNumber => "invoice-number-in-text",
        ClueKind.NearMiss => "one-digit-wrong",
        _ => throw new InvalidOperationException($"{kind} has no name."),
    };
}
