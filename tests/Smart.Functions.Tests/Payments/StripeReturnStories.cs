using Smart.Shared;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>Money that goes back, and comes again.</summary>
public sealed class StripeReturnStories(TestStorage storage) : StripeStory(storage)
{
    private const long EndOfMay = 1_780_271_940; // 2026-05-31T23:59:00Z

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
    public async Task Refund_OpensTheInvoiceAgain_AndItsFailureClosesIt()
    {
        var number = await PaidAsync(121_000);

        await TellAsync("refund.created", Refund("re_1", "pi_1", 21_000));
        (await OpenAsync("debtor1", number))!.Principal.ShouldBe(Money.Eur(21_000));
        await TellAsync("refund.failed", Refund("re_1", "pi_1", 21_000, "failed"));

        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
        (await LedgerAsync("debtor1")).ShouldBe(Money.Zero);
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
    public async Task ChargeThatSaysMoreThanItsRefunds_IsShownToTheDesk_AndMovesNoMoney()
    {
        var number = await PaidAsync(121_000);
        await TellAsync("refund.created", Refund("re_1", "pi_1", 20_000));
        var owed = await LedgerAsync("debtor1");

        var told = await TellAsync("charge.refunded", """{"id":"ch_1","object":"charge","amount":121000,"amount_refunded":60000,"currency":"eur","payment_intent":"pi_1"}""");
        (await InboxAsync(told)).State.ShouldBe(InboxState.Received);
        await Host.AdvanceAsync(StripeEffects.PaymentPatience + TimeSpan.FromMinutes(12), Ct);

        (await InboxAsync(told)).ShouldBe((InboxState.Handled, "ch_1-refunded-60000"));
        var row = (await ReceiptAsync("ch_1-refunded-60000"))!;
        (row.Amount, row.Reason, row.InvoiceNumber, row.ReturnsKey).ShouldBe((Money.Zero, StripeRefundWatch.Reason, number.ToString(), "pi_1"));
        row.Communication.ShouldBe("EUR 600.00 of pi_1 refunded, EUR 200.00 of it booked");
        (await ListedKeysAsync()).ShouldContain(row.Key);
        (await LedgerAsync("debtor1")).ShouldBe(owed);
    }

    [Fact]
    public async Task RefundInAnotherCurrency_IsShownOnce_AndNotAgainWhenDecided()
    {
        var dollars = Refund("re_1", "pi_1", 21_000).Replace("\"eur\"", "\"usd\"", StringComparison.Ordinal);
        var told = await TellAsync("refund.created", dollars);
        await TellAsync("refund.updated", dollars);

        (await InboxAsync(told)).ShouldBe((InboxState.Handled, "re_1"));
        var row = (await WorklistAsync()).ShouldHaveSingleItem();
        row.GetProperty("reason").GetString().ShouldBe("other-currency");
        await JsonAsync(await PostAsync($"/api/receipts/{Partition}/re_1/not-ours", new { reason = "settled at Stripe" }), 200);
        await TellAsync("charge.refund.updated", dollars);
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ChargeToldBeforeItsRefund_WaitsForIt_AndIsNotShown()
    {
        await PaidAsync(121_000);
        var told = await TellAsync("charge.refunded", """{"id":"ch_1","object":"charge","amount":121000,"amount_refunded":20000,"currency":"eur","payment_intent":"pi_1"}""");

        await TellAsync("refund.created", Refund("re_1", "pi_1", 20_000));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        (await InboxAsync(told)).ShouldBe((InboxState.Ignored, "told-by-its-refunds"));
        (await ReceiptAsync("ch_1-refunded-20000")).ShouldBeNull();
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
