using FsCheck;
using FsCheck.Fluent;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Matching;
using static Smart.Shared.Tests.Payments.Matching.MatchingFacts;

namespace Smart.Shared.Tests.Payments.Matching;

/// <summary>What holds of every match, whatever is known.</summary>
public sealed class ReceiptMatcherProperties
{
    private static Gen<MatchDebtor> Client(int index) =>
        from cents in Gen.Elements(100_00, 200_00, 250_00, 300_00).ListOf(3)
        from interest in Gen.Elements(0, 0, 5_00)
        from account in Gen.Elements(PayerAccount.Unknown, PayerAccount.Shared, PayerAccount.Own)
        from name in Gen.Elements("Dupont SA", "Durand", "Dupont Durand et fils", null)
        from closed in Gen.Elements<ClosedInvoice[]>([], [new(Number((10 * index) + 9), true)], [new(Number((10 * index) + 9), false)])
        select Debtor($"debtor{index}", [.. cents.Select((principal, i) => Invoices.Open((10 * index) + i + 1, principal, interest))]) with { Account = account, Name = name, Closed = closed };

    private static Gen<ReceiptRow> Received() =>
        from cents in Gen.Elements(1, 99_99, 100_00, 200_00, 295_00, 300_00, 450_00, 900_00)
        from text in Gen.Elements("", "facture 2026/001", "2026-000011, 012 et 013", "+++202/6000/00111+++", "2026-000009", "salaire")
        from structured in Gen.Elements(null, Reference(1), Reference(12), Reference(9), "010806817183", "202600000199")
        from account in Gen.Elements("", "BE68539007547034", "NL91ABNA0417164300")
        from name in Gen.Elements("", "DUPONT", "Durand Dupont")
        from isReturn in Gen.Elements(false, false, false, true)
        select Receipt(cents, text, structured, account, name) with { IsReturn = isReturn };

    private static Gen<(ReceiptRow Receipt, MatchDebtor[] Debtors)> Cases =>
        from receipt in Received() from one in Client(0) from two in Client(1) from three in Client(2) select (receipt, new[] { one, two, three });

    [Fact]
    public void Answer_IsTheSameInWhateverOrderTheCandidatesCome() => Properties.Hold(
        Cases,
        given => Text(Rank(given.Receipt, given.Debtors)) == Text(ReceiptMatcher.Rank(
            given.Receipt, CluesOf(given.Receipt, given.Debtors), [.. given.Debtors.Reverse().Select(debtor => debtor with { Open = [.. debtor.Open.Reverse()] })], Policy)));

    [Fact]
    public void Points_AreFrom0To100() => Properties.Hold(Cases, given => CandidatesOf(Rank(given.Receipt, given.Debtors)).All(candidate => candidate.Points is >= 0 and <= 100));

    [Fact]
    public void Candidates_AreFewAndBestFirst() => Properties.Hold(
        Cases,
        given => CandidatesOf(Rank(given.Receipt, given.Debtors)) is var found && found.Count <= 10
            && found.Select(candidate => candidate.Points).SequenceEqual(found.Select(candidate => candidate.Points).OrderDescending()));

    [Fact]
    public void Reasons_AllHavePoints() => Properties.Hold(
        Cases, given => CandidatesOf(Rank(given.Receipt, given.Debtors)).SelectMany(candidate => candidate.Reasons).All(Policy.Points.ContainsKey));

    [Fact]
    public void KnownReferenceInItsField_IsAlwaysCertain() => Properties.Hold(
        from given in Cases where !given.Receipt.IsReturn && given.Receipt.Structured == Reference(1) select given,
        given => Rank(given.Receipt, given.Debtors) is ReceiptMatch.Certain { IsByReference: true } certain && certain.Candidate.InvoiceNumber == Number(1));

    [Fact]
    public void TwoDebtorsAlike_AreNeverCertainWithoutAReference() => Properties.Hold(
        from receipt in Received() from one in Client(0) select (receipt, one),
        given =>
        {
            var receipt = given.receipt with { Structured = null, Communication = "" };
            return Rank(receipt, given.one, given.one with { DebtorId = "twin" }) is ReceiptMatch.Uncertain;
        });

    [Fact]
    public void AmountAndName_AreNeverEnough() => Properties.Hold(
        Cases,
        given =>
        {
            var receipt = given.Receipt with { Structured = null, Communication = "" };
            return Rank(receipt, [.. given.Debtors.Select(debtor => debtor with { Account = PayerAccount.Unknown })]) is ReceiptMatch.Uncertain;
        });

    private static IReadOnlyList<ReceiptCandidate> CandidatesOf(ReceiptMatch match) => match switch
    {
        ReceiptMatch.Certain certain => [certain.Candidate],
        ReceiptMatch.Uncertain uncertain => uncertain.Candidates,
        _ => throw new InvalidOperationException($"{match} is not handled."),
    };

    private static string Text(ReceiptMatch match) => string.Join('\n', CandidatesOf(match).Select(candidate =>
        $"{match.GetType().Name} {candidate.DebtorId} {candidate.InvoiceNumber} {string.Join('+', candidate.InvoiceNumbers ?? [])} {candidate.Points} {candidate.Shortfall} {string.Join(',', candidate.Reasons)}"));
}
