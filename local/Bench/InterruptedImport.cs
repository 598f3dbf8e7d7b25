using Smart.Local.Runtime;
using Smart.Local.Storage;
using Smart.Local.Storage.Memory;

namespace Smart.Local.Bench;

/// <summary>
/// One import whose process is killed twice, each time after a transaction took effect and before its answer was heard: while the
/// second chunk of movements is being stored, and in the middle of booking them.
/// </summary>
/// <param name="movements">In one statement; more than a chunk of 2,000, or else the first chunk is cut.</param>
/// <param name="debtors">How many pay.</param>
public sealed class InterruptedImport(int movements, int debtors)
{
    private const int Chunk = 2_000, TransactionsLater = 20;

    /// <summary>Imports on storage in memory, and looks at the books.</summary>
    public async Task<InterruptedFigures> RunAsync(CancellationToken cancellationToken)
    {
        var cut = new ProcessCut();
        await using var system = await BenchStage.StartAsync(new MemoryStorage(), new LocalSystemOptions { StorageObservers = [cut], BeforeFunction = cut.BeforeAsync }, cancellationToken);
        var ledger = new BenchLedger(system, debtors);
        await ledger.SeedAsync(cancellationToken);
        var file = ledger.NextFile(movements);

        cut.Arm("BookBankFile", movements > Chunk ? 2 : 1, TransactionsLater, system.Host.Fence);
        var answer = await system.As("bench", "finance").PostFileAsync("bank-files", file, cancellationToken);
        var first = await DieAsync(system, ledger, cancellationToken);
        cut.Arm("ReceivePayment", movements / 4, 1, system.Host.Fence);
        var second = await DieAsync(system, ledger, cancellationToken);
        await ledger.FinishAsync(answer.Text("statusUrl"), cancellationToken);
        return new InterruptedFigures(movements, first, second, await ledger.ReadAsync(cancellationToken));
    }

    /// <summary>How many payments were booked when the process died.</summary>
    private static async Task<int> DieAsync(LocalSystem system, BenchLedger ledger, CancellationToken cancellationToken)
    {
        try
        {
            await system.Host.RunUntilIdleAsync(cancellationToken);
            throw new InvalidOperationException("The process came to its rest: it was not killed.");
        }
        catch (FencedException)
        {
            await system.Host.RestartAsync(cancellationToken);
        }

        return (await ledger.ReadAsync(cancellationToken)).Payments;
    }

    /// <summary>Kills the process some transactions after a function was started some times.</summary>
    private sealed class ProcessCut : IStorageObserver
    {
        private readonly Lock _gate = new();
        private string _function = "";
        private int _starts;
        private int _transactions;
        private Action _kill = () => { };

        public void Arm(string function, int starts, int transactions, Action kill)
        {
            lock (_gate) (_function, _starts, _transactions, _kill) = (function, starts, transactions, kill);
        }

        public Task BeforeAsync(string function)
        {
            lock (_gate)
            {
                if (function == _function) _starts--;
            }

            return Task.CompletedTask;
        }

        public void Before(StorageCall call)
        {
        }

        public void After(StorageCall call, int status)
        {
            if (call.Caller != StorageCaller.Product || !call.Uri.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal)) return;
            lock (_gate)
            {
                if (_starts > 0 || --_transactions != 0) return;
            }

            _kill();
        }
    }
}

/// <summary>What came of an import that was stopped twice.</summary>
/// <param name="Movements">In the file.</param>
/// <param name="BookedAtFirst">Payments that were booked when the process died for the first time, or soon after its restart.</param>
/// <param name="BookedAtSecond">The same, for the second time.</param>
/// <param name="Books">What the ledgers hold in the end.</param>
public sealed record InterruptedFigures(int Movements, int BookedAtFirst, int BookedAtSecond, BenchBooks Books)
{
    /// <summary>True when each movement is booked once.</summary>
    public bool IsExact => Books.AreExactly(Movements);
}
