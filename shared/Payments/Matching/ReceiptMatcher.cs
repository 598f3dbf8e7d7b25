using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>
/// Decides whose a receipt is, as a good bookkeeper would: a reference decides by itself; everything else is weighed, and booked
/// without asking only when it is worth enough and nothing comes near it (ADR 0013). Pure: the same facts give the same answer.
/// </summary>
public static class ReceiptMatcher
{
    private const int MostCandidates = 10;

    /// <summary>Ranks what is known and decides. The order of the debtors does not matter; the clues stand in the order of the text.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="clues">What its clues stand for.</param>
    /// <param name="debtors">Whose it may be, as far as they were looked up.</param>
    /// <param name="policy">The policy of its value date.</param>
    public static ReceiptMatch Rank(ReceiptRow receipt, IReadOnlyList<KnownClue> clues, IReadOnlyList<MatchDebtor> debtors, MatchingPolicy policy)
    {
        var candidates = new CandidateBuilder(receipt, clues, debtors, policy);
        if (receipt.IsReturn) return Uncertain("returned", candidates.All());
        if (OnlyReference(clues) is { } row) return new ReceiptMatch.Certain(candidates.OfReference(row), IsByReference: true);
        var ranked = candidates.All();
        if (ranked is [var best, ..] && IsWorthEnough(best, policy) && CoversAllNamed(best, candidates))
        {
            var isAlone = ranked.Count == 1 || best.Points - ranked[1].Points >= policy.Margin;
            return isAlone ? new ReceiptMatch.Certain(best.Candidate, IsByReference: false) : Uncertain("ambiguous", ranked);
        }

        var isSeveral = clues.Where(clue => clue.Kind != ClueKind.NearMiss).DistinctBy(clue => clue.Row.Digits).Count() > 1;
        return Uncertain(isSeveral ? "several-references" : "no-reference", ranked);
    }

    /// <summary>The reference in a field made for it, or the one in free text that names no other invoice beside it.</summary>
    private static ReferenceRow? OnlyReference(IReadOnlyList<KnownClue> clues)
    {
        var field = clues.FirstOrDefault(clue => clue.Kind == ClueKind.StructuredField) ?? clues.FirstOrDefault(clue => clue.Kind == ClueKind.CreditorField);
        if (field is not null) return field.Row;
        var named = clues.Where(clue => clue.Kind != ClueKind.NearMiss).ToList();
        return named.Any(clue => clue.Kind != ClueKind.InvoiceNumber) && named.DistinctBy(clue => clue.Row.Digits).Count() == 1 ? named[0].Row : null;
    }

    // Several invoices are paid together only by the amount of all of them.
    private static bool IsWorthEnough(WeighedCandidate best, MatchingPolicy policy) =>
        best.Points >= policy.AutomaticFrom && best.Candidate.DebtorId is not null && (best.Numbers.Count == 1 || (best.Numbers.Count > 1 && best.Fits));

    // Who names two invoices pays both or says which: half of what was written is not enough.
    private static bool CoversAllNamed(WeighedCandidate best, CandidateBuilder candidates)
    {
        var open = candidates.Named.Where(number => !candidates.IsClosed(number)).ToList();
        return open.Count <= 1 || open.All(best.Numbers.Contains);
    }

    private static ReceiptMatch.Uncertain Uncertain(string reason, IReadOnlyList<WeighedCandidate> ranked) =>
        new(reason, [.. ranked.Take(MostCandidates).Select(candidate => candidate.Candidate)]);
}
