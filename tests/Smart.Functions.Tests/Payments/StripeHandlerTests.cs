using Smart.Functions.Tests.Architecture;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Payments.Stripe.Handlers;
using Stripe;

namespace Smart.Functions.Tests.Payments;

/// <summary>What handlers decide: pure.</summary>
public class StripeHandlerTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 15, 10, 0, 0, TimeSpan.Zero);

    private static readonly IStripeEventHandler[] Handlers =
        [new PaidHandler(), new ProcessingHandler(), new FailedHandler(), new RefundHandler(), new DisputeHandler(), new PayoutHandler()];

    [Fact]
    public void EachType_HasOneHandler() => Handlers.SelectMany(handler => handler.Types).ShouldBeUnique();

    [Fact]
    public void EverySampleEvent_IsAnswered_WhateverHandlerGetsIt()
    {
        var folder = Path.Combine(SourceTree.Root, "..", "shared", "data", "stripe", "webhook-events");
        if (!Directory.Exists(folder)) Assert.Skip("Sample data stripe/webhook-events is not beside the repository.");
        var files = Directory.GetFiles(folder);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var sample = EventUtility.ParseEvent(File.ReadAllText(file), throwOnApiVersionMismatch: false);
            foreach (var handler in Handlers)
            {
                handler.Decide(sample, Now).ShouldNotBeNull(file);
                foreach (var type in handler.Types) handler.Decide(With(sample, type), Now).ShouldNotBeNull($"{file} as {type}");
            }
        }
    }

    [Fact]
    public void EventWithoutAnObject_AsksNothing()
    {
        foreach (var handler in Handlers)
        {
            handler.Decide(new Event { Created = Now.UtcDateTime, Type = handler.Types[0] }, Now).ShouldBeOfType<StripeDecision.Nothing>();
        }
    }

    [Fact]
    public void PaidSession_AndItsPayment_AreTheSameReceipt()
    {
        const string Metadata = """{"number":"2026-000001","reference":"202600000192"}""";
        var session = Decide("checkout.session.completed", $$"""{"id":"cs_1","object":"checkout.session","amount_total":100,"currency":"eur","payment_status":"paid","payment_intent":"pi_1","client_reference_id":"2026-000001","metadata":{{Metadata}}}""");
        var payment = Decide("payment_intent.succeeded", $$"""{"id":"pi_1","object":"payment_intent","amount":100,"currency":"eur","metadata":{{Metadata}}}""");

        session.ShouldBe(payment);
        var receipt = session.ShouldBeOfType<StripeDecision.Received>().Receipt;
        (receipt.PartitionKey, receipt.Key, receipt.Amount, receipt.ValueDate, receipt.Structured).ShouldBe(("stripe-202605", "pi_1", Money.Eur(100), new DateOnly(2026, 5, 15), "202600000192"));
    }

    [Fact]
    public void PaymentWithinAnExpandedField_IsTheSameAsItsId() =>
        Decide("checkout.session.completed", """{"id":"cs_1","object":"checkout.session","amount_total":100,"currency":"eur","payment_status":"paid","payment_intent":{"id":"pi_1","object":"payment_intent"}}""")
            .ShouldBeOfType<StripeDecision.Received>().Receipt.Key.ShouldBe("pi_1");

    [Fact]
    public void OtherCurrency_IsForAPerson()
    {
        var receipt = Decide("payment_intent.succeeded", """{"id":"pi_1","object":"payment_intent","amount":1234,"currency":"usd"}""").ShouldBeOfType<StripeDecision.Unbookable>().Receipt;

        (receipt.Amount, receipt.OriginalAmount, receipt.State, receipt.Reason).ShouldBe((Money.Zero, "12.34 USD", ReceiptState.Unmatched, "other-currency"));
    }

    [Theory]
    [InlineData("jpy", "1230 JPY")]
    [InlineData("kwd", "1.230 KWD")]
    [InlineData("chf", "12.30 CHF")]
    public void AmountOfAnotherCurrency_IsReadInItsOwnUnit(string currency, string expected) =>
        Decide("payment_intent.succeeded", $$"""{"id":"pi_1","object":"payment_intent","amount":1230,"currency":"{{currency}}"}""")
            .ShouldBeOfType<StripeDecision.Unbookable>().Receipt.OriginalAmount.ShouldBe(expected);

    [Theory]
    [InlineData("refund.created", "succeeded", "TookBack")]
    [InlineData("refund.created", "pending", "Nothing")]
    [InlineData("refund.updated", "requires_action", "Nothing")]
    [InlineData("refund.updated", "succeeded", "TookBack")]
    [InlineData("charge.refund.updated", "succeeded", "TookBack")]
    [InlineData("refund.updated", "failed", "GaveBack")]
    [InlineData("refund.failed", "failed", "GaveBack")]
    [InlineData("refund.failed", "pending", "GaveBack")]
    [InlineData("refund.updated", "canceled", "GaveBack")]
    public void Refund_MovesMoney_ByItsStatus(string type, string status, string expected) =>
        Decide(type, $$"""{"id":"re_1","object":"refund","amount":100,"currency":"eur","created":1777000000,"payment_intent":"pi_1","status":"{{status}}"}""").GetType().Name.ShouldBe(expected);

    [Theory]
    [InlineData("refund.created", "succeeded", "re_1", "-1.00 USD", "refund of pi_1")]
    [InlineData("refund.failed", "failed", "re_1-reinstated", "1.00 USD", "refund of pi_1 failed")]
    public void RefundOfAnotherCurrency_IsForAPerson(string type, string status, string key, string amount, string about)
    {
        var row = Decide(type, $$"""{"id":"re_1","object":"refund","amount":100,"currency":"usd","created":1777000000,"payment_intent":"pi_1","status":"{{status}}"}""")
            .ShouldBeOfType<StripeDecision.Shown>().Rows.ShouldHaveSingleItem();

        (row.PartitionKey, row.Key, row.Amount, row.OriginalAmount, row.Communication, row.State).ShouldBe(("stripe-202604", key, Money.Zero, amount, about, ReceiptState.Unmatched));
    }

    [Theory]
    [InlineData("charge.dispute.funds_withdrawn", "du_1", "-1.00 USD")]
    [InlineData("charge.dispute.funds_reinstated", "du_1-reinstated", "1.00 USD")]
    public void DisputeOfAnotherCurrency_IsForAPerson_WhenItsFundsMove(string type, string key, string amount)
    {
        var row = Decide(type, Dispute("needs_response").Replace("eur", "usd", StringComparison.Ordinal)).ShouldBeOfType<StripeDecision.Shown>().Rows.ShouldHaveSingleItem();

        (row.Key, row.OriginalAmount, row.Communication).ShouldBe((key, amount, "dispute of pi_1: general"));
    }

    [Fact]
    public void OldCharge_ListsItsRefunds_OneReceiptEach()
    {
        var returns = Decide(
            "charge.refunded",
            """
            {"id":"ch_1","object":"charge","amount":100,"amount_refunded":60,"currency":"eur","payment_intent":"pi_1","refunds":{"object":"list","has_more":false,"data":[
            {"id":"re_1","object":"refund","amount":20,"currency":"eur","created":1778839260},
            {"id":"re_2","object":"refund","amount":40,"currency":"eur","created":1777000000,"status":"succeeded"},
            {"id":"re_3","object":"refund","amount":40,"currency":"eur","created":1777000000,"status":"pending"}]}}
            """).ShouldBeOfType<StripeDecision.TookBack>().Returns;

        returns.Select(one => (one.Id, one.Partition, one.Amount.Cents, one.PaymentId)).ShouldBe([("re_1", "stripe-202605", 20, "pi_1"), ("re_2", "stripe-202604", 40, "pi_1")]);
    }

    [Fact]
    public void NewCharge_LeavesItToItsRefunds_AndSaysHowMuchTheyAre() =>
        Decide("charge.refunded", """{"id":"ch_1","object":"charge","amount":100,"amount_refunded":60,"currency":"eur","payment_intent":"pi_1"}""")
            .ShouldBe(new StripeDecision.Refunded(new ChargeRefunds("ch_1", "stripe-202605", "pi_1", Money.Eur(60), new DateOnly(2026, 5, 15))));

    [Theory]
    [InlineData("""{"id":"ch_1","object":"charge","amount":100,"amount_refunded":60,"currency":"eur"}""", "told-by-its-refunds")]
    [InlineData("""{"id":"ch_1","object":"charge","amount":100,"amount_refunded":60,"currency":"usd","payment_intent":"pi_1"}""", "other-currency")]
    [InlineData("""{"id":"ch_1","object":"charge","amount":100,"amount_refunded":0,"currency":"eur","payment_intent":"pi_1"}""", "no-money")]
    public void NewCharge_OfNoPaymentOrEuro_AsksNothing(string charge, string why) => Decide("charge.refunded", charge).ShouldBe(new StripeDecision.Nothing(why));

    [Theory]
    [InlineData("paid", "Received")]
    [InlineData("unpaid", "Announced")]
    [InlineData("no_payment_required", "Nothing")]
    [InlineData("partially_paid", "Nothing")]
    public void CompletedSession_IsMoney_OnlyWhenItSaysSo(string status, string expected) =>
        Decide("checkout.session.completed", $$"""{"id":"cs_1","object":"checkout.session","amount_total":100,"currency":"eur","payment_status":"{{status}}","payment_intent":"pi_1"}""").GetType().Name.ShouldBe(expected);

    [Fact]
    public void LongTexts_AreCutToWhatARowHolds()
    {
        var text = new string('x', 40_000);
        var receipt = Decide("payment_intent.succeeded", $$$"""{"id":"pi_1","object":"payment_intent","amount":100,"currency":"eur","metadata":{"number":"{{{text}}}","reference":"{{{text}}}"}}""")
            .ShouldBeOfType<StripeDecision.Received>().Receipt;

        (receipt.Communication.Length, receipt.Structured!.Length).ShouldBe((1_000, 1_000));
    }

    [Theory]
    [InlineData("charge.dispute.created", "needs_response", null)]
    [InlineData("charge.dispute.updated", "under_review", null)]
    [InlineData("charge.dispute.closed", "won", "won")]
    [InlineData("charge.dispute.closed", "warning_closed", "warning-closed")]
    [InlineData("charge.dispute.closed", "some_new_word", "closed")]
    public void Dispute_MovesNoMoney_UntilFundsMove(string type, string status, string? outcome) =>
        Decide(type, Dispute(status)).ShouldBeOfType<StripeDecision.Disputed>().Dispute.Outcome.ShouldBe(outcome);

    [Fact]
    public void Dispute_TakesAndGivesBack_ByItsFunds()
    {
        Decide("charge.dispute.funds_withdrawn", Dispute("needs_response")).ShouldBeOfType<StripeDecision.TookBack>().Returns.ShouldHaveSingleItem().Amount.ShouldBe(Money.Eur(100));
        Decide("charge.dispute.funds_reinstated", Dispute("won")).ShouldBeOfType<StripeDecision.GaveBack>().Return.ReinstatedKey.ShouldBe("du_1-reinstated");
    }

    [Theory]
    [InlineData("payout.paid", "paid", null)]
    [InlineData("payout.reconciliation_completed", "paid", null)]
    [InlineData("payout.failed", "failed", "account_closed")]
    [InlineData("payout.canceled", "canceled", "account_closed")]
    public void Payout_SaysWhetherItFailed(string type, string status, string? failure)
    {
        var code = failure is null ? "null" : $"\"{failure}\"";
        var news = Decide(type, $$"""{"id":"po_1","object":"payout","amount":5000,"currency":"eur","arrival_date":1778889600,"status":"{{status}}","failure_code":{{code}}}""").ShouldBeOfType<StripeDecision.PaidOut>().Payout;

        (news.Amount, news.ArrivesOn, news.Failure).ShouldBe((Money.Eur(5_000), new DateOnly(2026, 5, 16), failure));
    }

    private static string Dispute(string status) =>
        $$"""{"id":"du_1","object":"dispute","amount":100,"currency":"eur","created":1778839260,"charge":"ch_1","payment_intent":"pi_1","reason":"general","status":"{{status}}","evidence_details":{"due_by":0} }""";

    private static StripeDecision Decide(string type, string about)
    {
        var received = EventUtility.ParseEvent($$"""{"id":"evt_1","object":"event","type":"{{type}}","created":1778839260,"data":{"object":{{about}} } }""", throwOnApiVersionMismatch: false);
        return Handlers.Single(handler => handler.Types.Contains(type)).Decide(received, Now);
    }

    private static Event With(Event sample, string type) => new() { Id = sample.Id, Object = sample.Object, Created = sample.Created, Type = type, Data = sample.Data };
}
