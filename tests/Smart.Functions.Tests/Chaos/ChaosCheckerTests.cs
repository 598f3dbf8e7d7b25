using Smart.Local.Chaos;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Chaos;

/// <summary>A check that cannot fail checks nothing: each invariant is shown something that breaks it.</summary>
public class ChaosCheckerTests
{
    private const string Debtor = ChaosSample.Debtor;

    /// <summary>By the name of the invariant that it breaks: what was changed at rest.</summary>
    private static readonly List<(string Invariant, string What, Func<ChaosState, ChaosState> Change)> Stored =
    [
        ("each registration is there once", "a member too many", state => state with { Members = [.. state.Members, state.Members[0] with { PartitionKey = "other" }] }),
        ("each registration is there once", "a client is gone", state => state with { Debtors = [] }),
        ("each registration is there once", "a contract twice", state => state with { Contracts = [.. state.Contracts, state.Contracts[0] with { Ordinal = 2 }] }),
        ("each invoice key gave one invoice", "a second invoice of a key", state => state with { Invoices = [.. state.Invoices, ChaosSample.Invoice("2026-000003", "invoice-0001", 50_00)] }),
        ("each invoice key gave one invoice", "an invoice that nobody was answered", state => state with { Invoices = [.. state.Invoices, ChaosSample.Invoice("2026-000003", "invoice-9999", 1)] }),
        ("each invoice key gave one invoice", "an invoice is gone", state => state with { Invoices = [state.Invoices[0]] }),
        ("invoice numbers have no gap", "number 3 was never claimed", state => state with { Numbers = [.. state.Numbers, ChaosSample.Claim("2026-000004")] }),
        ("each number is one invoice", "a claim without an invoice", state => state with { Numbers = [.. state.Numbers, ChaosSample.Claim("2026-000003")] }),
        ("each number is one invoice", "a number of two drafts", state => state with { Invoices = [state.Invoices[0], state.Invoices[1] with { DraftId = "other" }] }),
        ("each invoice has one opening entry", "two of them", state => state with { Ledger = [.. state.Ledger, state.Ledger[0]] }),
        ("what is open is the sum of the ledger", "a payment entry twice", state => state with { Ledger = [.. state.Ledger, state.Ledger[4] with { RowKey = "again" }] }),
        ("an invoice is open or closed", "neither", state => state with { Closed = [] }),
        ("each movement is one receipt", "a receipt is gone", state => state with { Receipts = [.. state.Receipts.Skip(1)] }),
        ("each movement is one receipt", "a receipt of no movement", state => state with { Receipts = [.. state.Receipts, ChaosSample.Receipt("p", "stranger", 1, ReceiptState.Unmatched)] }),
        ("each receipt has its amount and a final state", "still received", state => Receipt(state, 0, receipt => receipt with { State = ReceiptState.Received })),
        ("each receipt has its amount and a final state", "a cent less", state => Receipt(state, 2, receipt => receipt with { Amount = Money.Eur(6_99) })),
        ("each receipt has its amount and a final state", "allocated in part", state => Receipt(state, 0, receipt => receipt with { OnAccount = Money.Zero })),
        ("a receipt is booked once and in full", "its entries twice", state => state with { Ledger = [.. state.Ledger, state.Ledger[2] with { RowKey = "again" }] }),
        ("a receipt is booked once and in full", "no marker", state => state with { Markers = [state.Markers[0]] }),
        ("a receipt is booked once and in full", "another debtor's marker", state => state with { Markers = [state.Markers[0], state.Markers[1] with { PartitionKey = "other" }] }),
        ("only booked receipts are in ledgers", "an entry of what waits", state => state with { Ledger = [.. state.Ledger, ChaosSample.Entry(DebtorKeys.OnAccount(Debtor), "unknown", EntryKind.OnAccount, -7_00, "unknown")] }),
        ("what names nothing waits in the worklist", "it was booked", state => Receipt(state, 2, receipt => receipt with { State = ReceiptState.Allocated, DebtorId = Debtor })),
        ("what names nothing waits in the worklist", "what names an invoice waits", state => Receipt(state, 1, receipt => receipt with { State = ReceiptState.Unmatched })),
        ("what names nothing waits in the worklist", "booked by another number", state => Receipt(state, 1, receipt => receipt with { InvoiceNumber = ChaosSample.Closed })),
        ("what names nothing waits in the worklist", "not booked on its request", state => Receipt(state, 3, receipt => receipt with { ShareRequestId = "other" })),
        ("the worklist holds what waits and nothing else", "not listed", state => state with { Worklist = [] }),
        ("the worklist holds what waits and nothing else", "listed and booked", state => state with { Worklist = [.. state.Worklist, WorklistRow.Of(state.Receipts[0])] }),
        ("each bank file and statement is done", "the file is not", state => state with { Files = [state.Files[0] with { State = Smart.Shared.Payments.Import.BankFileState.Settling }] }),
        ("each bank file and statement is done", "the statement is not", state => state with { Statements = [state.Statements[0] with { IsComplete = false }] }),
        ("each bank file and statement is done", "the account has a gap", state => state with { Accounts = [state.Accounts[0] with { Gap = "one is missing" }] }),
        ("each webhook is handled", "it is not", state => state with { Inbox = [state.Inbox[0] with { State = InboxState.Received, Result = null }] }),
        ("each webhook is handled", "it is gone", state => state with { Inbox = [] }),
        ("an invoice is paid by what was sent for it", "paid without money", state => state with { Open = [state.Open[0] with { Principal = Money.Eur(29_00) }] }),
        ("an account is the sum of its entries", "a cent more", state => state with { Debtors = [state.Debtors[0] with { OnAccount = Money.Eur(20_01) }] }),
        ("no debtor is left in the middle of an allocation", "one is", state => state with { Debtors = [state.Debtors[0] with { Allocating = "over" }] }),
        ("money in is allocated, on account, in the worklist or in shares", "a payment was lost", state => state with { Ledger = [.. state.Ledger.Take(4)] }),
        ("each request for shares is there once", "it is gone", state => state with { ShareRequests = [] }),
        ("a request received what was sent for it", "a cent less", state => state with { ShareRequests = [state.ShareRequests[0] with { Received = Money.Eur(29_99) }] }),
        ("the register holds the paid requests", "no entry", state => state with { ShareEntries = [] }),
        ("the register holds the paid requests", "two entries", state => state with { ShareEntries = [state.ShareEntries[0], state.ShareEntries[0]] }),
        ("a member holds what the register says", "two shares", state => state with { Members = [state.Members[0] with { ShareCount = 2 }] }),
        ("each message was delivered once", "an invoice twice", state => state with { Mail = [.. state.Mail, state.Mail[0]] }),
        ("each message was delivered once", "no certificate", state => state with { Mail = [.. state.Mail.Take(2)] }),
        ("each message was delivered once", "one that nobody knows", state => state with { Mail = [.. state.Mail, new("invoice-2026-000009", "sim-9")] }),
        ("each invoice says how it was delivered", "it says nothing", state => state with { Invoices = [state.Invoices[0] with { ProviderId = null }, state.Invoices[1]] }),
        ("no orchestration failed", "one did", state => state with { Instances = [new("issue-2026-000001", "IssueInvoice", "Failed")] }),
        ("no orchestration is left running", "one is", state => state with { Instances = [new("bankfile-sha", "ImportBankFile", "Running")] }),
        ("no message is a dead letter", "one is", state => state with { Messages = [new("over", "DeadLettered")] }),
        ("the queue is empty", "it is not", state => state with { Messages = [new("over", "Active")] }),
        ("no guard row names what is done", "one does", state => state with { Work = [Work(WorkPurpose.Issue, "draft")] }),
    ];

