using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Matching;

namespace Smart.Functions.Tests.Payments;

/// <summary>The hard cases of matching, from the file of the bank to the ledger.</summary>
public sealed class MatchingStories(TestStorage storage) : MatchingStory(storage)
{
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
    public async Task Refund_IsNoMoreThanItsReceiptBrought_AndGoesOutAgainOnlyWhenTheBankSentItBack()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(From(100_00, number.Reference.ToString())));
        await ImportAsync(NextFile(From(10_00, number.Reference.ToString()), From(90_00, number.Reference.ToString())));
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(100_00));
        var receipt = (await ReceiptsAsync()).Single(one => one.Amount == Money.Eur(10_00));

        await RefundAsync("10.01", 422);
        var refund = await RefundAsync("10.00", 201);
        (await RefundAsync("0.01", 422)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:more-than-receipt-brought");
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(90_00));

        var digits = refund.GetProperty("reference").GetString()!;
        await ImportAsync(NextFile(new SimulatedMovement { Cents = -10_00, StructuredCommunication = digits, TransactionCode = "00101000" }));
        await RefundAsync("0.01", 422);
        await ImportAsync(NextFile(new SimulatedMovement { Cents = 10_00, StructuredCommunication = digits, TransactionCode = "00150000", ReturnType = "2", ReturnReason = "AC04" }));
        await RefundAsync("10.00", 201);

        async Task<JsonElement> RefundAsync(string amount, int status) => await JsonAsync(
            await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = new { amount, currency = "EUR" }, receiptPartition = receipt.PartitionKey, receiptKey = receipt.Key }), status);
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

        // The claim of the movement, then on account, then thirty invoices at a time: after each of these the process ends before it hears of it.
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
        while (!(await ReceiptsAsync()).Exists(receipt => receipt.Amount == Money.Eur(open) && receipt.State == ReceiptState.Allocated));

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
}
