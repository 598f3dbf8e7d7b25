using System.Text.Json.Nodes;
using Smart.Local.Figures;
using Smart.Shared.Payments;

namespace Smart.Local.Demo;

/// <summary>The second half: reminders, answers, a legal file, and the turn of the year.</summary>
internal sealed partial class DemoStory
{
    private async Task FirstRemindersAsync()
    {
        stage.Tell(StoryKind.Chapter, "Seven days overdue: the first reminders");
        await stage.GoToAsync(2026, 10, 8);
        foreach (var invoice in new[] { _dekade, _claire, _commune, _phantom, _eupen[0] })
        {
            var letters = stage.LettersTo(invoice.Client);
            DemoStage.Expect(letters.Count == 1, $"{invoice.Client.Name} should have got one reminder by now, and got {letters.Count}.");
            stage.Tell(StoryKind.Letter, $"{invoice.Client.Name} gets a free reminder: “{letters[0].Subject}”.");
        }

        var together = stage.LettersTo(_eupen[0].Client)[0].Html;
        DemoStage.Expect(_eupen.All(invoice => together.Contains(invoice.Number, StringComparison.Ordinal)), "The letter to Druckerei Eupen should list all three invoices.");
        stage.Tell(StoryKind.Letter, "Druckerei Eupen has three overdue invoices, and gets one letter for all of them.");
        DemoStage.Expect(stage.LettersTo(_lumiere.Client).Count == 0, "Studio Lumière paid on time and should never be reminded.");
        var costs = DemoStage.Cents((await stage.StatementAsync(_claire.Client))["openInvoices"]![0]!["costs"]!);
        DemoStage.Expect(costs == 0, "A consumer's first reminder is free (art. XIX.2 CDE).");
    }

    private async Task AnswersAsync()
    {
        stage.Tell(StoryKind.Chapter, "Most people pay when asked");
        var written = $"Rechnungen {string.Join(", ", _eupen.Select(invoice => invoice.Number))}";
        stage.Transfer(_eupen[0].Client.Name, _eupen[0].Client.Iban, _eupen.Sum(invoice => invoice.Cents), "", written);
        await stage.GoToAsync(2026, 10, 13);
        stage.Tell(StoryKind.Payment, $"Druckerei Eupen pays three invoices in one transfer: “{written}”.");
        await stage.ExpectPaidAsync(_eupen[0], "Recognised by its text and its amount");
        foreach (var invoice in _eupen[1..]) await stage.ExpectPaidAsync(invoice);
        stage.Tell(StoryKind.Payment, $"Even Phantom Events pays {_phantom.Number}; its case is closed.");
        DemoStage.Expect(await stage.IsPaidAsync(_phantom.Number), $"Phantom Events paid {_phantom.Number}, and it is still open.");
        stage.System.Bank.TakeBack(_phantom.Cents, _phantom.Client.Name, _phantom.Client.Iban, string.Concat(_phantom.Communication.Where(char.IsAsciiDigit)), "AC04");
        await PayByCardAsync(_dekade);
        await stage.System.Stripe.TellAsync(stage.System.Stripe.PayOut(stage.System.Today, stage.System.Bank));
        await stage.GoToAsync(2026, 10, 15);
        await ReturnedAsync();
        stage.Transfer(_claire);
        await stage.GoToAsync(2026, 10, 16);
        stage.Tell(StoryKind.Payment, "Claire Dubois pays inside the fourteen days that the law gives her: nothing is added.");
        await stage.ExpectPaidAsync(_claire);
        PayInstalment();
    }

    private async Task PayByCardAsync(DemoInvoice invoice)
    {
        await PayAsync(await CheckoutAsync(invoice), "card");
        stage.Tell(StoryKind.Payment, $"{invoice.Client.Name} opens the link in its mail and pays the rest by card; the webhook's signature is verified.");
        await stage.ExpectPaidAsync(invoice);
    }

