using Smart.Shared;

namespace Smart.Local.Crash.Stories;

/// <summary>
/// A client pays one invoice and part of a second with one transfer; the rest on account pays what falls due; then the bank takes
/// the transfer back. Both invoices are open again, and are reminded of anew.
/// </summary>
public sealed class PaymentComesBack : CrashStory
{
    private const long Paid = 1_510_00;

    /// <inheritdoc />
    public override string Name => "payment-comes-back";

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.HastenAsync(QuickPolicy);
        await people.JoinAsync();
        var client = await people.ClientAsync();
        var paid = await people.InvoiceAsync(client, 1);
        await people.InvoiceAsync(client, 2);
        people.Transfer(paid.Reference, Paid);
        await people.BankFileAsync(Monday);
        await QuietEveningAsync(world, people, Monday.AddDays(1));
        await QuietEveningAsync(world, people, Monday.AddDays(2));
        people.Return(paid.Reference, Paid);
        await people.BankFileAsync(Monday.AddDays(3));
        await QuietEveningAsync(world, people, Monday.AddDays(4));
        await world.GoToAsync(Monday.AddDays(8), 10);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        var open = books.Open.Sum(invoice => invoice.Principal);
        if (open != Money.Eur(2 * 1_210_00)) yield return new("taken-back-once", $"Everything is owed again, 2,420.00; open is {open}.");
        if (books.Closed.Count != 0) yield return new("taken-back-once", "What was paid came back, and an invoice is closed.");
        foreach (var head in books.Heads.Where(head => !head.OnAccount.IsZero)) yield return new("taken-back-once", $"The money came back, and {head.OnAccount} is on account.");
    }

    private static async Task QuietEveningAsync(CrashWorld world, People people, DateOnly day)
    {
        await world.GoToAsync(day, 18);
        await people.NothingCameAsync(day);
    }
}
