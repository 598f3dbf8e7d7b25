using System.Net;

namespace Smart.Local.Crash.Stories;

/// <summary>Two invoices: one paid by transfer, one by card.</summary>
public sealed class IssueAndPay : CrashStory
{
    /// <inheritdoc />
    public override string Name => "issue-and-pay";

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.JoinAsync();
        var client = await people.ClientAsync();
        var byTransfer = await people.InvoiceAsync(client, 30);
        var byCard = await people.InvoiceAsync(client, 30);
        people.Transfer(byTransfer.Reference, 1_210_00);
        await people.BankFileAsync(Monday);
        await PayByCardAsync(world, byCard);
        await world.GoToAsync(Monday.AddDays(2), 10);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        if (books.Closed.Count != 2) yield return new("paid-is-closed", $"Both invoices were paid, and {books.Closed.Count} are closed.");
    }

    private static async Task PayByCardAsync(CrashWorld world, Claim claim)
    {
        var link = await world.PostAsync(People.Desk, $"debtors/{claim.DebtorId}/links", new { invoice = claim.Number });
        var page = await world.PostAsync(null, $"{link.Text("path")}/checkout");
        var session = page.Text("url").Split('/')[^1];
        await world.UntilAsync("The webhook's answer", () => PostWebhookAsync(world, session));
        await world.RestAsync();
    }

    // As the provider of card payments does: the webhook is posted until it is taken.
    private static async Task<string?> PostWebhookAsync(CrashWorld world, string session)
    {
        var cards = world.System.Stripe;
        var answer = HttpStatusCode.ServiceUnavailable;
        await world.RepeatAsync(async () => answer = cards.Events.Count == 0 ? await cards.PayAsync(session) : await cards.PostAsync(cards.Events[^1]));
        return answer is HttpStatusCode.Accepted or HttpStatusCode.OK ? "taken" : null;
    }
}
