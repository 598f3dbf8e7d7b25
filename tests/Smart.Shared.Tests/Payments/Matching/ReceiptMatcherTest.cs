using Smart.Shared.Payments.Matching;
using Smart.Shared.References;
using static Smart.Shared.Tests.Payments.Matching.MatchingFacts;

namespace Smart.Shared.Tests.Payments.Matching;

/// <summary>What a good bookkeeper books without asking, and what not (ADR 0013).</summary>
public sealed class ReceiptMatcherTest
{
    private const string Abroad = "NL91ABNA0417164300";
    private static readonly MatchDebtor Client = Debtor("client", Invoices.Open(1, 100_00), Invoices.Open(2, 250_00));
    private static readonly MatchDebtor Other = Debtor("other", Invoices.Open(3, 300_00));

    [Theory]
    [InlineData(100_00)]
    [InlineData(1)]
    [InlineData(999_99)]
    public void StructuredReference_ThatIsKnown_IsCertainWhateverTheAmount(long cents)
    {
        var match = Rank(Receipt(cents, structured: Reference(1)), Client, Other).ShouldBeOfType<ReceiptMatch.Certain>();

        (match.Candidate.DebtorId, match.Candidate.InvoiceNumber, match.IsByReference, match.Candidate.Points).ShouldBe(("client", Number(1), true, 100));
    }

    [Theory]
    [InlineData("merci +++{0}+++ bien")]
    [InlineData("***{0}***")]
    public void OneReferenceInText_IsCertain(string text) =>
        Certain(Receipt(77_00, string.Format(null, text, Printed(1))), Client, Other).InvoiceNumber.ShouldBe(Number(1));

    [Fact]
    public void CreditorReference_AroundOurs_IsCertain()
    {
        var receipt = Receipt(77_00) with { CreditorReference = CreditorReference.FromBody(Reference(2)).ToString() };

        var candidate = Certain(receipt, Client, Other);

        (candidate.InvoiceNumber, candidate.Reasons[0]).ShouldBe((Number(2), MatchReason.RfReference));
    }

    [Theory]
    [InlineData("2026000002")]
    [InlineData("INV2026000002")]
    public void CreditorReferenceInText_AroundAnInvoiceNumber_IsCertain(string body) =>
        Certain(Receipt(77_00, $"ref {CreditorReference.FromBody(body)}"), Client, Other).Reasons.ShouldContain(MatchReason.RfReference);

    [Fact]
    public void TwoReferencesInText_AreForAPerson()
    {
        var match = Uncertain(Receipt(250_00, $"{Printed(1)} et {Printed(2)}"), Client);

        match.Reason.ShouldBe("several-references");
        match.Candidates[0].InvoiceNumber.ShouldBe(Number(2));
    }

    [Fact]
    public void TwoReferencesInText_WithTheAmountOfBoth_PayBothInThatOrder()
    {
        var candidate = Certain(Receipt(350_00, $"{Printed(2)} et {Printed(1)}"), Client);

        candidate.InvoiceNumbers.ShouldBe([Number(2), Number(1)]);
        candidate.Reasons.ShouldBe([MatchReason.ReferenceInText, MatchReason.SeveralNumbers, MatchReason.AmountOfSeveral]);
    }

    [Fact]
    public void ReferenceInText_BesideTheNumberOfAnotherInvoice_IsForAPerson() =>
        Uncertain(Receipt(77_00, $"+++{Printed(1)}+++ facture {Number(2)}"), Client).Reason.ShouldBe("several-references");

    [Fact]
    public void Nothing_IsForAPerson()
    {
        var match = Uncertain(Receipt(100_00, "merci"));

        (match.Reason, match.Candidates.Count).ShouldBe(("no-reference", 0));
    }

    [Fact]
    public void MoneyThatCameBack_IsNeverBookedByItself() =>
        Uncertain(Receipt(100_00, structured: Reference(1)) with { IsReturn = true }, Client).Reason.ShouldBe("returned");

    [Fact]
    public void InvoiceNumber_WithItsAmount_IsCertain() => Certain(Receipt(100_00, "facture 2026/1"), Client, Other).Reasons
        .ShouldBe([MatchReason.NumberInText, MatchReason.AmountFits]);

    [Fact]
    public void InvoiceNumber_WithAnotherAmount_IsForAPerson() =>
        Uncertain(Receipt(60_00, "facture 2026-000001"), Client).Candidates[0].ShouldSatisfyAllConditions(
            candidate => candidate.InvoiceNumber.ShouldBe(Number(1)),
            candidate => candidate.Points.ShouldBe(55));