    private async Task PublicBodyAsync()
    {
        stage.Tell(StoryKind.Chapter, "A public body is late");
        await stage.GoToAsync(2026, 10, 22);
        DemoStage.Expect(stage.LettersTo(_commune.Client).Count == 2, $"The Commune de Valmont should have two letters by now, and has {stage.LettersTo(_commune.Client).Count}.");
        var open = (await stage.StatementAsync(_commune.Client))["openInvoices"]![0]!;
        var (interest, costs) = (DemoStage.Cents(open["interest"]!), DemoStage.Cents(open["costs"]!));
        DemoStage.Expect(costs == 4000, $"The formal notice to a public body claims EUR 40.00, and {DemoStage.Euros(costs)} stands in the ledger.");
        DemoStage.Expect(interest > 0, "The formal notice to a public body claims interest.");
        stage.Tell(StoryKind.Letter, $"The Commune de Valmont gets a formal notice: EUR {DemoStage.Euros(interest)} of interest and EUR 40.00 are claimed.");
        await stage.GoToAsync(2026, 10, 28);
        stage.Transfer(_commune, _commune.Cents + interest + costs);
        await stage.GoToAsync(2026, 10, 29);
        await stage.ExpectPaidAsync(_commune);
    }

    private async Task SilenceAsync()
    {
        stage.Tell(StoryKind.Chapter, "One never answers");
        await stage.GoToAsync(2026, 11, 9);
        await PayLastInstalmentAsync();
        var last = new DateOnly(2026, 11, 20);
        while (stage.LettersTo(_phantom.Client).Count < 3 && stage.System.Today < last) await stage.System.AdvanceToAsync(stage.System.Today.AddDays(1));
        DemoStage.Expect(stage.LettersTo(_phantom.Client).Count == 3, $"Phantom Events should have three letters by {last:yyyy-MM-dd}, and has {stage.LettersTo(_phantom.Client).Count}.");
        stage.Tell(StoryKind.Letter, "Phantom Events has the third and last letter.");
        var file = await WaitForFileAsync(new DateOnly(2026, 12, 7));
        var caseId = file["caseId"]!.GetValue<string>();
        stage.Tell(StoryKind.Legal, $"The legal file is built: claim of EUR {DemoStage.Euros(DemoStage.Cents(file["total"]!))}, every letter with its hash, the ledger. It waits for an approver.");
        var zip = await stage.Approver.DownloadAsync($"legal-files/{caseId}/file");
        DemoStage.Expect(zip is { Length: > 1000 }, "The legal file should be there to read.");
        var decided = await stage.Approver.PostIfMatchAsync($"legal-files/{caseId}/decision", file["sha256"]!.GetValue<string>(), new { approved = true });
        DemoStage.Expect(decided.Succeeded, $"The approver's decision was refused: {decided.Problem}.");
        await stage.System.Host.RunUntilIdleAsync();
        await stage.System.AdvanceToAsync(stage.System.Today.AddDays(1));
        var handed = (await stage.Approver.GetAsync($"legal-files/{caseId}")).Value;
        DemoStage.Expect(handed["state"]!.GetValue<string>() == "handedOver", $"The approved file should be handed over, and is {handed["state"]}.");
        _legalFiles++;
        stage.Tell(StoryKind.Legal, "Approved by a person who did not prepare it, and handed over to the lawyer.");
        await PromiseKeptAsync();
    }

    private async Task<JsonNode> WaitForFileAsync(DateOnly until)
    {
        while (stage.System.Today < until)
        {
            await stage.System.AdvanceToAsync(stage.System.Today.AddDays(1));
            var items = (await stage.Approver.GetAsync("legal-files?state=awaiting-approval")).Value["items"]!.AsArray();
            if (items.Count > 0) return items[0]!;
        }

        throw new StoryException($"Phantom Events never answered, and there is no legal file on {until:yyyy-MM-dd}.");
    }

