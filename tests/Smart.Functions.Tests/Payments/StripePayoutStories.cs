using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Tests.Payments;

/// <summary>What Stripe pays out is money that was booked already: the bank's movement is recognised, whichever is told first.</summary>
public sealed class StripePayoutStories(TestStorage storage) : StripeStory(storage)
{
    private StripePayouts Payouts => Host.Services.GetRequiredService<StripePayouts>();

    [Fact]
    public async Task EventFirst_TheMovementIsThePayout()
    {
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));

        var receipt = await MovementAsync(OfStripe(500_00));

        (receipt.State, receipt.SamePartition, receipt.SameKey).ShouldBe((ReceiptState.Payout, "payout|po_00000001", "payout|po_00000001"));
        var payout = (await Payouts.FindAsync("po_00000001", Ct))!;
        (payout.State, payout.ReceiptKey).ShouldBe((PayoutState.Arrived, receipt.Key));
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task MovementFirst_WaitsInTheWorklist_UntilThePayoutIsTold()
    {
        var waiting = await MovementAsync(OfStripe(500_00));
        (waiting.State, waiting.Reason).ShouldBe((ReceiptState.Unmatched, StripePayouts.UnknownPayout));
        (await WorklistAsync()).ShouldHaveSingleItem();

        await TellAsync("payout.paid", Payout("po_00000001", 500_00));
        await TellAsync("payout.reconciliation_completed", Payout("po_00000001", 500_00));

        (await AgainAsync(waiting)).State.ShouldBe(ReceiptState.Payout);
        (await Payouts.FindAsync("po_00000001", Ct))!.ReceiptKey.ShouldBe(waiting.Key);
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoPayoutsOfOneAmount_TakeAMovementEach()
    {
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));
        await TellAsync("payout.paid", Payout("po_00000002", 500_00));

        var first = await MovementAsync(OfStripe(500_00));
        var second = await MovementAsync(OfStripe(500_00));

        new[] { first.SameKey, second.SameKey }.ShouldBe(["payout|po_00000001", "payout|po_00000002"]);
    }

    [Fact]
    public async Task PayoutNamedInTheText_Wins()
    {
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));
        await TellAsync("payout.paid", Payout("po_00000002", 500_00));

        var receipt = await MovementAsync(new SimulatedMovement { Cents = 500_00, CounterpartyName = "BANK", Communication = "PAYOUT po_00000002" });

        receipt.SameKey.ShouldBe("payout|po_00000002");
    }

    [Fact]
    public async Task OtherAmountOrFarDay_IsNotThePayout()
    {
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));
        await TellAsync("payout.paid", Payout("po_00000002", 700_00, new DateOnly(2026, 4, 1)));

        (await MovementAsync(OfStripe(500_01))).Reason.ShouldBe(StripePayouts.UnknownPayout);
        (await MovementAsync(OfStripe(700_00))).Reason.ShouldBe(StripePayouts.UnknownPayout);
    }

    [Fact]
    public async Task ClientWithAReference_IsNeverAPayout()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 500_00);
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));

        await ImportAsync(NextFile(Transfer(500_00, number) with { CounterpartyName = "STRIPE DESIGN SRL" }));
        await ImportAsync(NextFile(Transfer(1_00, $"facture +++{number.Reference.Digits}+++") with { CounterpartyName = "STRIPE DESIGN SRL" }));
        await ImportAsync(NextFile(new SimulatedMovement { Cents = 500_00, CounterpartyName = "STRIPES SA", Communication = "thanks" }));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(1_00));
        (await Payouts.FindAsync("po_00000001", Ct))!.State.ShouldBe(PayoutState.Expected);
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("no-reference");
    }

    [Fact]
    public async Task PayoutThatComesBack_IsRecognised_EventFirst()
    {
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));
        await MovementAsync(OfStripe(500_00));
        await TellAsync("payout.failed", Payout("po_00000001", 500_00, failure: "account_closed"));
        (await Payouts.FindAsync("po_00000001", Ct))!.State.ShouldBe(PayoutState.Failed);

        var back = await MovementAsync(OfStripe(-500_00));

        (back.State, back.SameKey).ShouldBe((ReceiptState.Payout, "payout|po_00000001"));
        var payout = (await Payouts.FindAsync("po_00000001", Ct))!;
        (payout.State, payout.ReturnKey, payout.Failure).ShouldBe((PayoutState.Returned, back.Key, "account_closed"));
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task PayoutThatComesBack_IsRecognised_MovementFirst()
    {
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));
        await MovementAsync(OfStripe(500_00));
        var back = await MovementAsync(OfStripe(-500_00));
        (back.State, back.Reason).ShouldBe((ReceiptState.Unmatched, StripePayouts.UnknownPayout));

        await TellAsync("payout.failed", Payout("po_00000001", 500_00, failure: "account_closed"));
        await TellAsync("payout.paid", Payout("po_00000001", 500_00));

        (await AgainAsync(back)).State.ShouldBe(ReceiptState.Payout);
        (await Payouts.FindAsync("po_00000001", Ct))!.State.ShouldBe(PayoutState.Returned);
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task MovementThatAPersonDecided_IsLeftAlone()
    {
        var waiting = await MovementAsync(OfStripe(500_00));
        (await PostAsync($"/api/receipts/{waiting.PartitionKey}/{waiting.Key}/not-ours", new { reason = "a correction of the bank" })).EnsureSuccessStatusCode();

        await TellAsync("payout.paid", Payout("po_00000001", 500_00));

        (await AgainAsync(waiting)).State.ShouldBe(ReceiptState.NotOurs);
        (await Payouts.FindAsync("po_00000001", Ct))!.State.ShouldBe(PayoutState.Expected);
    }

    private static SimulatedMovement OfStripe(long cents) => new() { Cents = cents, CounterpartyName = "STRIPE PAYMENTS EUROPE", Communication = "STRIPE" };

    private static string Payout(string id, long cents, DateOnly? arrives = null, string? failure = null)
    {
        var day = new DateTimeOffset((arrives ?? Today).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();
        var (status, code) = failure is null ? ("paid", "null") : ("failed", $"\"{failure}\"");
        return $$"""{"id":"{{id}}","object":"payout","amount":{{cents}},"currency":"eur","arrival_date":{{day}},"status":"{{status}}","failure_code":{{code}} }""";
    }

    /// <summary>The bank's next file with one movement, and its receipt.</summary>
    private async Task<ReceiptRow> MovementAsync(SimulatedMovement movement)
    {
        var before = await ReceiptsAsync();
        await ImportAsync(NextFile(movement));
        return (await ReceiptsAsync()).Single(receipt => before.TrueForAll(known => known.Key != receipt.Key));
    }

    private async Task<ReceiptRow> AgainAsync(ReceiptRow receipt) => (await ReceiptAsync(receipt.Key, receipt.PartitionKey))!;

    private async Task<List<ReceiptRow>> ReceiptsAsync()
    {
        var client = Host.Services.GetRequiredService<Azure.Data.Tables.TableServiceClient>();
        var table = client.GetTableClient(Host.Services.GetRequiredService<Smart.Shared.Storage.StorageNames>().Table("Receipts"));
        var found = new List<ReceiptRow>();
        await foreach (var row in table.QueryAsync<Azure.Data.Tables.TableEntity>(filter: "", cancellationToken: Ct))
        {
            if (row.ContainsKey(nameof(ReceiptRow.Source))) found.Add(Smart.Shared.Storage.RowMapper.FromEntity<ReceiptRow>(row));
        }

        return found;
    }
}