    [Fact]
    public void InvoiceNumber_WithTheAmountOfAnotherOne_IsForAPersonEvenFromAKnownAccount() =>
        Uncertain(Receipt(250_00, "facture 2026-000001"), Client with { Account = PayerAccount.Own }).Candidates[0].Reasons.ShouldContain(MatchReason.AmountOfAnother);

    [Fact]
    public void SeveralNumbers_WithTheAmountOfAll_AreCertain() =>
        Certain(Receipt(350_00, "factures 2026-000001, 002"), Client).InvoiceNumbers.ShouldBe([Number(1), Number(2)]);

    [Fact]
    public void SeveralNumbers_WithTheAmountOfOne_AreForAPerson() => Uncertain(Receipt(250_00, "factures 2026-000001 et 002"), Client).Reason.ShouldBe("several-references");

    [Fact]
    public void OneDigitWrong_IsForAPerson() => Uncertain(Receipt(100_00, structured: Wrong(Reference(1))), Client).Candidates[0].Reasons
        .ShouldBe([MatchReason.NearMiss, MatchReason.AmountFits]);

    [Fact]
    public void OneDigitWrong_WithAmountAndName_IsCertain() =>
        Certain(Receipt(100_00, structured: Wrong(Reference(1)), name: "Dupont S.A."), Client with { Name = "SA DUPONT" }).InvoiceNumber.ShouldBe(Number(1));

    [Fact]
    public void KnownAccount_WithTheAmountOfOneInvoice_IsCertain() =>
        Certain(Receipt(250_00), Client with { Account = PayerAccount.Own }).Reasons.ShouldBe([MatchReason.KnownAccount, MatchReason.AmountFits]);

    [Fact]
    public void SharedAccount_WithTheAmountOfOneInvoice_IsForAPerson() => Uncertain(Receipt(250_00), Client with { Account = PayerAccount.Shared }, Other with { Account = PayerAccount.Shared });

    [Fact]
    public void KnownAccount_WithTheAmountOfTwoEqualInvoices_IsForAPerson()
    {
        var match = Uncertain(Receipt(100_00), Debtor("client", Invoices.Open(1, 100_00), Invoices.Open(2, 100_00, due: Invoices.Due.AddDays(-30))) with { Account = PayerAccount.Own });

        match.Reason.ShouldBe("ambiguous");
        match.Candidates.Select(candidate => candidate.InvoiceNumber).ShouldBe([Number(2), Number(1)], "the longer overdue one first");
    }

    [Fact]
    public void KnownAccount_WithTheAmountOfAllThatIsOpen_IsCertain() =>
        Certain(Receipt(350_00), Client with { Account = PayerAccount.Own }).InvoiceNumbers.ShouldBe([Number(1), Number(2)]);

    [Fact]
    public void KnownAccountAndName_WithTheAmountOfTheOnlyFew_IsCertain()
    {
        var client = Debtor("client", Invoices.Open(1, 100_00), Invoices.Open(2, 250_00), Invoices.Open(3, 400_00)) with { Account = PayerAccount.Own, Name = "Dupont" };

        var candidate = Certain(Receipt(500_00, name: "DUPONT"), client);

        candidate.InvoiceNumbers.ShouldBe([Number(1), Number(3)]);
        candidate.Reasons.ShouldContain(MatchReason.AmountOfAFew);
    }

    [Fact]
    public void AmountOfAFew_InTwoWays_IsNoClue() =>
        Uncertain(Receipt(300_00), Debtor("client", Invoices.Open(1, 100_00), Invoices.Open(2, 200_00), Invoices.Open(3, 200_00)) with { Account = PayerAccount.Own })
            .Candidates.ShouldHaveSingleItem().InvoiceNumber.ShouldBeNull();

    [Fact]
    public void NameAndAmount_AreForAPerson() => Uncertain(Receipt(250_00, name: "Client SRL"), Client with { Name = "CLIENT" }).Candidates[0].Points.ShouldBe(60);

    [Fact]
    public void OneCentLess_WithTheNumber_IsCertainAndSaysWhatIsMissing()
    {
        var candidate = Certain(Receipt(99_99, "2026-000001"), Client);

        candidate.Reasons.ShouldContain(MatchReason.AmountWithinTolerance);
        candidate.Shortfall.ShouldBe(Money.Eur(1));
    }

    [Fact]
    public void TransferFromAbroad_LessBankCharges_IsCertainWithTheNumber()
    {
        var candidate = Certain(Receipt(238_00, "inv 2026-000002", account: Abroad), Client);

        candidate.Reasons.ShouldContain(MatchReason.AmountLessCharges);
        candidate.Shortfall.ShouldBe(Money.Eur(12_00));
    }

