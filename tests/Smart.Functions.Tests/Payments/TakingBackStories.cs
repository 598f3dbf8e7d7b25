using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Smart.Local.Runtime;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Payments;
using Xunit;

namespace Smart.Functions.Tests.Payments;

/// <summary>Money that is taken back while other things happen to it: used meanwhile, undone by a person, split, or cut by a crash.</summary>
public sealed class TakingBackStories(SmartAzurite azurite) : PaymentStory(azurite)
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
    public async Task ReturnInChunks_OfAPaymentWhoseRestWasPartlyUsed_EndsAndFreesTheDebtor()
    {
        var debtor = await DebtorAsync();
        for (var i = 1; i <= 9; i++) await InvoiceAsync(debtor, i, 10_00, level: 1);
        var payment = await CardAsync("pi_1", 150_00, new Smart.Shared.Invoicing.InvoiceNumber(2026, 1).Reference.Digits);
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

    private static object Part(string debtorId, string invoiceNumber, string amount) => new { debtorId, invoiceNumber, amount = new { amount, currency = "EUR" } };

    private Task<ReceiptRow> CardAsync(string key, long cents, string reference) => ReceiveAsync(CardRow(key, cents) with { Structured = reference });

    private Task<ReceiptRow> RefundAsync(string key, long cents, ReceiptRow payment) =>
        ReceiveAsync(CardRow(key, -cents) with { IsReturn = true, ReturnReason = "requested_by_customer", ReturnsPartition = payment.PartitionKey, ReturnsKey = payment.Key });

    private async Task<ReceiptRow> ReceiveAsync(ReceiptRow receipt)
    {
        await Receipts.AddAsync([receipt], Ct);
        return (await Host.Services.GetRequiredService<PaymentService>().ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct)).Receipt;
    }

    private ReceiptStore Receipts => Host.Services.GetRequiredService<ReceiptStore>();

    private ReceiptRow CardRow(string key, long cents) => new()
    {
        PartitionKey = "stripe-202605",
        RowKey = key,
        Source = ReceiptSource.Stripe,
        Amount = Money.Eur(cents),
        ValueDate = Today,
        ReceivedAt = Host.TimeProvider.GetUtcNow(),
        State = ReceiptState.Received,
    };
}
