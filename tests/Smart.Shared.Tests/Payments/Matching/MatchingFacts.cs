using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Matching;
using Smart.Shared.References;

namespace Smart.Shared.Tests.Payments.Matching;

/// <summary>Receipts, debtors and what their clues stand for, without storage: every number named is the first debtor's unless said otherwise.</summary>
internal static class MatchingFacts
{
    internal static MatchingPolicy Policy { get; } = MatchingPolicy.On(new DateOnly(2026, 5, 15));

    internal static string Reference(int ordinal) => new InvoiceNumber(2026, ordinal).Reference.Digits;

    internal static string Number(int ordinal) => new InvoiceNumber(2026, ordinal).ToString();

    internal static ReceiptRow Receipt(long cents, string text = "", string? structured = null, string account = "", string name = "") => new()
    {
        PartitionKey = "statement",
        RowKey = "movement",
        Source = ReceiptSource.BankFile,
        Amount = Money.Eur(cents),
        ValueDate = new DateOnly(2026, 5, 15),
        ReceivedAt = default,
        State = ReceiptState.Received,
        Communication = text,
        Structured = structured,
        CounterpartyAccount = account,
        CounterpartyName = name,
    };

    internal static MatchDebtor Debtor(string id, params OpenInvoice[] open) => new(id, [.. open.Select(invoice => invoice with { PartitionKey = id })]);

    /// <summary>What the clues of a receipt stand for, as the look-up finds it: open and closed invoices of the debtors.</summary>
    internal static IReadOnlyList<KnownClue> CluesOf(ReceiptRow receipt, params MatchDebtor[] debtors) =>
    [
        .. from clue in ReceiptClues.Strong(receipt).Concat(ReceiptClues.Weak(receipt))
           from debtor in debtors
           from number in debtor.Open.Select(invoice => invoice.Number).Concat(debtor.Closed?.Select(closed => closed.Number) ?? [])
           where InvoiceNumber.Parse(number).Reference.Digits == clue.Digits
           select new KnownClue(clue.Kind, Row(clue.Digits, debtor.DebtorId, number)),
    ];

    internal static ReferenceRow Row(string digits, string debtorId, string number) =>
        new() { PartitionKey = digits, RowKey = digits, Kind = ReferenceKind.Invoice, OwnerId = debtorId, Subject = number };

    internal static ReceiptMatch Rank(ReceiptRow receipt, params MatchDebtor[] debtors) => ReceiptMatcher.Rank(receipt, CluesOf(receipt, debtors), debtors, Policy);

    internal static ReceiptCandidate Certain(ReceiptRow receipt, params MatchDebtor[] debtors) => Rank(receipt, debtors).ShouldBeOfType<ReceiptMatch.Certain>().Candidate;

    internal static ReceiptMatch.Uncertain Uncertain(ReceiptRow receipt, params MatchDebtor[] debtors) => Rank(receipt, debtors).ShouldBeOfType<ReceiptMatch.Uncertain>();
}
