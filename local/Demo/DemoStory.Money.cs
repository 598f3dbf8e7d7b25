using System.Net;
using Smart.Local.Simulation;
using Smart.Local.Simulation.Ibanity;
using Smart.Shared.Payments;

namespace Smart.Local.Demo;

/// <summary>The ways of money: the bank's interface, cards, direct debit, money on account, what comes back, and what a person decides.</summary>
internal sealed partial class DemoStory
{
    private const long Overpaid = 5_000;

    private string _ponto = "";
    private string _debit = "";
    private (string Reference, long Cents) _promise;

    private async Task MoreInvoicesAsync()
    {
        var canal = await stage.ClientAsync(_lea, new("enterprise", "fr", "Théâtre du Canal ASBL", "compta@canal.example") { EnterpriseNumber = DemoAccounts.Enterprise(660_121) });
        var galerie = await stage.ClientAsync(_jonas, new("enterprise", "fr", "Galerie Sablon SRL", "factures@sablon.example") { EnterpriseNumber = DemoAccounts.Enterprise(660_343) });
        var nova = await stage.ClientAsync(_jonas, new("enterprise", "nl", "Atelier Nova BV", "admin@nova.example") { EnterpriseNumber = DemoAccounts.Enterprise(660_565) });
        _canal = await stage.IssueAsync(_lea, 1, canal, "Décor, premier acte", 2, "300.00");
        _secondOfCanal = await stage.IssueAsync(_lea, 1, canal, "Décor, second acte", 1, "305.00");
        _galerie = await stage.IssueAsync(_jonas, 1, galerie, "Accrochage", 1, "275.00");
        _nova = await stage.IssueAsync(_jonas, 3, nova, "Websiteteksten", 3, "270.00");
    }

    // Ponto tells of the transfer within the minute; in the evening the bank's file holds it too.
    private async Task BankInterfaceAsync()
    {
        _ponto = stage.System.Ibanity.Connect(DemoCooperative.Iban);
        var cents = _canal.Cents + Overpaid;
        var answered = await TransferByPontoAsync(_canal.Client, cents, _canal.Communication, isTold: true);
        DemoStage.Expect(answered == HttpStatusCode.Accepted, $"The bank's webhook was answered with {(int)answered}.");
        await stage.ExpectPaidAsync(_canal);
        stage.Tell(StoryKind.Payment, "It came by Ponto Connect: a signed webhook within the minute. This evening's bank file will tell of it too.");
    }

    private async Task MoneyOnAccountAsync()
    {
        await stage.GoToAsync(2026, 9, 10);
        var told = (await stage.ReceiptsAsync()).Where(receipt => receipt.CounterpartyAccount == _canal.Client.Iban).ToList();
        DemoStage.Expect(told.Count == 2 && told.Count(receipt => receipt.State == ReceiptState.SameMoney) == 1, "Ponto and the bank's file told of one transfer: one of two receipts should be booked.");
        var onAccount = DemoStage.Cents((await stage.StatementAsync(_canal.Client))["onAccount"]!);
        DemoStage.Expect(onAccount == Overpaid, $"Théâtre du Canal paid EUR 50.00 too much, and EUR {DemoStage.Euros(onAccount)} stands on its account.");
        stage.Tell(StoryKind.Payment, "The file's movement is recognised as the same money (told-by-another-channel): booked once.");
        var used = await stage.Finance.PostAsync($"debtors/{_canal.Client.Id}/account-use", new { invoices = new[] { _secondOfCanal.Number } });
        DemoStage.Expect(used.Succeeded, $"Money on account should pay {_secondOfCanal.Number}, and was refused: {used.Problem}.");
        stage.Tell(StoryKind.Payment, $"Théâtre du Canal had paid EUR 50.00 too much; finance lets it pay a part of {_secondOfCanal.Number}.");
    }

