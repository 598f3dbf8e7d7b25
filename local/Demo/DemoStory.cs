using System.Diagnostics;
using System.Net;
using Smart.Local.Figures;
using Smart.Local.Simulation;

namespace Smart.Local.Demo;

/// <summary>
/// Five months of the cooperative, from the end of August to mid-January: two members, nine clients, one who pays on time, one who never
/// answers, and others whose money comes by every way there is. Everything goes through HTTP, bank files, webhooks and the clock; what is expected and does not happen ends it.
/// </summary>
internal sealed partial class DemoStory(DemoStage stage)
{
    /// <summary>Monday 31 August 2026, nine in the morning in Brussels.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 8, 31, 7, 0, 0, TimeSpan.Zero);

    private DemoMember _lea = null!;
    private DemoMember _jonas = null!;
    private DemoInvoice _lumiere = null!;
    private DemoInvoice _secondOfLumiere = null!;
    private DemoInvoice _dekade = null!;
    private DemoInvoice _claire = null!;
    private DemoInvoice _commune = null!;
    private DemoInvoice _phantom = null!;
    private DemoInvoice[] _eupen = [];
    private DemoInvoice _canal = null!;
    private DemoInvoice _secondOfCanal = null!;
    private DemoInvoice _galerie = null!;
    private DemoInvoice _secondOfGalerie = null!;
    private DemoInvoice _nova = null!;
    private double _emptyFile;
    private double _receive;
    private int _legalFiles;

