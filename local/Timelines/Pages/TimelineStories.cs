using System.Text.Json.Nodes;
using Smart.Local.Demo;

namespace Smart.Local.Timelines.Pages;

/// <summary>The main stories of the product, each as short as it can be.</summary>
internal static class TimelineStories
{
    // Monday, nine in the morning in Brussels.
    private static readonly DateTimeOffset Monday = new(2026, 8, 31, 7, 0, 0, TimeSpan.Zero);

    private static readonly DemoClient Client =
        new("enterprise", "fr", "Studio Lumière SRL", "compta@lumiere.example") { EnterpriseNumber = DemoAccounts.Enterprise(110_201) };

    /// <summary>All of them, in the order of the index.</summary>
    public static IReadOnlyList<TimelineStory> All { get; } =
    [
        new(
            "issue-and-pay",
            "An invoice is issued and paid",
            "A member invoices on a Monday; the orchestration of the invoice prints and delivers it. The client transfers the money the same day, and the bank's file of the evening brings it.",
            Monday, IssueAndPayAsync, "issue-", "bankfile-"),
        new(
            "letters-and-legal",
            "Three letters, then the lawyer",
            "A client never answers. The daily sweep starts the case on the first overdue day; three letters later it is a legal file, which a person approves and which is handed over to the lawyer. In January the client pays what is claimed. Left out: the daily sweeps and bank files.",
            Monday, LettersAndLegalAsync, "dunning-", "legal-"),
        new(
            "bank-file",
            "A bank file is imported",
            "One file brings four movements: two invoices are paid, one in part, and the fourth fits nothing and waits in the worklist. Each goes through the queue on its own; the import waits until all are booked or in the worklist. The same file sent again starts nothing.",
            Monday, BankFileAsync, "bankfile-"),
        new(
            "share",
            "A share is bought",
            "A member orders a share and transfers the money with the communication of the request. The bank's file brings it; the certificate follows.",
            Monday, ShareAsync, "shares-", "bankfile-"),
        new(
            "renewal",
            "Shares are renewed",
            "Two members hold a share for 2026. In December the run of the year asks both to renew; Ann pays, Bob is reminded and lapses on 1 January. Left out: how they bought their shares, and the bank files.",
            new DateTimeOffset(2026, 11, 27, 9, 0, 0, TimeSpan.Zero), RenewalAsync, "renewal-run-2027", "renewal-ann", "renewal-bob"),
    ];

    private static async Task<IReadOnlyDictionary<string, string>> IssueAndPayAsync(DemoStage stage)
    {
        var (_, invoice) = await InvoiceAsync(stage);
        stage.Transfer(invoice);
        await stage.GoToAsync(2026, 9, 1);
        await stage.ExpectPaidAsync(invoice);
        return Names((invoice.Client.Id, "client"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> LettersAndLegalAsync(DemoStage stage)
    {
        var (_, invoice) = await InvoiceAsync(stage);
        var file = await WaitForFileAsync(stage);
        DemoStage.Expect(stage.LettersTo(invoice.Client).Count == 3, "Three letters come before the legal file.");
        var (caseId, claim) = (file["caseId"]!.GetValue<string>(), DemoStage.Cents(file["total"]!));
        var decided = await stage.Approver.PostIfMatchAsync($"legal-files/{caseId}/decision", file["sha256"]!.GetValue<string>(), new { approved = true });
        DemoStage.Expect(decided.Succeeded, $"The approver's decision was refused: {decided.Problem}.");
        await stage.GoToAsync(2027, 1, 11);
        stage.Transfer(invoice, claim);
        await stage.GoToAsync(2027, 1, 13);
        await stage.ExpectPaidAsync(invoice);
        return Names((invoice.Client.Id, "client"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> BankFileAsync(DemoStage stage)
    {
        var (member, first) = await InvoiceAsync(stage);
        var second = await stage.IssueAsync(member, 1, first.Client, "Régie", 1, "320.00");
        var third = await stage.IssueAsync(member, 1, first.Client, "Montage", 2, "320.00");
        stage.Transfer(first);
        stage.Transfer(second);
        stage.Transfer(third, 10_000);
        stage.Transfer("R. Inconnu", DemoAccounts.Iban(3_000_077), 7_500, "", "merci");
        var file = stage.System.Bank.CloseDay(stage.System.Today);
        await stage.System.SendBankFileAsync(file);
        await stage.GoToAsync(2026, 9, 1);
        await stage.ExpectPaidAsync(second);
        await stage.System.SendBankFileAsync(file);
        return Names((first.Client.Id, "client"));
    }

    private static async Task<IReadOnlyDictionary<string, string>> ShareAsync(DemoStage stage)
    {
        var member = await stage.RegisterAsync("ann", "Ann", "nl", "Gent");
        var names = Names((member.Id, "ann"), (await BuyShareAsync(stage, member), "request"));
        await stage.GoToAsync(2026, 9, 1);
        await ExpectCoveredAsync(member);
        return names;
    }

    private static async Task<IReadOnlyDictionary<string, string>> RenewalAsync(DemoStage stage)
    {
        var (ann, bob) = (await stage.RegisterAsync("ann", "Ann", "nl", "Gent"), await stage.RegisterAsync("bob", "Bob", "nl", "Gent"));
        foreach (var member in new[] { ann, bob }) await BuyShareAsync(stage, member);
        await stage.GoToAsync(2026, 12, 9);
        var request = (await DemoStage.SharesOfAsync(ann))["requests"]!.AsArray().Single(one => one!["renewalYear"] is not null)!;
        stage.Transfer(ann.Name, DemoAccounts.Iban(2_000_011), 3_000, request["communication"]!.GetValue<string>());
        await stage.GoToAsync(2027, 1, 5);
        await ExpectCoveredAsync(ann);
        return Names((ann.Id, "ann"), (bob.Id, "bob"));
    }

    private static async Task<(DemoMember Member, DemoInvoice Invoice)> InvoiceAsync(DemoStage stage)
    {
        var member = await stage.RegisterAsync("lea", "Léa Martin", "fr", "Bruxelles");
        await stage.DeclareAsync(member, "Contract 1");
        return (member, await stage.IssueAsync(member, 1, await stage.ClientAsync(member, Client), "Éclairage du spectacle", 4, "310.00"));
    }

    private static async Task<JsonNode> WaitForFileAsync(DemoStage stage)
    {
        for (var day = stage.System.Today; day < new DateOnly(2026, 12, 15); day = day.AddDays(1))
        {
            await stage.System.AdvanceToAsync(day);
            var items = (await stage.Approver.GetAsync("legal-files?state=awaiting-approval")).Value["items"]!.AsArray();
            if (items.Count > 0) return items[0]!;
        }

        throw new StoryException("The client never answered, and there is no legal file by mid-December.");
    }

    private static async Task<string> BuyShareAsync(DemoStage stage, DemoMember member)
    {
        var communication = await stage.ReserveShareAsync(member);
        stage.Transfer(member.Name, DemoAccounts.Iban(2_000_011), 3_000, communication);
        return (await DemoStage.SharesOfAsync(member))["requests"]!.AsArray().Single()!["requestId"]!.GetValue<string>();
    }

    private static async Task ExpectCoveredAsync(DemoMember member)
    {
        var status = (await DemoStage.SharesOfAsync(member))["status"]!.GetValue<string>();
        DemoStage.Expect(status == "covered", $"{member.Name} paid and should be covered, and is {status}.");
    }

    private static Dictionary<string, string> Names(params ReadOnlySpan<(string Id, string Name)> names)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, name) in names) found[id] = name;
        return found;
    }
}
