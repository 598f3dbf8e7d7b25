using Smart.Shared;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>
/// Money that comes, is announced, fails, and goes back. These end at the receipts: how a receipt is set against invoices, or taken
/// back from them, is the same for every source.
/// </summary>
public sealed class StripeMoneyStories(SmartAzurite azurite) : StripeStory(azurite)
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

    [Fact]
    public async Task Refund_IsOneReceiptThatTakesBackItsPayment_HoweverItIsTold()
    {
        await PaidAsync(121_000);

        var pending = await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000, "pending"));
        (await InboxAsync(pending)).ShouldBe((InboxState.Ignored, "refund-not-done"));
        (await ReceiptAsync("re_1")).ShouldBeNull();
        await TellAsync("refund.updated", Refund("re_1", "pi_1", 21_000));
        await TellAsync("charge.refund.updated", Refund("re_1", "pi_1", 21_000));
        await TellAsync("refund.created", Refund("re_2", "pi_1", 10_000));

        ShouldTakeBack(await ReceiptAsync("re_1"), 21_000, "requested_by_customer");
        ShouldTakeBack(await ReceiptAsync("re_2"), 10_000, "requested_by_customer");
    }

    [Fact]
    public async Task RefundToldInAnotherMonth_IsTheSameReceipt()
    {
        await PaidAsync(121_000);
        var made = Now;

        await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000, made: made));
        await TellAsync("refund.updated", Refund("re_1", "pi_1", 21_000, made: made), at: EndOfMay + 120);

        ShouldTakeBack(await ReceiptAsync("re_1"), 21_000, "requested_by_customer");
        (await ReceiptAsync("re_1", "stripe-202606")).ShouldBeNull();
    }

    [Fact]
    public async Task RefundBeforeItsPaymentIsKnown_WaitsForIt()
    {
        var refund = await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000));
        (await InboxAsync(refund)).State.ShouldBe(InboxState.Received);

        await PaidAsync(121_000);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        (await InboxAsync(refund)).ShouldBe((InboxState.Handled, "re_1"));
        ShouldTakeBack(await ReceiptAsync("re_1"), 21_000, "requested_by_customer");
    }

    [Fact]
    public async Task RefundOfAPaymentThatNeverComes_GoesToTheWorklist()
    {
        var refund = await TellAsync("refund.created", Refund("re_1", "pi_unknown", 21_000));
        await Host.AdvanceAsync(StripeEffects.PaymentPatience + TimeSpan.FromMinutes(6), Ct);

        (await InboxAsync(refund)).ShouldBe((InboxState.Handled, "re_1"));
        var listed = (await WorklistAsync()).ShouldHaveSingleItem();
        listed.GetProperty("reason").GetString().ShouldBe(StripeReturns.UnknownPayment);
        (await ReceiptAsync("re_1"))!.Amount.ShouldBe(Money.Eur(-21_000));
    }

    [Fact]
    public async Task RefundThatFailsAfterwards_GivesBack_Once()
    {
        var number = await PaidAsync(121_000);
        await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000));

        await TellAsync("refund.failed", Refund("re_1", "pi_1", 21_000, "failed"));
        await TellAsync("refund.updated", Refund("re_1", "pi_1", 21_000, "failed"));

        var back = (await ReceiptAsync("re_1-reinstated"))!;
        (back.Amount, back.DebtorId, back.InvoiceNumber).ShouldBe((Money.Eur(21_000), "debtor1", number.ToString()));
    }

    [Fact]
    public async Task RefundThatFailedBeforeItWasBooked_GivesNothingBack_InAnyOrder()
    {
        await PaidAsync(121_000);

        var failed = await TellAsync("refund.failed", Refund("re_1", "pi_1", 21_000, "failed"));
        var late = await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000));

        (await InboxAsync(failed)).ShouldBe((InboxState.Ignored, "not-taken-back"));
        (await InboxAsync(late)).ShouldBe((InboxState.Ignored, "given-back-before"));
        (await ReceiptAsync("re_1")).ShouldBeNull();
        (await ReceiptAsync("re_1-reinstated")).ShouldBeNull();
    }

    [Fact]
    public async Task Dispute_IsShownToTheDesk_AndMovesMoneyOnlyWithItsFunds()
    {
        var number = await PaidAsync(121_000);

        await TellAsync("charge.dispute.created", Dispute("du_1", "pi_1", 121_000));

        (await ReceiptAsync("du_1")).ShouldBeNull();
        var row = (await ReceiptAsync("du_1-dispute"))!;
        (row.Amount, row.Reason, row.InvoiceNumber, row.ReturnsKey).ShouldBe((Money.Zero, StripeDisputes.Reason, number.ToString(), "pi_1"));
        row.Communication.ShouldBe("EUR 1210.00 disputed: fraudulent, answer by 2026-05-22");
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe(StripeDisputes.Reason);

        await TellAsync("charge.dispute.funds_withdrawn", Dispute("du_1", "pi_1", 121_000));
        ShouldTakeBack(await ReceiptAsync("du_1"), 121_000, "fraudulent");
    }

    [Fact]
    public async Task DisputeThatIsWon_GivesBack_AndLeavesTheDesk()
    {
        await PaidAsync(121_000);
        var made = Now;
        await TellAsync("charge.dispute.created", Dispute("du_1", "pi_1", 121_000));
        await TellAsync("charge.dispute.funds_withdrawn", Dispute("du_1", "pi_1", 121_000));

        await TellAsync("charge.dispute.closed", Dispute("du_1", "pi_1", 121_000, "won", made));
        await TellAsync("charge.dispute.funds_reinstated", Dispute("du_1", "pi_1", 121_000, "won", made));
        await TellAsync("charge.dispute.updated", Dispute("du_1", "pi_1", 121_000, "needs_response", made));

        (await ReceiptAsync("du_1-reinstated"))!.Amount.ShouldBe(Money.Eur(121_000));
        (await ReceiptAsync("du_1-dispute"))!.Reason.ShouldBe("card-dispute-won");
        (await ListedKeysAsync()).ShouldNotContain("du_1-dispute");
    }

    [Fact]
    public async Task DisputeThatEndsBeforeItIsKnown_IsNeverShown()
    {
        await PaidAsync(121_000);

        await TellAsync("charge.dispute.closed", Dispute("du_1", "pi_1", 121_000, "lost"));
        await TellAsync("charge.dispute.created", Dispute("du_1", "pi_1", 121_000));

        (await ReceiptAsync("du_1-dispute"))!.Reason.ShouldBe("card-dispute-lost");
        (await ListedKeysAsync()).ShouldNotContain("du_1-dispute");
    }

    [Fact]
    public async Task EventWhoseEndWasNotHeardOf_IsHandledAgain_WithoutAnotherEffect()
    {
        await PaidAsync(121_000);
        await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000));
        await TellAsync("refund.failed", Refund("re_1", "pi_1", 21_000, "failed"));
        var (receipts, ledger) = (await KeysAsync(), await LedgerAsync("debtor1"));

        await foreach (var row in Store.RangeAsync<InboxRow>(TableNames.Inbox, "stripe-2026-05-15", "!", "~", Ct))
        {
            await Store.CommitAsync(new RowBatch(TableNames.Inbox, row.PartitionKey).Replace(row with { State = InboxState.Received, Result = null }), Ct);
        }

        await Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        (await InboxAsync("evt_1")).ShouldBe((InboxState.Handled, "pi_1"));
        (await KeysAsync()).ShouldBe(receipts);
        (await LedgerAsync("debtor1")).ShouldBe(ledger);
    }

    /// <summary>An invoice that its client paid by card.</summary>
    private async Task<InvoiceNumber> PaidAsync(long cents)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, cents);
        await TellAsync("checkout.session.completed", Session(number, debtor, cents));
        (await ReceiptAsync("pi_1"))!.State.ShouldBe(ReceiptState.Allocated);
        return number;
    }

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var row in Store.RangeAsync<ReceiptRow>(TableNames.Receipts, Partition, "!", "~", Ct)) keys.Add(row.Key);
        return keys;
    }

    private async Task<IEnumerable<string?>> ListedKeysAsync() => (await WorklistAsync()).Select(item => item.GetProperty("key").GetString());

    private static void ShouldTakeBack(ReceiptRow? receipt, long cents, string reason)
    {
        receipt.ShouldNotBeNull();
        (receipt.Source, receipt.Amount, receipt.IsReturn, receipt.ReturnReason).ShouldBe((ReceiptSource.Stripe, Money.Eur(-cents), true, reason));
        (receipt.ReturnsPartition, receipt.ReturnsKey).ShouldBe((Partition, "pi_1"));
    }
}
