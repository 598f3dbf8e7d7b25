using System.Text.Json.Nodes;
using Smart.Shared;

namespace Smart.Local.Crash.Stories;

/// <summary>
/// A part payment in the middle of a letter: finance finds whose money it is after the letter is reserved and before it leaves. The
/// letter that leaves asks the rest; the rest is paid.
/// </summary>
public sealed class PartPayment : CrashStory
{
    private const long Part = 500_00;

    /// <inheritdoc />
    public override string Name => "part-payment-in-a-letter";

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.HastenAsync(QuickPolicy);
        await people.JoinAsync();
        var claim = await people.InvoiceAsync(await people.ClientAsync(), 1);
        people.Transfer("", Part, "merci");
        await people.BankFileAsync(Monday);
        var receipt = await world.UntilAsync("The receipt in the worklist", () => UnmatchedAsync(world));
        await world.GoToAsync(Monday.AddDays(1), 18);
        await people.NothingCameAsync(Monday.AddDays(1));
        world.At("DispatchLetter", () => AllocateAsync(world, receipt, claim));
        await world.GoToAsync(Monday.AddDays(2), 10);
        people.Transfer(claim.Reference, 1_210_00 - Part);
        await people.BankFileAsync(Monday.AddDays(2));
        await world.GoToAsync(Monday.AddDays(4), 10);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        var asked = books.Letters.Where(letter => letter.IsEffective).Select(letter => letter.Total).ToList();
        if (asked is not [var total] || total != Money.Eur(1_210_00 - Part)) yield return new("letter-says-what-is-owed", $"One letter of 710.00 was due; sent were {string.Join(", ", asked)}.");
        if (books.Closed.Count != 1) yield return new("paid-is-closed", "The rest was paid, and the invoice is not closed.");
    }

    private static async Task<JsonNode?> UnmatchedAsync(CrashWorld world)
    {
        var list = await world.GetAsync(People.Finance, "receipts?state=unmatched");
        return list.Succeeded && list.Value["receipts"]!.AsArray() is [var one, ..] ? one : null;
    }

    private static Task<Http.ApiAnswer> AllocateAsync(CrashWorld world, JsonNode receipt, Claim claim) => world.PostAsync(
        People.Finance,
        $"receipts/{Uri.EscapeDataString(receipt["partition"]!.GetValue<string>())}/{Uri.EscapeDataString(receipt["key"]!.GetValue<string>())}/allocate",
        new { debtorId = claim.DebtorId, invoiceNumber = claim.Number });
}