    public static TheoryData<string, string> Broken => [.. Stored.Select(one => (one.Invariant, one.What))];

    [Fact]
    public void Everything_Holds_NoViolation() => ChaosChecker.Check(ChaosSample.Evidence).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Broken))]
    public void Invariant_Broken_IsReportedByItsName(string invariant, string what)
    {
        var change = Stored.Single(one => one.Invariant == invariant && one.What == what).Change;
        var evidence = ChaosSample.Evidence with { State = change(ChaosSample.Evidence.State) };
        ChaosChecker.Check(evidence).Select(violation => violation.Invariant).ShouldContain(invariant);
    }

    [Fact]
    public void Surprise_OfAnHonestClient_IsAViolation()
    {
        var promised = ChaosSample.Evidence.Promised with { Surprises = [new("invoice-0000", "refused")] };
        ChaosChecker.Check(ChaosSample.Evidence with { Promised = promised }).ShouldHaveSingleItem().Key.ShouldBe("invoice-0000");
    }

    [Fact]
    public void TwoAnswersOfOneKey_WithDifferentNumbers_AreAViolation()
    {
        var promised = ChaosSample.Evidence.Promised;
        var evidence = ChaosSample.Evidence with { Promised = promised with { Invoices = [.. promised.Invoices, promised.Invoices[0] with { Number = ChaosSample.Open }] } };
        ChaosChecker.Check(evidence).ShouldContain(violation => violation.Invariant == "each invoice key gave one invoice" && violation.Key == "invoice-0000");
    }

    [Fact]
    public void EachInvariant_IsBrokenHereAtLeastOnce() =>
        ChaosChecker.Invariants.Select(invariant => invariant.Name).Except([.. Stored.Select(one => one.Invariant), "nobody honest was surprised"]).ShouldBeEmpty();

    [Fact]
    public void GuardsOfReminders_AndOfADaysWebhooks_Stay()
    {
        var state = ChaosSample.Evidence.State with { Work = [Work(WorkPurpose.Remind, ChaosSample.Open), Work(WorkPurpose.Allocate, AllocateWork.OfInbox("stripe-2026-11-02"))] };
        ChaosChecker.Check(ChaosSample.Evidence with { State = state }).ShouldBeEmpty();
    }

    private static ChaosState Receipt(ChaosState state, int index, Func<ReceiptRow, ReceiptRow> change) =>
        state with { Receipts = [.. state.Receipts.Select((receipt, place) => place == index ? change(receipt) : receipt)] };

    private static WorkRow Work(WorkPurpose purpose, string subject) => new()
    {
        PartitionKey = "2026-11-02",
        RowKey = subject,
        OwnerId = Debtor,
        Purpose = purpose,
        Subject = subject,
        WrittenAt = DateTimeOffset.UnixEpoch,
    };
}
