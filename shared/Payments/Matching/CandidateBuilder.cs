using Smart.Shared.Debtors;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>A candidate with its points as they add up, and what breaks a tie.</summary>
/// <param name="Candidate">As it is stored and shown.</param>
/// <param name="Points">Not capped: a margin between two sure ones counts too.</param>
/// <param name="DueOn">The earliest due date: of two alike, the longer overdue one comes first.</param>
/// <param name="Fits">The amount is, in one way or another, what is open of the invoices meant.</param>
internal sealed record WeighedCandidate(ReceiptCandidate Candidate, int Points, DateOnly DueOn, bool Fits)
{
    /// <summary>The invoices meant.</summary>
    internal IReadOnlyList<string> Numbers => Candidate.InvoiceNumbers ?? (Candidate.InvoiceNumber is { } number ? [number] : []);
}

/// <summary>Makes candidates of what is known, and says for each what speaks for it and against it.</summary>
internal sealed class CandidateBuilder(ReceiptRow receipt, IReadOnlyList<KnownClue> clues, IReadOnlyList<MatchDebtor> debtors, MatchingPolicy policy)
{
    private const int Highest = 100;
    private readonly bool _isAccountKnown = debtors.Any(debtor => debtor.Account != PayerAccount.Unknown);
    private readonly bool _isReferenceUnknown =
        ReceiptClues.HasFieldReference(receipt) && !clues.Any(clue => clue.Kind is ClueKind.StructuredField or ClueKind.CreditorField);

    /// <summary>The invoices that the payer names, in order: by reference or number, not by a slip of the pen.</summary>
    internal IReadOnlyList<string> Named { get; } =
        [.. clues.Where(clue => clue.Row.Kind == ReferenceKind.Invoice && clue.Kind != ClueKind.NearMiss).Select(clue => clue.Row.Subject).Distinct()];

    /// <summary>Every candidate, best first.</summary>
    internal IReadOnlyList<WeighedCandidate> All() =>
    [
        .. debtors.OrderBy(debtor => debtor.DebtorId, StringComparer.Ordinal).SelectMany(Of)
            .Concat(NotLookedUp())
            .OrderByDescending(candidate => candidate.Points)
            .ThenBy(candidate => candidate.DueOn)
            .ThenBy(candidate => candidate.Candidate.DebtorId ?? candidate.Candidate.MemberId, StringComparer.Ordinal)
            .ThenBy(candidate => string.Join(' ', candidate.Numbers), StringComparer.Ordinal),
    ];

    /// <summary>The candidate that one reference names.</summary>
    internal ReceiptCandidate OfReference(ReferenceRow row) => row.Kind == ReferenceKind.ShareRequest
        ? OfShares(row).Candidate
        : Weigh(row.OwnerId, debtors.FirstOrDefault(debtor => debtor.DebtorId == row.OwnerId), [row.Subject]).Candidate;

    /// <summary>True when the invoice is known to be paid or written off.</summary>
    internal bool IsClosed(string number) => debtors.Any(debtor => debtor.Closed?.Any(closed => closed.Number == number) == true);

    private IEnumerable<WeighedCandidate> Of(MatchDebtor debtor)
    {
        var pointed = clues.Where(clue => clue.Row.Kind == ReferenceKind.Invoice && clue.Row.OwnerId == debtor.DebtorId).Select(clue => clue.Row.Subject).Distinct();
        List<string[]> choices = [.. pointed.Select(number => new[] { number })];
        string[] together = [.. Named.Where(number => debtor.Open.Any(invoice => invoice.Number == number))];
        if (together.Length > 1) choices.Add(together);
        choices.AddRange(ByAmount(debtor).Select(invoices => invoices.Select(invoice => invoice.Number).ToArray()));
        if (choices.Count == 0) choices.Add([]);
        return choices.DistinctBy(numbers => string.Join(' ', numbers.Order(StringComparer.Ordinal))).Select(numbers => Weigh(debtor.DebtorId, debtor, numbers));
    }

    // A debtor that the look-up left out still has what the clue itself is worth.
    private IEnumerable<WeighedCandidate> NotLookedUp() => clues
        .Where(clue => debtors.All(debtor => debtor.DebtorId != clue.Row.OwnerId) || clue.Row.Kind == ReferenceKind.ShareRequest)
        .Select(clue => clue.Row).DistinctBy(row => row.Digits)
        .Select(row => row.Kind == ReferenceKind.ShareRequest ? OfShares(row) : Weigh(row.OwnerId, null, [row.Subject]));

    /// <summary>What the amount alone points at: one invoice exactly, else all of them, else the only few that add up, else one nearly.</summary>
    private IEnumerable<IReadOnlyList<OpenInvoice>> ByAmount(MatchDebtor debtor)
    {
        OpenInvoice[] open = [.. debtor.Open.OrderBy(invoice => invoice.DueOn).ThenBy(invoice => invoice.Number, StringComparer.Ordinal)];
        List<OpenInvoice[]> exact = [.. open.Where(invoice => FitOf([invoice])?.Reason == MatchReason.AmountFits).Select(invoice => new[] { invoice })];
        if (exact.Count > 0) return exact;
        if (open.Length > 1 && FitOf(open)?.Reason == MatchReason.AmountOfSeveral) return [open];
        var few = SubsetSum.Only([.. open.Select(invoice => invoice.Balance)], receipt.ForInvoices)
            ?? SubsetSum.Only([.. open.Select(invoice => invoice.Principal)], receipt.ForInvoices);
        return few is not null ? [[.. few.Select(index => open[index])]] : open.Where(invoice => FitOf([invoice]) is not null).Select(invoice => new[] { invoice });
    }

