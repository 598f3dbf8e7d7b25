using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Tests.Payments;

/// <summary>What the desk decides about receipts and about money on account: kept, refused when stale, and never twice.</summary>
public sealed class DeskStories(TestStorage storage) : PaymentStory(storage)
{
    private const string Payer = "BE32123456789002";

    [Fact]
    public async Task PaymentOfAnotherClientsInvoice_IsReversedAndBookedWhereItBelongs()
    {
        var (wrong, right) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (paid, meant) = (await InvoiceAsync(wrong, 1, 100_00), await InvoiceAsync(right, 2, 100_00));
        await ImportAsync(NextFile(Transfer(100_00, paid)));
        var path = await PathOfReceiptAsync(wrong, paid);

        await JsonAsync(await PostAsync($"{path}/reverse", new { reason = " " }), 422);
        (await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "the other client's" }, ifMatch: "W/\"old\""), 412)).ToString().ShouldContain("receipt-changed");
        await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "the other client's" }), 200);
        (await OpenAsync(wrong, paid))!.Principal.ShouldBe(Money.Eur(100_00));
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("allocation-undone");
        await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = right, invoiceNumber = meant.ToString() }), 200);

        (await IsClosedAsync(right, meant)).ShouldBeTrue();
        (await LedgerAsync(wrong)).ShouldBe(Money.Eur(100_00));
        (await LedgerAsync(right)).ShouldBe(Money.Zero);
        (await WorklistAsync()).ShouldBeEmpty();
        var history = (await GetAsync(path)).GetProperty("history").EnumerateArray().Select(decision => decision.GetProperty("what").GetString());
        history.ShouldBe(["reverse", "allocate"]);
    }

    [Fact]
    public async Task Reversal_AndBackToTheSameInvoice_BooksUnderNewKeys()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(100_00, number)));
        var path = await PathOfReceiptAsync(debtor, number);

        for (var round = 0; round < 2; round++)
        {
            await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "a mistake" }), 200);
            await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = debtor, invoiceNumber = number.ToString() }), 200);
        }

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task OneTransferForTwoClients_IsSplit()
    {
        var (one, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (first, second) = (await InvoiceAsync(one, 1, 100_00), await InvoiceAsync(other, 2, 60_00));
        await ImportAsync(NextFile(Transfer(160_00, "for both of us")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();

        await JsonAsync(await PostAsync($"{PathOf(waiting)}/split", Parts((one, first, "100.00"), (other, second, "50.00"))), 422);
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/split", Parts((one, first, "160.00"))), 422);
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/split", Parts((one, first, "100.00"), ("nobody", second, "60.00"))), 422);
        (await WorklistAsync()).Length.ShouldBe(1);
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/split", Parts((one, first, "100.00"), (other, second, "60.00"))), 200);
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/split", Parts((one, first, "100.00"), (other, second, "60.00"))), 200);

        (await IsClosedAsync(one, first)).ShouldBeTrue();
        (await IsClosedAsync(other, second)).ShouldBeTrue();
        (await WorklistAsync()).ShouldBeEmpty();
        (await GetAsync(PathOf(waiting))).GetProperty("splitInto").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task SplitTransferThatComesBack_OpensEveryPartAgain()
    {
        var (one, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (first, second) = (await InvoiceAsync(one, 1, 100_00), await InvoiceAsync(other, 2, 60_00));
        await ImportAsync(NextFile(Transfer(160_00, "for both of us") with { CounterpartyAccount = Payer }));
        await JsonAsync(await PostAsync($"{PathOf((await WorklistAsync()).Single())}/split", Parts((one, first, "100.00"), (other, second, "60.00"))), 200);

        await ImportAsync(NextFile(Transfer(-160_00, "for both of us") with { CounterpartyAccount = Payer, TransactionCode = "00150000", ReturnType = "2", ReturnReason = "AC04" }));

        (await OpenAsync(one, first))!.Principal.ShouldBe(Money.Eur(100_00));
        (await OpenAsync(other, second))!.Principal.ShouldBe(Money.Eur(60_00));
        (await LedgerAsync(one) + await LedgerAsync(other)).ShouldBe(Money.Eur(160_00));
    }

    [Fact]
    public async Task Overpayment_PaysALaterInvoice_WhenTheDeskSaysSo()
    {
        var debtor = await DebtorAsync();
        var first = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(130_00, first)));
        var later = await InvoiceAsync(debtor, 2, 50_00);

        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { invoices = new[] { "2026-000099" } }), 422);
        var used = await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { invoices = new[] { later.ToString() } }, key: "use-1"), 200);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { invoices = new[] { later.ToString() } }, key: "use-1"), 200);

        used.GetProperty("onAccount").GetProperty("amount").GetString().ShouldBe("0.00");
        (await OpenAsync(debtor, later))!.Principal.ShouldBe(Money.Eur(20_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(20_00));
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { }), 409);
    }

    [Fact]
    public async Task Refund_IsKnownByTheBanksMovement_AndBackOnAccountWhenTheBankReturnsIt()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(140_00, number) with { CounterpartyAccount = Payer, CounterpartyName = "CLIENT" }));
        var receipt = await PathOfReceiptAsync(debtor, number);
        var (partition, key) = (receipt.Split('/')[3], receipt.Split('/')[4]);

        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("50.00"), receiptPartition = partition, receiptKey = key }), 409);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("-1.00"), receiptPartition = partition, receiptKey = key }), 422);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("40.00"), receiptPartition = partition, receiptKey = "other" }), 404);
        var refund = await JsonAsync(await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("40.00"), receiptPartition = partition, receiptKey = key }, key: "r1"), 201);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("40.00"), receiptPartition = partition, receiptKey = key }, key: "r1"), 201);
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);
        (await RefundAsync(debtor)).GetProperty("toAccount").GetString().ShouldBe(Payer);

        var digits = refund.GetProperty("reference").GetString()!;
        await ImportAsync(NextFile(new SimulatedMovement { Cents = -40_00, StructuredCommunication = digits, TransactionCode = "00101000" }));
        (await RefundAsync(debtor)).GetProperty("state").GetString().ShouldBe("paid");

        await ImportAsync(NextFile(new SimulatedMovement { Cents = 40_00, StructuredCommunication = digits, TransactionCode = "00150000", ReturnType = "2", ReturnReason = "AC04" }));
        (await RefundAsync(debtor)).GetProperty("state").GetString().ShouldBe("cameBack");
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(40_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-40_00));
    }

    [Fact]
    public async Task RefundThatTheBankPaysTwice_OrWithAnotherAmount_IsSeenByAPerson()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(140_00, number) with { CounterpartyAccount = Payer, CounterpartyName = "CLIENT" }));
        var receipt = await PathOfReceiptAsync(debtor, number);
        var refund = await JsonAsync(
            await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("40.00"), receiptPartition = receipt.Split('/')[3], receiptKey = receipt.Split('/')[4] }), 201);
        var paid = new SimulatedMovement { Cents = -40_00, StructuredCommunication = refund.GetProperty("reference").GetString()!, TransactionCode = "00101000" };

        await ImportAsync(NextFile(paid));
        (await WorklistAsync()).ShouldBeEmpty();
        await ImportAsync(NextFile(paid, paid with { Cents = -4_00 }));

        var waiting = await WorklistAsync();
        waiting.Select(one => one.GetProperty("reason").GetString()).ShouldBe(["refund-differs", "refund-differs"]);
        await Host.AdvanceAsync(TimeSpan.FromDays(1), Ct);
        (await WorklistAsync()).Length.ShouldBe(2);
        await JsonAsync(await PostAsync($"{PathOf(waiting[0])}/not-ours", new { reason = "the client pays it back" }), 200);
        (await WorklistAsync()).Length.ShouldBe(1);
    }

    [Fact]
    public async Task ReturnOfMoneyThatWasPaidBack_LeavesTheAccountBelowZero_AndSaysSo()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(140_00, number) with { CounterpartyAccount = Payer }));
        var receipt = await PathOfReceiptAsync(debtor, number);
        await JsonAsync(
            await PostAsync($"/api/debtors/{debtor}/refunds", new { amount = Eur("40.00"), receiptPartition = receipt.Split('/')[3], receiptKey = receipt.Split('/')[4] }), 201);

        await ImportAsync(NextFile(Transfer(-140_00, number) with { CounterpartyAccount = Payer, TransactionCode = "00150000", ReturnType = "2", ReturnReason = "FOCR" }));

        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(-40_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(140_00));
        var listed = (await GetAsync("/api/receipts?state=returned")).GetProperty("receipts").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("reason").GetString().ShouldBe("account-overdrawn");
    }

    [Theory]
    [InlineData("allocate")]
    [InlineData("split")]
    [InlineData("reverse")]
    [InlineData("take-back")]
    [InlineData("not-ours")]
    [InlineData("seen")]
    public async Task ADecision_IsForFinanceOnly_AndNamesAReceiptThatExists(string what)
    {
        var body = new { debtorId = "d", reason = "r", parts = Array.Empty<object>(), partition = "p", key = "k" };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/receipts/p/k/{what}") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", "1");
        ((int)(await SendAsync(request, "mia;member;member1")).StatusCode).ShouldBe(403);
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, $"/api/receipts/p/k/{what}") { Content = JsonContent.Create(body) };
        ((int)(await SendAsync(unsigned, null)).StatusCode).ShouldBe(401);
    }

    [Theory]
    [InlineData("split", "{}", "field-required")]
    [InlineData("split", """{"parts":[null]}""", "field-required")]
    [InlineData("split", """{"parts":[{"debtorId":"debtor1","amount":{"amount":"60.00","currency":"USD"}},{"debtorId":"debtor1","amount":{"amount":"40.00","currency":"EUR"}}]}""", "parts-do-not-add-up")]
    [InlineData("take-back", "{}", "field-required")]
    [InlineData("seen", "{}", "receipt-not-unmatched")]
    public async Task ADecisionThatSaysTooLittle_IsRefusedByName(string what, string body, string problem)
    {
        await DebtorAsync();
        await ImportAsync(NextFile(Transfer(100_00, "no reference at all")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();

        var refused = await PostAsync($"{PathOf(waiting)}/{what}", JsonSerializer.Deserialize<JsonElement>(body));

        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain($"urn:smart:problem:{problem}");
        ((int)refused.StatusCode).ShouldBe(problem == "receipt-not-unmatched" ? 409 : 422);
    }

    [Theory]
    [InlineData("refunds", """{"amount":{"amount":"10.00","currency":"USD"},"receiptPartition":"p","receiptKey":"k"}""", "amount-invalid")]
    [InlineData("refunds", """{"amount":{"amount":"10.00","currency":"EUR"}}""", "field-required")]
    [InlineData("account-use", """{"amount":{"amount":"10.00","currency":"USD"}}""", "amount-invalid")]
    public async Task MoneyOnAccount_IsInEuro_AndNamesWhereItGoes(string what, string body, string problem)
    {
        var debtor = await DebtorAsync();
        await InvoiceAsync(debtor, 1, 50_00);

        var refused = await PostAsync($"/api/debtors/{debtor}/{what}", JsonSerializer.Deserialize<JsonElement>(body));

        ((int)refused.StatusCode).ShouldBe(422);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain($"urn:smart:problem:{problem}");
    }

    private static object Eur(string amount) => new { amount, currency = "EUR" };

    private static object Parts(params (string Debtor, InvoiceNumber Number, string Amount)[] parts) =>
        new { parts = parts.Select(part => new { debtorId = part.Debtor, invoiceNumber = part.Number.ToString(), amount = Eur(part.Amount) }) };

    private static string PathOf(JsonElement receipt) => $"/api/receipts/{receipt.GetProperty("partition").GetString()}/{receipt.GetProperty("key").GetString()}";

    private async Task<JsonElement> RefundAsync(string debtor) =>
        (await GetAsync($"/api/debtors/{debtor}/refunds")).GetProperty("refunds").EnumerateArray().ShouldHaveSingleItem();

    private async Task<string> PathOfReceiptAsync(string debtor, InvoiceNumber number)
    {
        var entries = await Host.Services.GetRequiredService<DebtorLedger>().EntriesAsync(debtor, [number.ToString()], Ct);
        var key = entries.Last(entry => entry.ReceiptKey is not null).ReceiptKey!;
        return $"/api/receipts/{key[..key.LastIndexOf('-', key.LastIndexOf('-') - 1)]}/{key}";
    }
}