    // No webhook tells of the refund: the daily reconciliation with Stripe finds it.
    private async Task CardAndBackAsync()
    {
        var session = await CheckoutAsync(_secondOfCanal);
        await PayAsync(session, "card");
        stage.Tell(StoryKind.Payment, $"Théâtre du Canal pays the rest of {_secondOfCanal.Number} by card, EUR {DemoStage.Euros(_secondOfCanal.Cents - Overpaid)}: with the wrong card.");
        await stage.ExpectPaidAsync(_secondOfCanal);
        stage.Tell(StoryKind.Payment, "Finance refunds it in the dashboard of Stripe, whose webhook is lost.");
        stage.System.Stripe.Refund(PaymentOf(session));
        await stage.GoToAsync(2026, 9, 17);
        DemoStage.Expect(!await stage.IsPaidAsync(_secondOfCanal.Number), $"The card payment of {_secondOfCanal.Number} was refunded: it should be open again.");
        stage.Tell(StoryKind.Payment, $"The daily reconciliation with Stripe finds the refund: {_secondOfCanal.Number} is open again, and finance has seen it.");
        await SeeReturnedAsync();
        _secondOfGalerie = await stage.IssueAsync(_jonas, 1, _galerie.Client, "Catalogue", 1, "290.00");
        await SplitAsync();
    }

    private async Task SplitAsync()
    {
        var parts = new[] { (Invoice: _secondOfCanal, Cents: _secondOfCanal.Cents - Overpaid), (Invoice: _secondOfGalerie, _secondOfGalerie.Cents) };
        stage.Transfer("Fiduciaire Legrand", DemoAccounts.Iban(3_000_151), parts.Sum(part => part.Cents), "", "pour nos deux clients");
        await stage.GoToAsync(2026, 9, 18);
        var waiting = (await stage.WaitingAsync()).Single(receipt => receipt["counterpartyName"]!.GetValue<string>().StartsWith("FIDUCIAIRE", StringComparison.OrdinalIgnoreCase));
        await stage.DecideAsync(waiting, "split", new
        {
            parts = parts.Select(part => new { debtorId = part.Invoice.Client.Id, amount = DemoStage.Money(part.Cents), invoiceNumber = part.Invoice.Number }),
        });
        stage.Tell(StoryKind.Payment, $"An accountant pays for two clients in one transfer and names neither (worklist: {waiting["reason"]}): finance splits it.");
        foreach (var (invoice, _) in parts) await stage.ExpectPaidAsync(invoice);
    }

    private async Task OrderDebitAsync()
    {
        await stage.GoToAsync(2026, 10, 1);
        var session = await CheckoutAsync(_nova);
        await PayAsync(session, "sepa_debit");
        _debit = PaymentOf(session);
        var announced = (await stage.Finance.GetAsync($"payments/announced?debtorId={_nova.Client.Id}")).Value["payments"]!.AsArray();
        DemoStage.Expect(announced.Count == 1, "The direct debit that Atelier Nova ordered should be announced.");
        stage.Tell(StoryKind.Payment, $"Atelier Nova orders a SEPA direct debit for {_nova.Number}: announced, the money takes days.");
    }

    private async Task FailDebitAsync()
    {
        DemoStage.Expect(stage.LettersTo(_nova.Client).Count == 0, "No letter should go to Atelier Nova while its direct debit is on its way.");
        stage.Tell(StoryKind.Letter, "Atelier Nova gets none: its direct debit is on its way.");
        await stage.System.Stripe.TellAsync(stage.System.Stripe.SettleDebit(_debit, "insufficient_funds"));
        await stage.System.Host.RunUntilIdleAsync();
        stage.Tell(StoryKind.Payment, "Atelier Nova's bank refuses the debit (insufficient_funds).");
        await stage.GoToAsync(2026, 10, 12);
        DemoStage.Expect(stage.LettersTo(_nova.Client).Count == 1, $"Atelier Nova should have its reminder now, and has {stage.LettersTo(_nova.Client).Count}.");
        stage.Tell(StoryKind.Letter, "Now its reminder goes out.");
        var half = _nova.Cents / 2;
        var agreed = await stage.Desk.PostAsync($"debtors/{_nova.Client.Id}/arrangements", new
        {
            invoices = new[] { _nova.Number },
            instalments = new[] { new { dueOn = "2026-10-20", amount = DemoStage.Money(half) }, new { dueOn = "2026-11-17", amount = DemoStage.Money(_nova.Cents - half) } },
        });
        _promise = (agreed.Text("reference"), half);
        stage.Tell(StoryKind.Letter, "It calls: the desk agrees on two instalments, by 20 October and 17 November, with one communication.");
        stage.Transfer(_phantom);
    }

