using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Matching;
using Smart.Shared.References;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>The hard cases of matching, from the file of the bank to the ledger.</summary>
public sealed class MatchingStories(SmartAzurite azurite) : PaymentStory(azurite)
{
    private const string ClientAccount = "BE32123456789002";

    [Fact]
    public async Task ThreeInvoices_UnderOneCommunication_AreAllPaid()
    {
        var debtor = await DebtorAsync();
        var (one, two, three) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 200_00), await InvoiceAsync(debtor, 3, 50_00));

        await ImportAsync(NextFile(Transfer(350_00, two)));

        foreach (var number in new[] { one, two, three }) (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task TwoNumbersInText_WithTheirAmount_AreBookedAndSayWhy()
    {
        var debtor = await DebtorAsync();
        var (one, two) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 200_00));

        await ImportAsync(NextFile(Transfer(300_00, "factures 2026-000001 et 002")));

        (await IsClosedAsync(debtor, one)).ShouldBeTrue();
        (await IsClosedAsync(debtor, two)).ShouldBeTrue();
        var receipt = await GetAsync(await OnlyReceiptAsync());
        Texts(receipt.GetProperty("invoiceNumbers")).ShouldBe([one.ToString(), two.ToString()]);
        Texts(receipt.GetProperty("matchedBy")).ShouldBe([MatchReason.NumberInText, MatchReason.SeveralNumbers, MatchReason.AmountOfSeveral]);
        receipt.GetProperty("matchPoints").GetInt32().ShouldBe(90);
    }

    [Fact]
    public async Task OneCentLess_ClosesTheInvoiceAndWaivesTheCent()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(99_99, number)));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await EntriesAsync(debtor)).ShouldContain(entry => entry.Kind == EntryKind.Waived && entry.Amount == Money.Eur(-1) && entry.Cause.EndsWith("-waived-shortfall"));
    }

    [Fact]
    public async Task TransferFromAbroad_LessBankCharges_ClosesTheInvoice()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 1_000_00);

        await ImportAsync(NextFile(Transfer(988_00, $"INVOICE {number}") with { CounterpartyAccount = "NL91ABNA0417164300" }));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await EntriesAsync(debtor)).Single(entry => entry.Kind == EntryKind.Waived).Amount.ShouldBe(Money.Eur(-12_00));
    }

    [Fact]
    public async Task InvoicePaidTwice_StaysOnAccountAndSaysSo()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(100_00, number)));
        await ImportAsync(NextFile(Transfer(100_00, number)));

        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(100_00));
        (await ReceiptsAsync()).Select(receipt => receipt.Reason).ShouldBe([null, MatchReason.InvoicePaid], ignoreOrder: true);
    }

    [Fact]
    public async Task MoneyForAWrittenOffInvoice_IsForAPersonWhoMayBookIt()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await WriteOffAsync(debtor, number);

        await ImportAsync(NextFile(Transfer(100_00, number)));

        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("reason").GetString().ShouldBe(MatchReason.InvoiceWrittenOff);
        Texts(waiting.GetProperty("candidates")[0].GetProperty("reasons")).ShouldBe([MatchReason.Reference, MatchReason.InvoiceWrittenOff]);
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);

        await JsonAsync(await PostAsync($"{PathOf(waiting)}/allocate", new { debtorId = debtor }), 200);

        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(100_00));
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AccountOfAPayer_IsRememberedWhenAPersonDecided_AndBooksTheNextReceipt()
    {
        var debtor = await DebtorAsync();
        var (one, two) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 230_00));
        await ImportAsync(NextFile(From(100_00, "merci")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/allocate", new { debtorId = debtor, invoiceNumber = one.ToString() }), 200);

        await ImportAsync(NextFile(From(230_00, "merci encore")));

        (await IsClosedAsync(debtor, two)).ShouldBeTrue();
        (await ReceiptsAsync()).Single(receipt => receipt.Amount == Money.Eur(230_00)).MatchedBy.ShouldBe([MatchReason.KnownAccount, MatchReason.AmountFits]);
    }

    [Fact]
    public async Task AccountOfAPayer_IsRememberedWhenItsStatementSettles()
    {
        var debtor = await DebtorAsync();
        var (one, two) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 230_00));

        await ImportAsync(NextFile(From(100_00, one.Reference.ToString()), Transfer(-5_00, "bank") with { CounterpartyAccount = "BE48320070184927" }));
        (await Host.Services.GetRequiredService<PayerDirectory>().FindAsync("BE32 1234 5678 9002", Ct)).ShouldBe([debtor]);
        await ImportAsync(NextFile(From(230_00, "")));

        (await IsClosedAsync(debtor, two)).ShouldBeTrue();
    }

    [Fact]
    public async Task OurOwnAccount_IsNeverRememberedAsAPayers()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(100_00, number.Reference.ToString()) with { CounterpartyAccount = Iban }));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await Host.Services.GetRequiredService<PayerDirectory>().FindAsync(Iban, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherClientsInvoice_PaidFromAKnownAccount_HoldsBothUntilAPersonDecides()
    {
        var (client, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        await InvoiceAsync(client, 1, 100_00);
        var theirs = await InvoiceAsync(other, 2, 300_00);
        await ImportAsync(NextFile(From(1_00, new InvoiceNumber(2026, 1).Reference.ToString())));

        await ImportAsync(NextFile(From(300_00, $"facture {theirs}")));

        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("candidates").EnumerateArray().Select(candidate => candidate.GetProperty("debtorId").GetString()).Distinct().ShouldBe([other, client]);
        Texts(waiting.GetProperty("candidates")[0].GetProperty("reasons")).ShouldContain(MatchReason.OtherDebtorsAccount);
        foreach (var held in new[] { client, other }) (await IsHeldAsync(held)).ShouldBeTrue();
    }

    [Fact]
    public async Task NameOfAPayer_LeadsToTheDebtor_AndHoldsItsLetters()
    {
        var created = await Host.Services.GetRequiredService<DebtorService>().CreateAsync("request1", null, NewClient("Société Dupont & Fils SRL"), Ct);
        var debtor = created.Value.Id;
        await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(100_00, "merci") with { CounterpartyName = "SRL DUPONT ET FILS SOCIETE" }));

        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("candidates")[0].GetProperty("debtorId").GetString().ShouldBe(debtor);
        Texts(waiting.GetProperty("candidates")[0].GetProperty("reasons")).ShouldBe([MatchReason.Name, MatchReason.AmountFits]);
        (await IsHeldAsync(debtor)).ShouldBeTrue();
    }

    [Fact]
    public async Task RenamedDebtor_IsFoundUnderItsNewName()
    {
        var debtors = Host.Services.GetRequiredService<DebtorService>();
        var created = await debtors.CreateAsync("request1", null, NewClient("Ancien Nom SA"), Ct);

        (await debtors.UpdateContactAsync(created.Value.Id, NewClient("Nouveau Nom SA").Contact!, Ct)).IsSuccess.ShouldBeTrue();

        (await Host.Services.GetRequiredService<NameDirectory>().FindAsync("nouveau nom", 3, Ct)).ShouldBe([created.Value.Id]);
    }

    [Fact]
    public async Task OneTransferFor200Invoices_InterruptedAfterEachChunk_IsFinishedAsItWasWeighed()
    {
        const int Count = 200;
        var debtor = await DebtorAsync();
        for (var i = 1; i <= Count; i++) await InvoiceAsync(debtor, i, 10_00 + i);
        await ImportAsync(NextFile(From(1_00, new InvoiceNumber(2026, 1).Reference.ToString())));
        var open = 0L;
        for (var i = 1; i <= Count; i++) open += (await OpenAsync(debtor, new InvoiceNumber(2026, i)))!.Balance.Cents;

        // The file, then on account, then thirty invoices at a time: after each of these the process ends before it hears of it.
        var cuts = 0;
        var isSent = false;
        var file = NextFile(From(open, "solde de tout compte"));
        do
        {
            Cut.AfterTransaction(1, Host.Fence);
            try
            {
                if (isSent) await Host.AdvanceAsync(TimeSpan.FromMinutes(11), Ct);
                else await ImportAsync(file);
                isSent = true;
            }
            catch (FencedException)
            {
                (cuts, isSent) = (cuts + 1, true);
                await Host.RestartAsync(Ct);
            }
        }
        while ((await ReceiptsAsync()).Any(receipt => receipt.State == ReceiptState.Received));

        cuts.ShouldBeGreaterThanOrEqualTo(8);
        for (var i = 1; i <= Count; i++) (await IsClosedAsync(debtor, new InvoiceNumber(2026, i))).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await HeadAsync(debtor))!.Allocating.ShouldBeNull();
        (await ReceiptsAsync()).Single(receipt => receipt.Amount == Money.Eur(open)).InvoiceNumbers!.Count.ShouldBe(Count);
    }

    [Fact]
    public async Task SameWeighedReceipt_DeliveredManyTimesAtOnce_IsBookedOnce()
    {
        var debtor = await DebtorAsync();
        var (one, two) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 200_00));
        var receipt = MatchReceipt(one) with { Amount = Money.Eur(300_00), Structured = null, Communication = "2026-000001 + 2026-000002" };
        await Host.Services.GetRequiredService<ReceiptStore>().AddAsync([receipt], Ct);
        var payments = Host.Services.GetRequiredService<PaymentService>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => payments.ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct), Ct)));

        foreach (var number in new[] { one, two }) (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task PlainReceipt_CostsFiveCalls_OneOfThemToMatch()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var receipt = MatchReceipt(number);
        await Host.Services.GetRequiredService<ReceiptStore>().AddAsync([receipt], Ct);

        var before = Cut.Calls;
        var match = await Host.Services.GetRequiredService<ReceiptLookup>().MatchAsync(receipt, Ct);
        match.ShouldBeOfType<ReceiptMatch.Certain>().IsByReference.ShouldBeTrue();
        (Cut.Calls - before).ShouldBe(1);

        before = Cut.Calls;
        (await Host.Services.GetRequiredService<PaymentService>().ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct)).Receipt.MatchedBy.ShouldBe([MatchReason.Reference]);
        (Cut.Calls - before).ShouldBe(5, "the receipt, the number, the debtor, the transaction, the receipt");
    }

    private static SimulatedMovement From(long cents, string text) => Transfer(cents, text) with { CounterpartyAccount = ClientAccount };

    private static string PathOf(JsonElement receipt) => $"/api/receipts/{receipt.GetProperty("partition").GetString()}/{receipt.GetProperty("key").GetString()}";

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static NewDebtor NewClient(string name) => new()
    {
        Kind = DebtorKind.Enterprise,
        Language = Language.Fr,
        EnterpriseNumber = "0403019261",
        Contact = new DebtorContact { Name = name, Address = new PostalAddress("Rue Haute 1", "1000", "Bruxelles", "BE") },
    };

    private static ReceiptRow MatchReceipt(InvoiceNumber number) => new()
    {
        PartitionKey = $"{AccountKey}-20260514-094",
        RowKey = "m1",
        Source = ReceiptSource.BankFile,
        Amount = Money.Eur(100_00),
        ValueDate = Today,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        State = ReceiptState.Received,
        Structured = number.Reference.Digits,
    };

    private async Task WriteOffAsync(string debtor, InvoiceNumber number)
    {
        var (head, open) = ((await HeadAsync(debtor))!, (await OpenAsync(debtor, number))!);
        var entry = LedgerEntry.Of(debtor, open.Number, InvoiceClosed.WriteOffCause, EntryKind.Waived, -open.Balance, Today, DateTimeOffset.UnixEpoch);
        var batch = InvoiceClosing.AddTo(DebtorBatch.Of(head, altersLetters: true).Insert(entry), open, Today, entry.Cause);
        (await Store.CommitAsync(batch, Ct)).IsCommitted.ShouldBeTrue();
    }

    private async Task<bool> IsHeldAsync(string debtor) => (await Host.Services.GetRequiredService<DebtorReader>().LoadAsync(debtor, [DebtorKeys.Holds], Ct))!.HasHold;

    private async Task<List<LedgerEntry>> EntriesAsync(string debtor)
    {
        var found = new List<LedgerEntry>();
        await foreach (var entry in Store.PrefixAsync<LedgerEntry>(TableNames.Debtors, debtor, "entry|", Ct)) found.Add(entry);
        return found;
    }

    /// <summary>Every receipt of the statements imported so far.</summary>
    private async Task<List<ReceiptRow>> ReceiptsAsync()
    {
        var found = new List<ReceiptRow>();
        await foreach (var statement in Store.PrefixAsync<StatementRow>(TableNames.Accounts, AccountKey, $"{AccountKey}-", Ct))
        {
            await foreach (var row in Store.RangeAsync<ReceiptRow>(TableNames.Receipts, statement.StatementKey, "!", "~", Ct)) found.Add(row);
        }

        return found;
    }

    private async Task<string> OnlyReceiptAsync() => (await ReceiptsAsync()).ShouldHaveSingleItem() is var row ? $"/api/receipts/{row.PartitionKey}/{row.Key}" : "";
}
