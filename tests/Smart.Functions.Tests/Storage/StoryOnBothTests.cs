using System.Globalization;
using Smart.Local;
using Smart.Local.Storage.Memory;

namespace Smart.Functions.Tests.Storage;

/// <summary>A story told on Azurite and on storage in memory is the same story.</summary>
public sealed class StoryOnBothTests(TestStorage storage)
{
    private static readonly DateOnly AfterTheLastLetter = new(2026, 4, 14);

    [Fact]
    public async Task ThreeLetters_AreTheSame_OnEither()
    {
        var memory = new MemoryStorage();

        var there = await TellAsync(new() { ConnectionString = await storage.ConnectAsync(), Prefix = storage.NewPrefix() });
        var here = await TellAsync(new() { ConnectionString = MemoryStorage.ConnectionString, StorageTransport = memory.Transport, Prefix = "story" });

        here.Count(line => line.StartsWith("letter", StringComparison.Ordinal)).ShouldBe(3);
        here.ShouldBe(there);
        memory.Rows("storyDebtors").Count(row => row.RowKey.StartsWith("letter|", StringComparison.Ordinal)).ShouldBe(3);
        memory.Blobs("story-documents").ShouldNotBeEmpty();
    }

    private static async Task<List<string>> TellAsync(LocalSystemOptions options)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var world = await SmallWorld.StartAsync(options, stop);
        var owed = await world.InvoiceAsync(await world.DebtorAsync(stop), "1000.00", stop);
        await world.System.AdvanceToAsync(AfterTheLastLetter, cancellationToken: stop);
        var statement = await world.System.As("fay", "finance").GetAsync($"debtors/{owed.DebtorId}/statement", stop);
        IEnumerable<string> told =
        [
            .. world.System.Mailbox.Reminders.Select(letter => string.Create(CultureInfo.InvariantCulture, $"letter {letter.Channel} {letter.At:O} {letter.Subject}")),
            statement.Value["balance"]!.ToJsonString(),
            .. statement.Value["entries"]!.AsArray().Select(entry => entry!.ToJsonString()).Order(StringComparer.Ordinal),
        ];
        return [.. told.Select(line => line.Replace(owed.DebtorId, "debtor", StringComparison.Ordinal))];
    }
}
