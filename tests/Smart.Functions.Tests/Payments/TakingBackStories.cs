using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Runtime;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>Money that is taken back while other things happen to it: used meanwhile, undone by a person, split, or cut by a crash.</summary>
public sealed class TakingBackStories(TestStorage storage) : ReturnStory(storage)
{
    [Fact]
    public async Task ReturnOfAPayment_WhoseRestPaidTwoInvoicesInOneUse_OpensBoth()
    {
        var debtor = await DebtorAsync();
        var (first, second, third) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 50_00), await InvoiceAsync(debtor, 3, 70_00));
        var payment = await CardAsync("pi_1", 230_00, first.Reference.Digits);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { }), 200);
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-10_00));

        await RefundAsync("re_1", 230_00, payment);

        (await OpenAsync(debtor, first))!.Principal.ShouldBe(Money.Eur(100_00));
        (await OpenAsync(debtor, second))!.Principal.ShouldBe(Money.Eur(50_00));
        (await OpenAsync(debtor, third))!.Principal.ShouldBe(Money.Eur(70_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(220_00));
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task ReturnOfAPayment_WhoseRestPaidManyInvoices_OpensEachOfThem()
    {
        var debtor = await DebtorAsync();
        for (var i = 1; i <= 21; i++) await InvoiceAsync(debtor, i, 10_00);
        var payment = await CardAsync("pi_1", 205_00, new InvoiceNumber(2026, 1).Reference.Digits);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { }), 200);
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(5_00));

        await RefundAsync("re_1", 205_00, payment);

        for (var i = 1; i <= 21; i++) (await OpenAsync(debtor, new InvoiceNumber(2026, i)))!.Principal.ShouldBe(Money.Eur(10_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(210_00));
        var head = (await HeadAsync(debtor))!;
        (head.OnAccount, head.Allocating).ShouldBe((Money.Zero, null));
    }

    [Fact]
    public async Task ReturnInChunks_OfAPaymentWhoseRestWasPartlyUsed_EndsAndFreesTheDebtor()
    {
        var debtor = await DebtorAsync();
        for (var i = 1; i <= 9; i++) await InvoiceAsync(debtor, i, 10_00, level: 1);
        var payment = await CardAsync("pi_1", 150_00, new InvoiceNumber(2026, 1).Reference.Digits);
        var later = await InvoiceAsync(debtor, 10, 50_00);
        await JsonAsync(await PostAsync($"/api/debtors/{debtor}/account-use", new { }), 200);
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(10_00));

        await RefundAsync("re_1", 150_00, payment);

        (await OpenAsync(debtor, later))!.Principal.ShouldBe(Money.Eur(50_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(140_00));
        var head = (await HeadAsync(debtor))!;
        head.OnAccount.ShouldBe(Money.Zero);
        head.Allocating.ShouldBeNull();
    }

    [Fact]
    public async Task PaymentThatPartlyCameBack_IsUndoneAndSplit_AndItsPartsAreBooked()
    {
        var (one, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (first, second) = (await InvoiceAsync(one, 1, 100_00), await InvoiceAsync(other, 2, 25_00));
        var payment = await CardAsync("pi_1", 100_00, first.Reference.Digits);
        await RefundAsync("re_1", 40_00, payment);
        var path = $"/api/receipts/{payment.PartitionKey}/{payment.Key}";
        await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "of two clients" }), 200);

        var parts = new[] { Part(one, first.ToString(), "35.00"), Part(other, second.ToString(), "25.00") };
        await JsonAsync(await PostAsync($"{path}/split", new { parts }), 200);

        (await OpenAsync(one, first))!.Principal.ShouldBe(Money.Eur(65_00));
        (await IsClosedAsync(other, second)).ShouldBeTrue();
        (await LedgerAsync(one) + await LedgerAsync(other)).ShouldBe(Money.Eur(65_00));

        await RefundAsync("re_2", 60_00, payment);

        (await OpenAsync(one, first))!.Principal.ShouldBe(Money.Eur(100_00));
        (await OpenAsync(other, second))!.Principal.ShouldBe(Money.Eur(25_00));
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
    public async Task ReturnThatNamesNoPayment_CutAfterAnyWrite_TakesBackOneOfTwoLikeIt(int write)
    {
        var (one, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (paid, also) = (await InvoiceAsync(one, 1, 100_00), await InvoiceAsync(other, 2, 100_00));
        await ImportAsync(NextFile(Transfer(100_00, paid) with { CounterpartyAccount = Payer }, Transfer(100_00, also) with { CounterpartyAccount = Payer }));
        var payment = await ReceiptOfAsync(one, paid) with { EndToEndId = "E2E1" };
        (await Receipts.ReplaceAsync(payment, Ct)).ShouldBe(CommitOutcome.Committed);
        var returned = CardRow("back-1", -100_00) with
        {
            Source = ReceiptSource.BankFile,
            IsReturn = true,
            AccountKey = AccountKey,
            ValueDate = payment.ValueDate,
            CounterpartyAccount = Payer,
            EndToEndId = payment.EndToEndId,
        };
        await Receipts.AddAsync([returned], Ct);

        Cut.AfterWrite(write, Host.Fence);
        try
        {
            await ReceiveAsync(returned);
        }
        catch (Exception dead) when (dead is FencedException or BusyException)
        {
            // The process ended inside.
        }

        await Host.RestartAsync(Ct);
        (await ReceiveAsync(returned)).State.ShouldBe(ReceiptState.TookBack);

        (await OpenAsync(one, paid))!.Principal.ShouldBe(Money.Eur(100_00));
        (await IsClosedAsync(other, also)).ShouldBeTrue();
        (await LedgerAsync(one) + await LedgerAsync(other)).ShouldBe(Money.Eur(100_00));
        (await ReceiptOfAsync(other, also)).State.ShouldBe(ReceiptState.Allocated);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task ReversalOfAPayment_WhileAPartOfItComesBack_WaitsForThat(int write)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 60_00);
        var payment = await CardAsync("pi_1", 100_00, number.Reference.Digits);
        var path = $"/api/receipts/{payment.PartitionKey}/{payment.Key}";
        await Receipts.AddAsync([RefundRow("re_1", 50_00, payment)], Ct);
        Cut.AfterWrite(write, Host.Fence);
        (await Should.ThrowAsync<Exception>(() => RefundAsync("re_1", 50_00, payment))).ShouldNotBeNull();
        await Host.RestartAsync(Ct);

        await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "a mistake" }), 409);
        await RefundAsync("re_1", 50_00, payment);
        await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "a mistake" }), 200);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(60_00));
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Zero);
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(60_00));
        (await Receipts.FindAsync(payment.PartitionKey, payment.Key, Ct))!.ForInvoices.ShouldBe(Money.Eur(50_00));
    }

    [Fact]
    public async Task SlowDelivery_ThatEndsAfterAPersonUndidTheBooking_DoesNotSayThatItIsBooked()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var payment = CardRow("pi_1", 100_00) with { Structured = number.Reference.Digits };
        await Receipts.AddAsync([payment], Ct);
        var payments = Host.Services.GetRequiredService<PaymentService>();
        var path = $"/api/receipts/{payment.PartitionKey}/{payment.Key}";
        var isMeanwhile = false;
        Meanwhile.AfterNextWrite(async () =>
        {
            // The slow one booked on the debtor and has not written the receipt: another delivery ends, and a person undoes it.
            isMeanwhile = true;
            await payments.ReceiveAsync(payment.PartitionKey, payment.Key, Ct);
            await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "a mistake" }), 200);
        });

        var slow = await payments.ReceiveAsync(payment.PartitionKey, payment.Key, Ct);

        isMeanwhile.ShouldBeTrue();
        slow.Receipt.State.ShouldBe(ReceiptState.Unmatched);
        (await Receipts.FindAsync(payment.PartitionKey, payment.Key, Ct))!.State.ShouldBe(ReceiptState.Unmatched);
        (await WorklistAsync()).ShouldHaveSingleItem();
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(100_00));
    }

    [Fact]
    public async Task ReturnThatMayBeOneThatIsKnown_WaitsForAPerson_AndTakesNothingBack()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(100_00, number) with { CounterpartyAccount = Payer }));
        var payment = await ReceiptOfAsync(debtor, number);
        var unsure = CardRow("back-1", -100_00) with
        {
            Source = ReceiptSource.BankApi,
            IsReturn = true,
            AccountKey = AccountKey,
            ValueDate = payment.ValueDate,
            CounterpartyAccount = Payer,
            Reason = ReceiptReason.MayBeSameMoney,
        };

        (await ReceiveAsync(unsure)).State.ShouldBe(ReceiptState.Unmatched);
        (await ReceiveAsync(unsure)).State.ShouldBe(ReceiptState.Unmatched);

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe(ReceiptReason.MayBeSameMoney);
        await JsonAsync(await PostAsync($"/api/receipts/{unsure.PartitionKey}/{unsure.Key}/take-back", new { partition = payment.PartitionKey, key = payment.Key }), 200);
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(100_00));
    }

    [Fact]
    public async Task ReturnThatWaited_ReleasesItsHolds_OnceItsPaymentIsKnown()
    {
        var (one, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        var (paid, also) = (await InvoiceAsync(one, 1, 100_00), await InvoiceAsync(other, 2, 100_00));
        await ImportAsync(NextFile(Transfer(100_00, paid), Transfer(100_00, also)));
        var returned = CardRow("back-1", -100_00) with { Source = ReceiptSource.BankFile, IsReturn = true, AccountKey = AccountKey, ValueDate = Today.AddDays(2), EndToEndId = "E2E1" };
        (await ReceiveAsync(returned)).State.ShouldBe(ReceiptState.Unmatched);
        (await HoldsAsync(one) + await HoldsAsync(other)).ShouldBe(2);
        (await Receipts.ReplaceAsync(await ReceiptOfAsync(one, paid) with { EndToEndId = "E2E1" }, Ct)).ShouldBe(CommitOutcome.Committed);

        (await ReceiveAsync(returned)).State.ShouldBe(ReceiptState.TookBack);

        (await HoldsAsync(one) + await HoldsAsync(other)).ShouldBe(0);
        (await GetAsync("/api/receipts?state=returned")).GetProperty("receipts").GetArrayLength().ShouldBe(1);
    }

    private async Task<int> HoldsAsync(string debtor)
    {
        var count = 0;
        await foreach (var hold in Store.PrefixAsync<HoldRow>(TableNames.Debtors, debtor, "hold|", Ct)) count++;
        return count;
    }

    private async Task<ReceiptRow> ReceiptOfAsync(string debtor, InvoiceNumber number)
    {
        var entries = await Host.Services.GetRequiredService<DebtorLedger>().EntriesAsync(debtor, [number.ToString()], Ct);
        var key = entries.First(entry => entry.ReceiptKey is not null).ReceiptKey!;
        return await ReceiptAsync(key);
    }

    private static object Part(string debtorId, string invoiceNumber, string amount) => new { debtorId, invoiceNumber, amount = new { amount, currency = "EUR" } };
}