    private async Task TurnOfTheYearAsync()
    {
        stage.Tell(StoryKind.Chapter, "The turn of the year");
        await stage.GoToAsync(2026, 12, 9);
        var request = await RenewalOfAsync(_lea);
        DemoStage.Expect(request is not null && await RenewalOfAsync(_jonas) is not null, "Both members should have been asked to renew their share by 9 December.");
        stage.Tell(StoryKind.Member, "Both members are asked to renew their share for 2027; Léa pays.");
        stage.Transfer(_lea.Name, DemoAccounts.Iban(2_000_011), 3000, request!["communication"]!.GetValue<string>());
        await stage.GoToAsync(2026, 12, 21);
        var reminders = stage.System.Mailbox.To("jonas@members.example");
        stage.Tell(StoryKind.Letter, $"Jonas is reminded: “{reminders[^1].Subject}”.");
        await stage.GoToAsync(2027, 1, 4);
        var lapsed = await stage.TryIssueAsync(_jonas, 4, _eupen[0].Client, "Satz, Heft 3", 1, "260.00");
        DemoStage.Expect(lapsed.Problem == "share-required", $"Jonas did not renew; his fourth contract should be refused, and the answer was {(int)lapsed.Status} {lapsed.Problem}.");
        stage.Tell(StoryKind.Refusal, "1 January: Jonas did not pay and lapsed; his invoice on the fourth contract is refused (share-required).");
        var status = (await DemoStage.SharesOfAsync(_lea))["status"]!.GetValue<string>();
        DemoStage.Expect(status == "covered", $"Léa renewed and should be covered, and is {status}.");
        var first = await stage.IssueAsync(_lea, 4, _lumiere.Client, "Régie, janvier", 2, "330.00");
        DemoStage.Expect(first.Number == "2027-000001", $"The first invoice of 2027 should open a new series, and is {first.Number}.");
        await stage.GoToAsync(2027, 1, 12);
        stage.Transfer(first.Client.Name, first.Client.Iban, first.Cents, "", "bonne année");
        await stage.GoToAsync(2027, 1, 15);
        await stage.ExpectPaidAsync(first, "Studio Lumière wrote “bonne année”; its account and the amount are known");
        var silent = stage.LettersTo(_phantom.Client).Count;
        DemoStage.Expect(silent == 3, $"Once the lawyer has the file no reminder follows; Phantom Events has {silent}.");
    }

    private static async Task<JsonNode?> RenewalOfAsync(DemoMember member) =>
        (await DemoStage.SharesOfAsync(member))["requests"]!.AsArray().FirstOrDefault(request => request!["renewalYear"]?.GetValue<int>() == 2027);

    private async Task<StoryFigures> FiguresAsync(TimeSpan elapsed)
    {
        var paid = 0;
        foreach (var number in stage.Invoices)
        {
            if (await stage.IsPaidAsync(number)) paid++;
        }

        var shares = new List<JsonNode> { await DemoStage.SharesOfAsync(_lea), await DemoStage.SharesOfAsync(_jonas) };
        var bought = shares.Sum(one => one["entries"]!.AsArray().Sum(entry => entry!["count"]!.GetValue<int>()));
        var renewed = shares.Sum(one => one["requests"]!.AsArray().Count(request => request!["renewalYear"] is not null && request["state"]!.GetValue<string>() == "paid"));
        var receipts = await stage.ReceiptsAsync();
        var ledger = stage.System.Ledger;
        var letters = stage.System.Mailbox.Reminders.Count;
        // Not the first invoice: what a process looks up once after its start is no part of what an invoice costs.
        var storage = Budgets.Of(ledger, stage.IssueCallsOf(_secondOfLumiere), _receive, _emptyFile, letters);
        return new StoryFigures
        {
            InvoicesIssued = stage.Invoices.Count,
            InvoicesPaid = paid,
            LettersSent = letters,
            LettersDuplicated = stage.System.Mailbox.DuplicatedReminders,
            LegalFiles = _legalFiles,
            ReceiptsUnmatched = (await stage.Finance.GetAsync("receipts?state=unmatched")).Value["receipts"]!.AsArray().Count,
            Receipts = new ReceiptCounts(CountOf(ReceiptSource.BankFile), CountOf(ReceiptSource.BankApi), CountOf(ReceiptSource.Stripe)),
            ReceiptsReturned = receipts.Count(receipt => receipt.State == ReceiptState.TookBack),
            ReceiptsSameMoney = receipts.Count(receipt => receipt.State == ReceiptState.SameMoney),
            PayoutsReconciled = receipts.Count(receipt => receipt.State == ReceiptState.Payout),
            SharesSold = bought - renewed,
            SharesRenewed = renewed,
            StorageCallsPerPaidInvoice = storage.PerPaidInvoice,
            ElapsedSeconds = Math.Round(elapsed.TotalSeconds, 1),
            Storage = storage,
        };

        int CountOf(ReceiptSource source) => receipts.Count(receipt => receipt.Source == source);
    }
}