    /// <summary>Plays it.</summary>
    public async Task<StoryFigures> PlayAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await MembersAsync();
        await InvoicesAsync();
        await ShareAsync();
        await UnmatchedAsync();
        await BankInterfaceAsync();
        await MoneyOnAccountAsync();
        await PartPaymentAsync();
        await CardAndBackAsync();
        await OnTimeAsync();
        await OrderDebitAsync();
        await FirstRemindersAsync();
        await FailDebitAsync();
        await AnswersAsync();
        await PayoutAsync();
        await PublicBodyAsync();
        await SilenceAsync();
        await TurnOfTheYearAsync();
        return await FiguresAsync(Stopwatch.GetElapsedTime(started));
    }

    private async Task MembersAsync()
    {
        stage.Tell(StoryKind.Chapter, "Two freelancers join");
        _lea = await stage.RegisterAsync("lea", "Léa Martin", "fr", "Bruxelles");
        _jonas = await stage.RegisterAsync("jonas", "Jonas Peeters", "nl", "Brussel");
        foreach (var member in new[] { _lea, _jonas })
        {
            for (var ordinal = 1; ordinal <= 3; ordinal++)
            {
                var declared = await stage.DeclareAsync(member, $"Contract {ordinal}");
                DemoStage.Expect(declared.Succeeded, $"{member.Name} should declare contract {ordinal} without a share: {declared.Problem}.");
            }
        }

        stage.Tell(StoryKind.Member, "Both declare three contracts; those never need a share.");
        var fourth = await stage.DeclareAsync(_lea, "Contract 4");
        DemoStage.Expect(fourth is { Status: HttpStatusCode.UnprocessableEntity, Problem: "share-required" }, $"The fourth contract should be refused with share-required, and the answer was {(int)fourth.Status} {fourth.Problem}.");
        stage.Tell(StoryKind.Refusal, "Léa's fourth contract is refused: she needs a share (share-required).");
    }

    private async Task InvoicesAsync()
    {
        stage.Tell(StoryKind.Chapter, "Work is invoiced");
        var lumiere = await stage.ClientAsync(_lea, new("enterprise", "fr", "Studio Lumière SRL", "compta@lumiere.example") { EnterpriseNumber = DemoAccounts.Enterprise(110_201) });
        var dekade = await stage.ClientAsync(_lea, new("enterprise", "nl", "Brouwerij De Kade BV", "boekhouding@dekade.example")
        {
            EnterpriseNumber = DemoAccounts.Enterprise(220_417),
            Address = DemoStage.Address("Kaai 7", "9000", "Gent"),
        });
        var claire = await stage.ClientAsync(_lea, new("consumer", "fr", "Claire Dubois", "claire.dubois@mail.example") { Address = DemoStage.Address("Rue des Tilleuls 3", "5000", "Namur") });
        var commune = await stage.ClientAsync(_jonas, new("publicBody", "fr", "Commune de Valmont", "finances@valmont.example")
        {
            EnterpriseNumber = DemoAccounts.Enterprise(330_555),
            Address = DemoStage.Address("Grand-Place 1", "4500", "Huy"),
        });
        var eupen = await stage.ClientAsync(_jonas, new("enterprise", "de", "Druckerei Eupen GmbH", "buchhaltung@druckerei.example")
        {
            EnterpriseNumber = DemoAccounts.Enterprise(440_733),
            Address = DemoStage.Address("Klosterstraße 9", "4700", "Eupen"),
        });
        var phantom = await stage.ClientAsync(_lea, new("enterprise", "en", "Phantom Events SRL", "office@phantom.example") { EnterpriseNumber = DemoAccounts.Enterprise(550_909) });
        _lumiere = await stage.IssueAsync(_lea, 1, lumiere, "Éclairage du spectacle", 4, "310.00");
        _dekade = await stage.IssueAsync(_lea, 2, dekade, "Affiche en etiketten", 3, "295.00");
        _claire = await stage.IssueAsync(_lea, 3, claire, "Photographies de mariage", 2, "240.00", clause: true);
        _phantom = await stage.IssueAsync(_lea, 2, phantom, "Stage management", 5, "330.00");
        _commune = await stage.IssueAsync(_jonas, 1, commune, "Atelier de théâtre", 6, "280.00");
        _eupen =
        [
            await stage.IssueAsync(_jonas, 2, eupen, "Satz und Layout, Heft 1", 2, "260.00"),
            await stage.IssueAsync(_jonas, 2, eupen, "Satz und Layout, Heft 2", 2, "260.00"),
            await stage.IssueAsync(_jonas, 3, eupen, "Korrektorat", 1, "250.00"),
        ];
        await MoreInvoicesAsync();
    }

    private async Task ShareAsync()
    {
        stage.Tell(StoryKind.Chapter, "A share opens the door");
        foreach (var member in new[] { _lea, _jonas })
        {
            var communication = await stage.ReserveShareAsync(member);
            stage.Transfer(member.Name, DemoAccounts.Iban(member == _lea ? 2_000_011 : 2_000_048), 3000, communication);
            stage.Tell(StoryKind.Payment, $"{member.Name} orders a share and transfers EUR 30.00 with communication {communication}.");
        }

        await stage.GoToAsync(2026, 9, 2);
        foreach (var member in new[] { _lea, _jonas })
        {
            var status = (await DemoStage.SharesOfAsync(member))["status"]!.GetValue<string>();
            DemoStage.Expect(status == "covered", $"{member.Name} paid a share and should be covered, and is {status}.");
            var fourth = await stage.DeclareAsync(member, "Contract 4");
            DemoStage.Expect(fourth.Succeeded, $"{member.Name} holds a share; the fourth contract was refused: {fourth.Problem}.");
        }

        stage.Tell(StoryKind.Member, "The bank's file brings the money: both are covered and declare their fourth contract.");
        _secondOfLumiere = await stage.IssueAsync(_lea, 4, _lumiere.Client, "Régie générale", 2, "320.00");
        await MeasureEmptyFileAsync();
    }

    // A day without movements: what a bank file costs before its first one.
    private async Task MeasureEmptyFileAsync()
    {
        var before = Budgets.ImportCalls(stage.System.Ledger);
        await stage.GoToAsync(2026, 9, 3);
        _emptyFile = Budgets.ImportCalls(stage.System.Ledger) - before;
    }

    private async Task UnmatchedAsync()
    {
        stage.Tell(StoryKind.Chapter, "Money comes in");
        await stage.GoToAsync(2026, 9, 8);
        stage.Transfer("R. Inconnu", DemoAccounts.Iban(3_000_077), 7500, "", "merci pour le concert");
        await stage.GoToAsync(2026, 9, 9);
        var waiting = (await stage.Finance.GetAsync("receipts?state=unmatched")).Value["receipts"]!.AsArray();
        DemoStage.Expect(waiting.Count == 1, $"One receipt should wait in the worklist, and {waiting.Count} do.");
        stage.Tell(StoryKind.Payment, "EUR 75.00 of R. Inconnu fits nothing: it waits in the worklist for a person.");
    }

    // The bank's statement of that evening is a camt.053; the payer of the second movement writes the number of his invoice in his own way.
    private async Task PartPaymentAsync()
    {
        await stage.GoToAsync(2026, 9, 15);
        stage.Transfer(_dekade, 50_000);
        var written = $"facture {_galerie.Number.Replace("-0000", "/", StringComparison.Ordinal)}, merci";
        stage.Transfer(_galerie.Client.Name, _galerie.Client.Iban, _galerie.Cents, "", written);
        await stage.System.SendBankFileAsync(stage.System.Bank.CloseDay(stage.System.Today, new CamtKind()));
        stage.Tell(StoryKind.Payment, "This evening the bank sends a camt.053 in place of a CODA file; the balances of both follow on.");
        var open = (await stage.StatementAsync(_dekade.Client))["openInvoices"]![0]!;
        DemoStage.Expect(DemoStage.Cents(open["principal"]!) == _dekade.Cents - 50_000, $"De Kade paid EUR 500.00 of {_dekade.Number}; the rest should be open.");
        stage.Tell(StoryKind.Payment, $"Brouwerij De Kade pays EUR 500.00 of {_dekade.Number}; EUR {DemoStage.Euros(_dekade.Cents - 50_000)} stays open.");
        await stage.ExpectPaidAsync(_galerie, $"Galerie Sablon wrote “{written}”");
    }

    private async Task OnTimeAsync()
    {
        await stage.GoToAsync(2026, 9, 24);
        stage.Transfer(_lumiere);
        stage.Transfer(_secondOfLumiere);
        var file = stage.System.Bank.CloseDay(stage.System.Today);
        var before = Budgets.ReceiveCalls(stage.System.Ledger);
        await stage.System.SendBankFileAsync(file);
        _receive = (Budgets.ReceiveCalls(stage.System.Ledger) - before) / 2.0;
        await stage.ExpectPaidAsync(_lumiere);
        await stage.ExpectPaidAsync(_secondOfLumiere);
        var entries = (await stage.StatementAsync(_lumiere.Client))["entries"]!.AsArray().Count;
        await stage.System.SendBankFileAsync(file);
        var after = await stage.StatementAsync(_lumiere.Client);
        DemoStage.Expect(after["entries"]!.AsArray().Count == entries && DemoStage.Cents(after["onAccount"]!) == 0, "The same bank file sent twice should book nothing the second time.");
        stage.Tell(StoryKind.Payment, "Finance sends the same bank file again: known by its hash, nothing is booked twice.");
    }
}
