using Smart.Shared.Debtors;

namespace Smart.Local.Crash.Stories;

/// <summary>The e-mail with the first letter comes back: the same letter goes by post, counts once, and is paid.</summary>
public sealed class BrokenDelivery : CrashStory
{
    private const string Email = "partie@client.example";

    /// <inheritdoc />
    public override string Name => "broken-delivery";

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.HastenAsync(QuickPolicy);
        await people.JoinAsync();
        var claim = await people.InvoiceAsync(await people.ClientAsync(Email), 1);
        await world.GoToAsync(Monday, 12);
        world.System.Mail.BounceAll(Email);
        await world.GoToAsync(Monday.AddDays(1), 18);
        await people.NothingCameAsync(Monday.AddDays(1));
        await world.GoToAsync(Monday.AddDays(2), 12);
        people.Transfer(claim.Reference, 1_210_00);
        await people.BankFileAsync(Monday.AddDays(2));
        await world.GoToAsync(Monday.AddDays(4), 10);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        var sent = books.Letters.Where(letter => letter.IsEffective).Select(letter => (letter.Number, letter.Channel)).ToList();
        if (!sent.SequenceEqual([(1, Channel.Post)])) yield return new("next-channel", $"The letter should have gone once, by post; it went {string.Join(", ", sent)}.");
        if (books.Closed.Count != 1) yield return new("paid-is-closed", "The invoice was paid and is not closed.");
    }
}
