using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>Payments that come back: what they had paid is open again, by entries that name those they reverse.</summary>
public sealed class ReturnStories(TestStorage storage) : ReturnStory(storage)
{
    [Fact]
    public async Task ReturnedPayment_AfterTheInvoiceClosed_OpensItAgainAtItsLevel()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00, level: 2);
        await ImportAsync(NextFile(Transfer(100_00, number) with { CounterpartyAccount = Payer }));
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();

        await ImportAsync(NextFile(Returned(100_00, number)));

        var open = (await OpenAsync(debtor, number))!;
        open.Principal.ShouldBe(Money.Eur(100_00));
        open.Level.ShouldBe(2);
        open.ResumedOn.ShouldBe(Today);
        (await IsClosedAsync(debtor, number)).ShouldBeFalse();
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(100_00));
        (await RemindRowsAsync(debtor)).ShouldBe(1);
    }

    [Fact]
    public async Task ReturnedPayment_IsSeenByTheDesk_AndNamesWhatItReverses()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(100_00, number) with { CounterpartyAccount = Payer }));
        await ImportAsync(NextFile(Returned(100_00, number)));

        var listed = (await ListAsync("returned")).ShouldHaveSingleItem();
        listed.GetProperty("reason").GetString().ShouldBe("returned-AC04");
        listed.GetProperty("returns").GetProperty("key").GetString().ShouldNotBeNull();
        (await GetAsync(PathOf(listed.GetProperty("returns")))).GetProperty("state").GetString().ShouldBe("returned");
        var reversals = (await EntriesAsync(debtor)).Where(entry => entry.Kind == EntryKind.Reversal).ToList();
        reversals.ShouldHaveSingleItem().Reverses.ShouldBe((await EntriesAsync(debtor)).Single(entry => entry.Kind == EntryKind.PrincipalPaid).RowKey);

        await JsonAsync(await PostAsync($"{PathOf(listed)}/seen", new { }), 200);
        (await ListAsync("returned")).ShouldBeEmpty();
    }

    [Fact]
    public async Task SameReturn_DeliveredAgain_ReversesOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(100_00, number) with { CounterpartyAccount = Payer }));
        await ImportAsync(NextFile(Returned(100_00, number)));
        var returned = (await ListAsync("returned")).Single();
        var payments = Host.Services.GetRequiredService<PaymentService>();

        for (var i = 0; i < 3; i++) await payments.ReceiveAsync(returned.GetProperty("partition").GetString()!, returned.GetProperty("key").GetString()!, Ct);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(100_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(100_00));
    }

    [Fact]
    public async Task ReturnThatIsToldBeforeItsPayment_WaitsForIt()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var early = NextFile(Transfer(100_00, number) with { CounterpartyAccount = Payer });
        await ImportAsync(NextFile(Returned(100_00, number)));
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("returned-AC04");

        await ImportAsync(early);
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        await Host.AdvanceAsync(TimeSpan.FromDays(1), Ct);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(100_00));
        (await WorklistAsync()).ShouldBeEmpty();
        (await ListAsync("returned")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task ReturnOfAPayment_WhoseRestPaidOtherInvoicesLater_OpensThoseToo()
    {
        var debtor = await DebtorAsync();
        var (first, later) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 50_00));
        await ImportAsync(NextFile(Transfer(160_00, first) with { CounterpartyAccount = Payer }));
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(60_00));
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { invoices = new[] { later.ToString() } }), 200);
        (await IsClosedAsync(debtor, later)).ShouldBeTrue();

        await ImportAsync(NextFile(Returned(160_00, first)));

        (await OpenAsync(debtor, first))!.Principal.ShouldBe(Money.Eur(100_00));
        (await OpenAsync(debtor, later))!.Principal.ShouldBe(Money.Eur(50_00));
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(150_00));
    }

    [Fact]
    public async Task PartialRefund_OpensAPartOfThePrincipalAgain()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var payment = await CardAsync("pi_1", 100_00, number.Reference.Digits);
        await RefundAsync("re_1", 30_00, payment);
        await RefundAsync("re_2", 20_00, payment);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(50_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(50_00));
        var row = (await Host.Services.GetRequiredService<ReceiptStore>().FindAsync(payment.PartitionKey, payment.Key, Ct))!;
        row.TakenBack.ShouldBe(Money.Eur(50_00));
        row.State.ShouldBe(ReceiptState.Allocated);
    }

    [Fact]
    public async Task RefundOfARefund_IsMoneyInAgain()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var payment = await CardAsync("pi_1", 100_00, number.Reference.Digits);
        await RefundAsync("re_1", 100_00, payment);
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(100_00));

        await CardAsync("re_1-reinstated", 100_00, number.Reference.Digits);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task ReturnOfMoreThanThePaymentStandsFor_WaitsForAPerson()
    {
        var debtor = await DebtorAsync();
        var payment = await CardAsync("pi_1", 100_00, (await InvoiceAsync(debtor, 1, 100_00)).Reference.Digits);
        await RefundAsync("re_1", 120_00, payment);

        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("returned-more-than-paid");
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task ReturnThatFitsTwoPayments_IsDecidedByAPerson()
    {
        var (one, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (paid, also) = (await InvoiceAsync(one, 1, 100_00), await InvoiceAsync(other, 2, 100_00));
        await ImportAsync(NextFile(Transfer(100_00, paid), Transfer(100_00, also)));
        await ImportAsync(NextFile(Transfer(-100_00, "back") with { TransactionCode = "00150000", ReturnType = "2", ReturnReason = "AC04" }));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("candidates").GetArrayLength().ShouldBe(2);
        var payment = (await ReceiptsOfAsync(other)).Single();

        await JsonAsync(await PostAsync($"{PathOf(waiting)}/take-back", new { partition = payment.PartitionKey, key = "unknown" }), 422);
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/allocate", new { debtorId = other }), 409);
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/take-back", new { partition = payment.PartitionKey, key = payment.Key }), 200);

        (await OpenAsync(other, also))!.Principal.ShouldBe(Money.Eur(100_00));
        (await IsClosedAsync(one, paid)).ShouldBeTrue();
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task ReturnOf20Invoices_CutAfterAnyTransaction_IsFinishedOnce(int transaction)
    {
        var debtor = await DebtorAsync();
        for (var i = 1; i <= 20; i++) await InvoiceAsync(debtor, i, 10_00, level: 1);
        await ImportAsync(NextFile(Transfer(200_00, new InvoiceNumber(2026, 1)) with { CounterpartyAccount = Payer }));
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);

        Cut.AfterTransaction(transaction, Host.Fence);
        try
        {
            await ImportAsync(NextFile(Returned(200_00, new InvoiceNumber(2026, 1))));
        }
        catch (Exception dead) when (dead is HttpRequestException or FencedException)
        {
            // The process ended inside the import.
        }

        await Host.RestartAsync(Ct);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(15), Ct);

        for (var i = 1; i <= 20; i++) (await OpenAsync(debtor, new InvoiceNumber(2026, i)))!.Principal.ShouldBe(Money.Eur(10_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(200_00));
        (await HeadAsync(debtor))!.Allocating.ShouldBeNull();
    }

    private static SimulatedMovement Returned(long cents, InvoiceNumber number) => Transfer(-cents, number) with
    {
        TransactionCode = "00150000",
        ReturnType = "2",
        ReturnReason = "AC04",
        CounterpartyAccount = Payer,
    };

    private static string PathOf(JsonElement receipt) => $"/api/receipts/{receipt.GetProperty("partition").GetString()}/{receipt.GetProperty("key").GetString()}";

    private async Task<JsonElement[]> ListAsync(string state) => [.. (await GetAsync($"/api/receipts?state={state}")).GetProperty("receipts").EnumerateArray()];

    private async Task<List<LedgerEntry>> EntriesAsync(string debtor)
    {
        var entries = new List<LedgerEntry>();
        await foreach (var entry in Store.PrefixAsync<LedgerEntry>(TableNames.Debtors, debtor, "entry|", Ct)) entries.Add(entry);
        return entries;
    }

    private async Task<int> RemindRowsAsync(string debtor)
    {
        var count = 0;
        await foreach (var row in Host.Services.GetRequiredService<WorkIndex>().DueOfAsync(debtor, Today.AddDays(3), WorkPurpose.Remind, Ct)) count++;
        return count;
    }

    private async Task<List<ReceiptRow>> ReceiptsOfAsync(string debtor)
    {
        var keys = (await EntriesAsync(debtor)).Select(entry => entry.ReceiptKey).OfType<string>().Distinct();
        var found = new List<ReceiptRow>();
        foreach (var key in keys) found.Add(await ReceiptAsync(key));
        return found;
    }
}