    private async Task PayoutAsync()
    {
        var told = await stage.ReceiptsAsync();
        var payout = told.Where(receipt => receipt.State == ReceiptState.Payout).ToList();
        DemoStage.Expect(payout.Count == 1, $"The payout of Stripe should be recognised on the bank account, and {payout.Count} are.");
        stage.Tell(StoryKind.Payment, $"Stripe pays out EUR {DemoStage.Euros(payout[0].Amount.Cents)}, fees and the refund taken off: the bank's movement is recognised as that payout, and pays no invoice.");
    }

    // The bank takes it back on the day after.
    private async Task ReturnedAsync()
    {
        DemoStage.Expect(!await stage.IsPaidAsync(_phantom.Number), $"The payment of {_phantom.Number} came back: it should be open again.");
        await SeeReturnedAsync();
        stage.Tell(StoryKind.Payment, $"The bank takes Phantom's transfer back (AC04, account closed): {_phantom.Number} is open again, its case goes on where it was, and finance has seen it.");
    }

    private async Task SeeReturnedAsync()
    {
        var waiting = await stage.WaitingAsync("returned");
        DemoStage.Expect(waiting.Count == 1, $"One payment came back and should be shown to finance, and {waiting.Count} are.");
        await stage.DecideAsync(waiting[0], "seen", new { });
    }

    private void PayInstalment()
    {
        stage.Transfer(_nova.Client, _promise.Cents, _promise.Reference);
        stage.Tell(StoryKind.Payment, $"Atelier Nova pays its first instalment, EUR {DemoStage.Euros(_promise.Cents)}, in time.");
    }

    // A Monday, five minutes before the week's pull. No webhook tells of it; the evening's file does too.
    private Task PayLastInstalmentAsync() => TransferByPontoAsync(_nova.Client, _nova.Cents - _promise.Cents, _promise.Reference, isTold: false);

    private async Task PromiseKeptAsync()
    {
        var standing = (await stage.Desk.GetAsync($"debtors/{_nova.Client.Id}/arrangements")).Value["arrangements"]![0]!["state"]!.GetValue<string>();
        DemoStage.Expect(standing == "fulfilled", $"Atelier Nova paid both instalments in time: its arrangement should be fulfilled, and is {standing}.");
        DemoStage.Expect(stage.LettersTo(_nova.Client).Count == 1, "No letter should go to Atelier Nova while it keeps its promise.");
        stage.Tell(StoryKind.Payment, "Meanwhile Atelier Nova paid its second instalment; no webhook told of it, a timed pull of Ponto found it. The promise is kept, and no further letter went out.");
        await stage.ExpectPaidAsync(_nova);
    }

    private async Task<HttpStatusCode> TransferByPontoAsync(DemoClient payer, long cents, string communication, bool isTold)
    {
        var digits = string.Concat(communication.Where(char.IsAsciiDigit));
        stage.System.Ibanity.Receive(_ponto, SimulatedTransaction.Structured(cents, digits) with { CounterpartName = payer.Name, CounterpartReference = payer.Iban });
        stage.Transfer(payer, cents, communication);
        if (!isTold)
        {
            stage.System.Ibanity.Synchronize(_ponto);
            return default;
        }

        var answered = await stage.System.Ibanity.TellAsync(_ponto);
        await stage.System.Host.AdvanceAsync(TimeSpan.FromMinutes(1));
        return answered;
    }

    /// <summary>The client opens the link in its mail: the session of the page to pay on.</summary>
    private async Task<string> CheckoutAsync(DemoInvoice invoice)
    {
        var link = await stage.Desk.PostAsync($"debtors/{invoice.Client.Id}/links", new { invoice = invoice.Number });
        var page = await stage.System.As("client").PostAsync($"{link.Text("path")}/checkout");
        return page.Text("url").Split('/')[^1];
    }

    private async Task PayAsync(string session, string method)
    {
        var answered = await stage.System.Stripe.PayAsync(session, method);
        DemoStage.Expect(answered is HttpStatusCode.Accepted or HttpStatusCode.OK, $"The webhook of the payment by {method} was answered with {(int)answered}.");
        await stage.System.Host.RunUntilIdleAsync();
    }

    private string PaymentOf(string session) => stage.System.Stripe.Find(session)!["payment_intent"]!.GetValue<string>();
}