    private AmountFit? FitOf(IReadOnlyCollection<OpenInvoice> invoices) => AmountFit.Of(receipt, invoices, policy);

    private WeighedCandidate Weigh(string debtorId, MatchDebtor? debtor, string[] numbers)
    {
        OpenInvoice[] open = [.. numbers.Select(number => debtor?.Open.FirstOrDefault(invoice => invoice.Number == number)).OfType<OpenInvoice>()];
        var fit = open.Length == numbers.Length ? FitOf(open) : null;
        string[] reasons = [.. Pointing(numbers), .. Payer(debtor), .. Amount(debtor, numbers, fit), .. Against(debtor, numbers, fit)];
        var points = policy.PointsOf(reasons);
        var candidate = new ReceiptCandidate(
            debtorId,
            numbers.FirstOrDefault(),
            null,
            Math.Clamp(points, 0, Highest),
            reasons,
            numbers.Length > 1 ? numbers : null,
            Shortfall: fit?.Shortfall.IsPositive == true ? fit.Shortfall : null);
        return new WeighedCandidate(candidate, points, open.Length == 0 ? DateOnly.MaxValue : open.Min(invoice => invoice.DueOn), fit is not null);
    }

    private WeighedCandidate OfShares(ReferenceRow row)
    {
        string[] reasons = [.. clues.Where(clue => clue.Row.Digits == row.Digits).Select(clue => NameOf(clue.Kind)).Distinct()];
        var points = policy.PointsOf(reasons);
        return new(new ReceiptCandidate(null, null, row.OwnerId, Math.Clamp(points, 0, Highest), reasons, RequestId: row.Subject), points, DateOnly.MaxValue, Fits: false);
    }

    private IEnumerable<string> Pointing(string[] numbers)
    {
        var kinds = clues.Where(clue => clue.Row.Kind == ReferenceKind.Invoice && numbers.Contains(clue.Row.Subject)).Select(clue => clue.Kind).Order();
        var reasons = kinds.Select(NameOf).Distinct();
        return numbers.Length > 1 && numbers.All(Named.Contains) ? reasons.Append(MatchReason.SeveralNumbers) : reasons;
    }

    private IEnumerable<string> Payer(MatchDebtor? debtor)
    {
        if (debtor?.Account == PayerAccount.Own) yield return MatchReason.KnownAccount;
        if (debtor?.Account == PayerAccount.Shared) yield return MatchReason.SharedAccount;
        if (PartyName.AreEqual(debtor?.Name, receipt.CounterpartyName)) yield return MatchReason.Name;
        else if (PartyName.AreAlike(debtor?.Name, receipt.CounterpartyName)) yield return MatchReason.NameAlike;
    }

    private IEnumerable<string> Amount(MatchDebtor? debtor, string[] numbers, AmountFit? fit)
    {
        if (fit is null) return [];
        var isAFew = fit.Reason == MatchReason.AmountOfSeveral && numbers.Length < debtor!.Open.Count && !numbers.All(Named.Contains);
        return [isAFew ? MatchReason.AmountOfAFew : fit.Reason];
    }

    private IEnumerable<string> Against(MatchDebtor? debtor, string[] numbers, AmountFit? fit)
    {
        if (_isAccountKnown && debtor is not { Account: not PayerAccount.Unknown }) yield return MatchReason.OtherDebtorsAccount;
        if (Named.Count > 0 && !numbers.Any(Named.Contains)) yield return MatchReason.OtherInvoiceNamed;
        if (_isReferenceUnknown) yield return MatchReason.UnknownReference;
        if (fit is null && numbers.Length > 0 && debtor?.Open.Any(invoice => !numbers.Contains(invoice.Number) && FitOf([invoice])?.Reason == MatchReason.AmountFits) == true)
        {
            yield return MatchReason.AmountOfAnother;
        }

        foreach (var closed in debtor?.Closed?.Where(closed => numbers.Contains(closed.Number)).DistinctBy(closed => closed.IsWrittenOff) ?? [])
        {
            yield return closed.IsWrittenOff ? MatchReason.InvoiceWrittenOff : MatchReason.InvoicePaid;
        }
    }

    private static string NameOf(ClueKind kind) => kind switch
    {
        ClueKind.StructuredField => MatchReason.Reference,
        ClueKind.CreditorField or ClueKind.CreditorInText => MatchReason.RfReference,
        ClueKind.FreeText => MatchReason.ReferenceInText,
        ClueKind.InvoiceNumber => MatchReason.NumberInText,
        ClueKind.NearMiss => MatchReason.NearMiss,
        _ => throw new InvalidOperationException($"{kind} has no name."),
    };
}
