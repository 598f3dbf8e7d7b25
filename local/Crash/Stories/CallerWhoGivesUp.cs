namespace Smart.Local.Crash.Stories;

/// <summary>
/// Somebody asks for an invoice and does not ask again, whatever the answer; then another invoice is asked for until it is there, and
/// paid. What was accepted is issued all the same, and the series has no gap.
/// </summary>
public sealed class CallerWhoGivesUp : CrashStory
{
    /// <inheritdoc />
    public override string Name => "caller-who-gives-up";

    /// <inheritdoc />
    public override bool EndsTheSame => false;

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.JoinAsync();
        var client = await people.ClientAsync();
        await world.TryOnceAsync(People.Anna, "invoices", People.InvoiceOf(client, 30));
        await world.RestAsync();
        var second = await people.InvoiceAsync(client, 30);
        people.Transfer(second.Reference, 1_210_00);
        await people.BankFileAsync(Monday);
        await world.GoToAsync(Monday.AddDays(1), 10);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        if (books.Closed.Count != 1) yield return new("paid-is-closed", $"One invoice was paid, and {books.Closed.Count} are closed.");
        if (books.Invoices.Count is not (1 or 2)) yield return new("accepted-is-issued", $"One or two invoices were accepted, and {books.Invoices.Count} are there.");
        foreach (var invoice in books.Invoices.Where(invoice => books.Mail.All(message => !message.OperationId.StartsWith($"invoice-{invoice.Number}", StringComparison.Ordinal))))
            yield return new("mail-once", $"Invoice {invoice.Number} was never delivered.");
    }
}
