using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Tests.Payments;

/// <summary>Money that comes, is announced, or fails.</summary>
public sealed class StripeMoneyStories(TestStorage storage) : StripeStory(storage)
{
    private const long EndOfMay = 1_780_271_940; // 2026-05-31T23:59:00Z

    [Fact]
    public async Task SessionAndItsPayment_CountOnce_WhicheverComesFirst()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        var first = await TellAsync("payment_intent.succeeded", Payment("pi_1", 60_000, number: number));
        var second = await TellAsync("checkout.session.completed", Session(number, debtor, 60_000));

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
        (await InboxAsync(first)).ShouldBe((InboxState.Handled, "pi_1"));
        (await InboxAsync(second)).ShouldBe((InboxState.Handled, "pi_1"));
    }

    [Fact]
    public async Task EventsOfOnePayment_OnBothSidesOfAMonth_MakeOneReceipt()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        await TellAsync("payment_intent.succeeded", Payment("pi_1", 60_000, number: number), at: EndOfMay);
        await TellAsync("checkout.session.completed", Session(number, debtor, 60_000), at: EndOfMay + 120);

        (await ReceiptAsync("pi_1", "stripe-202605")).ShouldNotBeNull();
        (await ReceiptAsync("pi_1", "stripe-202606")).ShouldBeNull();
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
    }

    [Fact]
    public async Task PaymentThatSaysNothing_WaitsForItsSession()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        var payment = await TellAsync("payment_intent.succeeded", Payment("pi_1", 60_000));
        (await InboxAsync(payment)).State.ShouldBe(InboxState.Received);
        await TellAsync("checkout.session.completed", Session(number, debtor, 60_000));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        (await InboxAsync(payment)).ShouldBe((InboxState.Ignored, "booked-by-its-session"));
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
    }

    [Fact]
    public async Task PaymentWithoutASession_GoesToTheWorklist()
    {
        var payment = await TellAsync("payment_intent.succeeded", Payment("pi_1", 60_000));
        await Host.AdvanceAsync(StripeEffects.SessionPatience + TimeSpan.FromMinutes(6), Ct);

        (await InboxAsync(payment)).ShouldBe((InboxState.Handled, "pi_1"));
        (await ReceiptAsync("pi_1"))!.State.ShouldBe(ReceiptState.Unmatched);
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("no-reference");
    }

    [Fact]
    public async Task PaymentInAnotherCurrency_IsShownToAPerson_Once()
    {
        const string Dollars = """{"id":"pi_1","object":"payment_intent","amount":5000,"currency":"usd"}""";
        await TellAsync("payment_intent.succeeded", Dollars);
        await TellAsync("payment_intent.succeeded", Dollars);

        var listed = (await WorklistAsync()).ShouldHaveSingleItem();
        listed.GetProperty("reason").GetString().ShouldBe("other-currency");
        (await ReceiptAsync("pi_1"))!.OriginalAmount.ShouldBe("50.00 USD");
    }

    [Fact]
    public async Task DirectDebit_IsAnnounced_AndIsMoneyWhenItSucceeds()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        await TellAsync("checkout.session.completed", Session(number, debtor, 121_000, "unpaid"));
        await TellAsync("payment_intent.processing", Payment("pi_1", 121_000, "processing", number));

        (await OpenAsync(debtor, number)).ShouldNotBeNull();
        var announced = (await GetAsync($"/api/payments/announced?debtorId={debtor}")).GetProperty("payments").EnumerateArray().ShouldHaveSingleItem();
        (announced.GetProperty("paymentId").GetString(), announced.GetProperty("invoiceNumber").GetString()).ShouldBe(("pi_1", number.ToString()));
        (await GetAsync("/api/payments/announced?debtorId=debtor2")).GetProperty("payments").GetArrayLength().ShouldBe(0);

        await TellAsync("checkout.session.async_payment_succeeded", Session(number, debtor, 121_000));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await GetAsync("/api/payments/announced")).GetProperty("payments").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task DirectDebitThatFails_IsNoMoney_AndNotAnnouncedAnyMore()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        await TellAsync("checkout.session.completed", Session(number, debtor, 121_000, "unpaid"));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1), Ct);

        await TellAsync("checkout.session.async_payment_failed", Session(number, debtor, 121_000, "unpaid"));
        await TellAsync("payment_intent.processing", Payment("pi_1", 121_000, "processing", number), at: Now - 30);

        (await PaymentAsync("pi_1"))!.State.ShouldBe(StripePaymentState.Failed);
        (await ReceiptAsync("pi_1")).ShouldBeNull();
        (await GetAsync("/api/payments/announced")).GetProperty("payments").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task FailureToldAfterSuccess_ChangesNothing()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        await TellAsync("checkout.session.completed", Session(number, debtor, 121_000));

        await TellAsync("payment_intent.payment_failed", Payment("pi_1", 121_000, "requires_payment_method", number));
        await TellAsync("payment_intent.processing", Payment("pi_1", 121_000, "processing", number));

        (await PaymentAsync("pi_1"))!.State.ShouldBe(StripePaymentState.Paid);
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
    }
}
