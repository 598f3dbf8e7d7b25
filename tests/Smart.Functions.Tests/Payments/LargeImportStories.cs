using Microsoft.Extensions.DependencyInjection;
using Smart.Local;
using Smart.Local.Bench;
using Smart.Local.Storage.Memory;
using Smart.Shared.Payments.Import;

namespace Smart.Functions.Tests.Payments;

/// <summary>More movements than one chunk of the import, on storage in memory.</summary>
public sealed class LargeImportStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_StoppedWhileStoringAndWhileBooking_BooksEachMovementOnce()
    {
        const int Movements = 4_500;

        var import = await new InterruptedImport(Movements, debtors: 100).RunAsync(Ct);

        import.BookedAtFirst.ShouldBeLessThan(Movements);
        import.BookedAtSecond.ShouldBeInRange(import.BookedAtFirst, Movements - 1);
        import.Books.ShouldBe(new BenchBooks(Movements, BenchLedger.CentsOfAll(Movements), Other: 0, Wrong: 0));
    }

    [Fact]
    public async Task ChunkThatIsStoredAgain_CostsTheSame_HoweverManyMovementsThereAre()
    {
        await using var system = await BenchStage.StartAsync(new MemoryStorage(), new LocalSystemOptions(), Ct);
        var ledger = new BenchLedger(system, debtors: 100);
        await ledger.SeedAsync(Ct);
        var answer = await system.SendBankFileAsync(ledger.NextFile(6_000), Ct);
        await ledger.FinishAsync(answer.Text("statusUrl"), Ct);
        var booking = system.Host.Services.GetRequiredService<BankFileBooking>();
        var calls = new List<long>();

        foreach (var from in (int[])[0, 4_000])
        {
            var before = system.Host.StorageCalls.Product;
            (await booking.BookAsync(answer.Text("sha256"), from, Ct)).Sent.ShouldBe(0);
            calls.Add(system.Host.StorageCalls.Product - before);
        }

        // Some thirteen a hundred movements: claims are refused and the known ones read, and so are receipts. With all rows of the day it would be 23.
        calls[1].ShouldBe(calls[0]);
        calls[0].ShouldBeLessThan(20 * 15);
        (await ledger.ReadAsync(Ct)).AreExactly(6_000).ShouldBeTrue();
    }
}
