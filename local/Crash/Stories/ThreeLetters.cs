using System.Text.Json.Nodes;
using Smart.Local.Simulation;
using Smart.Shared.Legal;

namespace Smart.Local.Crash.Stories;

/// <summary>A client who never answers: three letters, then the legal file, approved and handed over.</summary>
public sealed class ThreeLetters : CrashStory
{
    /// <inheritdoc />
    public override string Name => Memory switch
    {
        MailMemory.Idempotent => "three-letters",
        MailMemory.LookUpOnly => "three-letters-look-up-only",
        MailMemory.Nothing => "three-letters-no-look-up",
        _ => throw new InvalidOperationException($"{Memory} is not handled."),
    };

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        var desk = new LookingDesk(world, people);
        await people.HastenAsync(QuickPolicy);
        await people.JoinAsync();
        var claim = await people.InvoiceAsync(await people.ClientAsync(), 1);
        foreach (var (silent, letter) in new[] { (3, 4), (5, 6), (6, 9) })
        {
            await world.GoToAsync(new DateOnly(2026, 3, silent), 18);
            await people.NothingCameAsync(new DateOnly(2026, 3, silent));
            await world.GoToAsync(new DateOnly(2026, 3, letter), 10);
            await desk.LookAsync(claim);
        }

        await people.NothingCameAsync(new DateOnly(2026, 3, 9));
        await world.GoToAsync(new DateOnly(2026, 3, 11), 10);
        await ApproveAsync(world, $"{claim.DebtorId}-1");
        await world.GoToAsync(new DateOnly(2026, 3, 11), 15);
        await desk.LookAsync(claim);
        await world.GoToAsync(new DateOnly(2026, 3, 13), 10);
        await desk.LookAsync(claim);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        var letters = books.Letters.Where(letter => letter.IsEffective).OrderBy(letter => letter.Number).Select(letter => (letter.Number, letter.Level)).ToList();
        if (!letters.SequenceEqual([(1, 1), (2, 2), (3, 3)])) yield return new("letters-in-order", $"Three letters were due; sent were {string.Join(", ", letters)}.");
        if (books.Files is not [{ State: LegalFileState.HandedOver }]) yield return new("handed-over", $"The legal file should be handed over, and is {(books.Files.Count > 0 ? books.Files[0].State.ToString() : "missing")}.");
    }

    private static async Task ApproveAsync(CrashWorld world, string caseId)
    {
        var hash = await world.UntilAsync("The legal file", async () => await HashAsync(world, caseId));
        await world.PostAsync(People.Approver, $"legal-files/{caseId}/decision", new { approved = true }, hash);
    }

    private static async Task<string?> HashAsync(CrashWorld world, string caseId)
    {
        var file = await world.GetAsync(People.Approver, $"legal-files/{caseId}");
        return file.Succeeded && file.Text("state") == "awaitingApproval" ? file.Value["sha256"]!.GetValue<string>() : null;
    }
}

/// <summary>
/// The desk where the provider cannot be asked: it looks at the case, telephones the client, and says whether the letter came.
/// </summary>
internal sealed class LookingDesk(CrashWorld world, People people)
{
    /// <summary>Answers what only a person can answer.</summary>
    public async Task LookAsync(Claim claim)
    {
        if (world.System.Mail.Memory != MailMemory.Nothing) return;
        await LookAtInvoiceAsync(claim.Number);
        await LookAtLettersAsync(claim.DebtorId);
        await LookAtFileAsync(claim.DebtorId);
    }

    private async Task LookAtInvoiceAsync(string number)
    {
        if ((await world.GetAsync(People.Desk, $"invoices/{number}")).Text("delivery") != "unclear") return;
        await world.PostAsync(People.Desk, $"invoices/{number}/delivery", new { delivered = HasCome($"invoice-{number}") });
        await world.RestAsync();
    }

    private async Task LookAtLettersAsync(string debtorId)
    {
        if (await people.CaseAsync(debtorId) is not { } seen) return;
        foreach (var letter in seen["letters"]!.AsArray().Where(letter => Text(letter, "state") == "sending"))
        {
            var (number, attempt) = (letter!["number"]!.GetValue<int>(), letter["attempt"]!.GetValue<int>());
            await SayAsync(debtorId, number, attempt, HasCome($"{debtorId}-1-{number}-{attempt}"));
        }
    }

    // What was said may not have been heard: who sees no letter follow says it again.
    private async Task SayAsync(string debtorId, int number, int attempt, bool came)
    {
        for (var times = 0; times < 3; times++)
        {
            await world.PostAsync(People.Desk, $"cases/{debtorId}-1/letters/{number}/{attempt}/outcome", new { sent = came });
            await world.RestAsync();
            var letters = (await people.CaseAsync(debtorId))!["letters"]!.AsArray();
            if (came || letters.Any(letter => letter!["number"]!.GetValue<int>() == number && letter["attempt"]!.GetValue<int>() > attempt)) return;
        }
    }

    private async Task LookAtFileAsync(string debtorId)
    {
        var file = await world.GetAsync(People.Desk, $"legal-files/{debtorId}-1");
        if (!file.Succeeded || file.Text("state") != "handingOver") return;
        await world.PostAsync(People.Desk, $"legal-files/{debtorId}-1/hand-over-outcome", new { sent = HasCome($"legal-{debtorId}-1-handover-{file.Value["version"]}") });
        await world.RestAsync();
    }

    private bool HasCome(string operationId) => world.System.Mailbox.Delivered.Any(message => message.OperationId == operationId);

    private static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();
}
