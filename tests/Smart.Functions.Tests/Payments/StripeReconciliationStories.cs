using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments.Stripe;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Payments;

/// <summary>What no webhook brings is found in the provider's list, once a day, and nothing is skipped.</summary>
public sealed class StripeReconciliationStories(TestStorage storage) : StripeStory(storage)
{
    private StripeReconciliation Reconciliation => Host.Services.GetRequiredService<StripeReconciliation>();

    [Fact]
    public async Task PaymentThatNobodyTold_IsFoundTheNextMorning()
    {
        var (session, number) = await PageAsync(121_000);
        Stripe.Faults.DropWebhooks = true;
        await Stripe.PayAsync(session, Ct);
        await Host.RunUntilIdleAsync(Ct);
        (await OpenAsync("debtor1", number)).ShouldNotBeNull();

        await Host.AdvanceAsync(TimeSpan.FromHours(24), Ct);

        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
        (await LedgerAsync("debtor1")).ShouldBe(Money.Zero);
        (await Reconciliation.FindAsync(Ct))!.DoneOn.ShouldBe(new DateOnly(2026, 5, 16));
    }

    [Fact]
    public async Task EventsThatAreKnown_AreNotTakenAgain()
    {
        var (session, number) = await PageAsync(121_000);
        await Stripe.PayAsync(session, Ct);
        await Host.AdvanceAsync(TimeSpan.FromHours(24), Ct);
        await Host.AdvanceAsync(TimeSpan.FromHours(24), Ct);

        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
        (await HeadAsync("debtor1"))!.OnAccount.ShouldBe(Money.Zero);
        (await Reconciliation.FindAsync(Ct))!.Found.ShouldBe(0);
    }

    [Fact]
    public async Task ProviderThatIsDown_IsAskedAgainTheNextHour_FromTheSameMark()
    {
        await Host.AdvanceAsync(TimeSpan.FromHours(24), Ct);
        var mark = (await Reconciliation.FindAsync(Ct))!;
        Stripe.Faults.DropWebhooks = true;
        var (session, number) = await PageAsync(121_000);
        await Stripe.PayAsync(session, Ct);

        Stripe.Faults.Fail(HttpStatusCode.ServiceUnavailable);
        await Host.AdvanceAsync(TimeSpan.FromHours(50), Ct);
        (await Reconciliation.FindAsync(Ct)).ShouldBe(mark);

        Stripe.Faults.Recover();
        await Host.AdvanceAsync(TimeSpan.FromHours(2), Ct);
        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
        (await Reconciliation.FindAsync(Ct))!.Through.ShouldBeGreaterThan(mark.Through);
    }

    [Fact]
    public async Task ManyEvents_AreReadPageAfterPage()
    {
        Stripe.Faults.DropWebhooks = true;
        for (var i = 0; i < 130; i++) Stripe.PayOut(new DateOnly(2026, 5, 16));

        await Host.AdvanceAsync(TimeSpan.FromMinutes(15), Ct);

        (await Reconciliation.FindAsync(Ct))!.Found.ShouldBe(260);
        (await InboxAsync(Stripe.Events[0])).State.ShouldBe(InboxState.Ignored);
        (await InboxAsync(Stripe.Events[^1])).State.ShouldBe(InboxState.Ignored);
    }

    [Fact]
    public async Task EventWhoseMessageWasLost_IsSentAgain()
    {
        var (session, number) = await PageAsync(121_000);
        var paid = Stripe.Complete(session);
        await StoreAsync(paid.EventId);

        (await Reconciliation.RunAsync(Ct)).Value.Found.ShouldBe(1); // The payment's own event; that of the session is known.
        await Host.RunUntilIdleAsync(Ct);

        (await InboxAsync(paid.EventId)).State.ShouldBe(InboxState.Handled);
        (await IsClosedAsync("debtor1", number)).ShouldBeTrue();
    }

    [Fact]
    public async Task MarkOlderThanTheList_SaysWhatIsLost()
    {
        var now = Host.TimeProvider.GetUtcNow();
        var old = new StripeReconciliationRow
        {
            PartitionKey = StripeReconciliationRow.Key,
            RowKey = StripeReconciliationRow.Key,
            Through = now.AddDays(-40),
            DoneOn = new DateOnly(2026, 4, 5),
            Found = 0,
        };
        await Store.CommitAsync(new RowBatch(TableNames.Sweeps, old.PartitionKey).Insert(old), Ct);

        var mark = (await Reconciliation.RunAsync(Ct)).Value;

        mark.LostFrom.ShouldBe(old.Through);
        mark.LostThrough.ShouldBe(now.AddDays(-30).AddHours(1));
    }

    [Fact]
    public async Task EventsOfAnyOrderAndNumber_EndInTheSameBooks()
    {
        Stripe.Faults.Repeat = 2;
        Stripe.Faults.Reorder = true;
        var (session, _) = await PageAsync(121_000);
        await Stripe.PayAsync(session, "sepa_debit", Ct);
        var payment = Stripe.Find(session)!["payment_intent"]!.GetValue<string>();
        var settled = Stripe.SettleDebit(payment);
        var refunded = Stripe.Refund(payment, 21_000);
        await Stripe.TellAsync(refunded, Ct);
        await Stripe.TellAsync(settled, Ct);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        (await PaymentAsync(payment))!.State.ShouldBe(StripePaymentState.Paid);
        (await ReceiptAsync(payment))!.Amount.ShouldBe(Money.Eur(121_000));
        (await ReceiptAsync(refunded.Id))!.Amount.ShouldBe(Money.Eur(-21_000));
    }

    [Fact]
    public async Task OldVersion_WhoseChargeListsTheRefunds_EndsInTheSameBooks()
    {
        Stripe.Faults.ApiVersion = "2020-08-27";
        var (session, _) = await PageAsync(121_000);
        await Stripe.PayAsync(session, Ct);
        var payment = Stripe.Find(session)!["payment_intent"]!.GetValue<string>();

        var first = Stripe.Refund(payment, 21_000);
        await Stripe.TellAsync(first, Ct);
        var second = Stripe.Refund(payment);
        await Stripe.TellAsync(second, Ct);
        await Host.RunUntilIdleAsync(Ct);

        (await ReceiptAsync(first.Id))!.Amount.ShouldBe(Money.Eur(-21_000));
        (await ReceiptAsync(second.Id))!.Amount.ShouldBe(Money.Eur(-100_000));
    }

    private async Task<(string Session, InvoiceNumber Number)> PageAsync(long cents)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, cents);
        var page = await Host.Services.GetRequiredService<CheckoutService>().OpenAsync(debtor, number.ToString(), Ct);
        return (page.Value.Url.Split('/')[^1], number);
    }

    // As a webhook leaves it whose message went astray.
    private async Task StoreAsync(string eventId)
    {
        var json = (Stripe.Find(eventId) ?? throw new InvalidOperationException()).ToJsonString();
        await Host.Services.GetRequiredService<StripeInbox>().AddAsync(global::Stripe.EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false), json, Ct);
    }
}
