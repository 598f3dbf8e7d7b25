using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.References;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Matching;

/// <summary>
/// Looks up what the clues of a receipt stand for. A client who pays as asked costs one point read; a receipt that has to be weighed
/// a bounded number of them, two look-ups of the payer, and one query for each of at most five debtors.
/// </summary>
public sealed class ReceiptLookup(ReferenceDirectory references, InvoiceNumbers numbers, DebtorReader debtors, PayerDirectory payers, NameDirectory names)
{
    private const int MostDebtors = 5;
    private const int MostNamesakes = 3;

    /// <summary>Whose the receipt is.</summary>
    public async Task<ReceiptMatch> MatchAsync(ReceiptRow receipt, CancellationToken cancellationToken = default)
    {
        var policy = MatchingPolicy.On(receipt.ValueDate);
        var known = new List<KnownClue>();
        foreach (var clue in ReceiptClues.Strong(receipt))
        {
            await AddAsync(known, clue, cancellationToken);
            if (known.Count > 0 && clue.Kind is ClueKind.StructuredField or ClueKind.CreditorField && !receipt.IsReturn) return ReceiptMatcher.Rank(receipt, known, [], policy);
        }

        if (IsPlain(receipt, known) && ReceiptMatcher.Rank(receipt, known, [], policy) is ReceiptMatch.Certain certain) return certain;
        foreach (var clue in ReceiptClues.Weak(receipt)) await AddAsync(known, clue, cancellationToken);
        return ReceiptMatcher.Rank(receipt, known, await DebtorsAsync(receipt, known, cancellationToken), policy);
    }

    /// <summary>The text says no more than the reference that was found in it.</summary>
    private static bool IsPlain(ReceiptRow receipt, List<KnownClue> known) => ReceiptClues.Numbers(receipt).All(number => known.Any(clue => clue.Row.Digits == number.Digits));

    private async Task AddAsync(List<KnownClue> known, ReceiptClue clue, CancellationToken cancellationToken)
    {
        var row = known.FirstOrDefault(other => other.Row.Digits == clue.Digits)?.Row ?? await FindAsync(clue.Digits, cancellationToken);
        if (row is not null) known.Add(new KnownClue(clue.Kind, row));
    }

    // The number of an invoice is in its communication, and the claim of the number names the debtor: no row of its own is needed.
    private async Task<ReferenceRow?> FindAsync(string digits, CancellationToken cancellationToken)
    {
        if (!InvoiceNumber.TryOfReference(digits, out var number)) return await references.FindAsync(digits, cancellationToken);
        return await numbers.FindAsync(number, cancellationToken) is { } claim
            ? new ReferenceRow { PartitionKey = digits, RowKey = digits, Kind = ReferenceKind.Invoice, OwnerId = claim.DebtorId, Subject = claim.RowKey }
            : null;
    }

    private async Task<List<MatchDebtor>> DebtorsAsync(ReceiptRow receipt, List<KnownClue> known, CancellationToken cancellationToken)
    {
        var paidFor = await payers.FindAsync(receipt.CounterpartyAccount, cancellationToken);
        var called = await names.FindAsync(receipt.CounterpartyName, MostNamesakes, cancellationToken);
        var named = known.Where(clue => clue.Row.Kind == ReferenceKind.Invoice).OrderBy(clue => clue.Kind).Select(clue => clue.Row.OwnerId);
        var found = new List<MatchDebtor>();
        foreach (var debtorId in named.Concat(paidFor).Concat(called).Distinct(StringComparer.Ordinal).Take(MostDebtors))
        {
            var account = paidFor.Contains(debtorId) ? (paidFor.Count == 1 ? PayerAccount.Own : PayerAccount.Shared) : PayerAccount.Unknown;
            string[] pointed = [.. known.Where(clue => clue.Row.OwnerId == debtorId).Select(clue => clue.Row.Subject).Distinct()];
            if (await LoadAsync(debtorId, pointed, account, cancellationToken) is { } debtor) found.Add(debtor);
        }

        return found;
    }

    private async Task<MatchDebtor?> LoadAsync(string debtorId, string[] pointed, PayerAccount account, CancellationToken cancellationToken)
    {
        KeyRange[] more = [KeyRange.One(DebtorKeys.Profile(debtorId)), .. pointed.Select(number => KeyRange.One(InvoiceClosed.Key(number)))];
        if (await debtors.LoadAsync(debtorId, more, cancellationToken) is not { } facts) return null;
        var name = facts.Find<DebtorProfile>(DebtorKeys.Profile(debtorId))?.Name;
        var closed = pointed.Where(number => facts.OpenInvoices.All(open => open.Number != number)).Select(number => facts.Find<InvoiceClosed>(InvoiceClosed.Key(number))).OfType<InvoiceClosed>();
        return new MatchDebtor(debtorId, facts.OpenInvoices, account, name, [.. closed.Select(row => new ClosedInvoice(row.Number, row.IsWrittenOff))]);
    }
}
