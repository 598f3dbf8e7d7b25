namespace Smart.Local.Crash.Stories;

/// <summary>A member orders a share, pays it in two parts, gets the certificate, and declares a fourth contract.</summary>
public sealed class ShareBought : CrashStory
{
    /// <inheritdoc />
    public override string Name => "share-bought";

    /// <inheritdoc />
    public override async Task PlayAsync(CrashWorld world)
    {
        var people = new People(world);
        await people.JoinAsync();
        var request = await world.PostAsync(People.Anna, $"members/{people.MemberId}/shares", new { count = 1 });
        await world.RestAsync();
        var reference = string.Concat(request.Text("communication").Where(char.IsAsciiDigit));
        people.Transfer(reference, 10_00);
        await people.BankFileAsync(Monday);
        people.Transfer(reference, 20_00);
        await people.BankFileAsync(Monday.AddDays(1));
        await world.GoToAsync(Monday.AddDays(2), 10);
        for (var contract = 2; contract <= 4; contract++)
            await world.PostAsync(People.Anna, $"members/{people.MemberId}/contracts", new { title = $"Mission {contract}", startsOn = "2026-03-04" });
        await world.GoToAsync(Monday.AddDays(2), 16);
    }

    /// <inheritdoc />
    public override IEnumerable<Violation> Expect(Books books)
    {
        if (books.Shares.Sum(entry => entry.Count) != 1) yield return new("share-sold-once", $"One share was paid, and {books.Shares.Sum(entry => entry.Count)} are in the register.");
    }
}
