namespace Smart.Local.Crash.Stories;

/// <summary>Two debtors in one sweep, two invoices each: both get one letter; one pays all with two transfers, the other gets a second letter.</summary>
public sealed class TwoDebtors : CrashStory
{
    /// <inheritdoc />
    public override string Name => "two-debtors";

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.HastenAsync(QuickPolicy);
        await people.JoinAsync();
        var (pays, silent) = (await people.ClientAsync("a@client.example"), await people.ClientAsync("b@client.example"));
        Claim[] paid = [await people.InvoiceAsync(pays, 1), await people.InvoiceAsync(pays, 1)];
        await people.InvoiceAsync(silent, 1);
        await people.InvoiceAsync(silent, 1);
        await world.GoToAsync(Monday.AddDays(1), 18);
        await people.NothingCameAsync(Monday.AddDays(1));
        await world.GoToAsync(Monday.AddDays(2), 10);
        foreach (var claim in paid) people.Transfer(claim.Reference, 1_210_00);
        await people.BankFileAsync(Monday.AddDays(2));
        await world.GoToAsync(Monday.AddDays(4), 10);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        var letters = books.Letters.Where(letter => letter.IsEffective).GroupBy(letter => letter.DebtorId).Select(letters => letters.Count()).Order().ToList();
        if (!letters.SequenceEqual([1, 2])) yield return new("letters-in-order", $"One debtor was due one letter and the other two; they got {string.Join(" and ", letters)}.");
        if (books.Closed.Count != 2) yield return new("paid-is-closed", $"Two invoices were paid, and {books.Closed.Count} are closed.");
    }
}