    [Fact]
    public void TransferFromBelgium_LessTheSame_IsAPartPayment() => Uncertain(Receipt(238_00, "inv 2026-000002", account: "BE68539007547034"), Client);

    [Fact]
    public void ForeignCurrency_NearTheInvoice_IsNeverAutomaticOnTheAmountAlone() =>
        Uncertain(Receipt(253_00, account: Abroad) with { OriginalAmount = "275.00 USD" }, Client with { Account = PayerAccount.Own, Name = "X" }).Candidates[0].Reasons
            .ShouldContain(MatchReason.ForeignCurrency);

    [Fact]
    public void AnotherClientsInvoice_NamedByItsNumber_IsForAPersonBothHeld()
    {
        var match = Uncertain(Receipt(300_00, "facture 2026-000003"), Client with { Account = PayerAccount.Own }, Other);

        match.Candidates.Select(candidate => candidate.DebtorId).Distinct().ShouldBe(["other", "client"]);
        match.Candidates[0].Reasons.ShouldContain(MatchReason.OtherDebtorsAccount);
    }

    [Fact]
    public void AnotherClientsInvoice_NamedByItsReference_IsPaidAndSaysWhoseAccountItWas() =>
        Certain(Receipt(300_00, structured: Reference(3)), Client with { Account = PayerAccount.Own }, Other).ShouldSatisfyAllConditions(
            candidate => candidate.DebtorId.ShouldBe("other"),
            candidate => candidate.Reasons.ShouldContain(MatchReason.OtherDebtorsAccount));

    [Fact]
    public void ReferenceThatIsNoneOfOurs_WeighsAgainstAccountAndAmount() =>
        Uncertain(Receipt(250_00, structured: "010806817183"), Client with { Account = PayerAccount.Own }).Candidates[0].Reasons.ShouldContain(MatchReason.UnknownReference);

    [Fact]
    public void PaidInvoice_UnderItsReference_IsStillCertain() =>
        Certain(Receipt(100_00, structured: Reference(9)), Client with { Closed = [new ClosedInvoice(Number(9), IsWrittenOff: false)] }).Reasons.ShouldContain(MatchReason.InvoicePaid);

    [Fact]
    public void WrittenOffInvoice_NamedByItsNumberFromAKnownAccount_IsForAPerson() =>
        Uncertain(Receipt(100_00, "facture 2026-000009"), Client with { Account = PayerAccount.Own, Closed = [new ClosedInvoice(Number(9), IsWrittenOff: true)] })
            .Candidates.ShouldContain(candidate => candidate.InvoiceNumber == Number(9) && candidate.Reasons.Contains(MatchReason.InvoiceWrittenOff));

    [Fact]
    public void Shares_UnderAReferenceInText_AreCertain()
    {
        var row = new ReferenceRow { PartitionKey = "810000000028", RowKey = "810000000028", Kind = ReferenceKind.ShareRequest, OwnerId = "member", Subject = "request" };

        var match = ReceiptMatcher.Rank(Receipt(30_00), [new KnownClue(ClueKind.FreeText, row)], [], Policy).ShouldBeOfType<ReceiptMatch.Certain>();

        (match.Candidate.MemberId, match.Candidate.RequestId, match.Candidate.DebtorId).ShouldBe(("member", "request", null));
    }

    [Fact]
    public void Candidates_AreTenAtMost() =>
        Uncertain(Receipt(100_00), Debtor("client", [.. Enumerable.Range(1, 30).Select(i => Invoices.Open(i, 100_00))])).Candidates.Count.ShouldBe(10);

    [Fact]
    public void ThreeHundredDetails_OfNineteenAmounts_AreToldApartByTheirCommunications()
    {
        var invoices = Enumerable.Range(1, 375).Select(i => Invoices.Open(i, 10_00 + (i % 19))).ToArray();
        MatchDebtor[] debtors = [.. invoices.Chunk(25).Select((some, i) => Debtor($"debtor{i}", some))];

        foreach (var invoice in invoices)
        {
            Certain(Receipt(invoice.Principal.Cents, structured: invoice.Reference), debtors).InvoiceNumber.ShouldBe(invoice.Number);
        }

        Uncertain(Receipt(10_07), debtors).Candidates.ShouldAllBe(candidate => candidate.Points < Policy.AutomaticFrom);
    }

    private static string Printed(int ordinal) => StructuredCommunication.TryParse(Reference(ordinal), out var found) ? found.ToString().Trim('+') : "";

    private static string Wrong(string digits) => digits[..5] + (char)('0' + ((digits[5] - '0' + 1) % 10)) + digits[6..];
}
