using System.Text;
using Smart.Local.Cli;
using Smart.Local.Simulation;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Local.Bench;

/// <summary>How fast bank files are read, against reading the same bytes line by line in the same process, and in how much memory.</summary>
/// <param name="megabytes">The size of each file.</param>
/// <param name="repeats">How often each is read after the warm-up; the median counts.</param>
public sealed class BankParseBench(int megabytes, int repeats)
{
    private const int MovementsAStatement = 500;
    private const int Million = 1_000_000;

    /// <summary>Measures CODA and camt.</summary>
    /// <param name="folder">Where the files are made; they are deleted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<BankParseFigures>> RunAsync(string folder, CancellationToken cancellationToken) =>
    [
        await MeasureAsync("coda", folder, Coda, cancellationToken),
        await MeasureAsync("camt.053", folder, (stream, bytes) => Camt(stream, bytes, new CamtKind()), cancellationToken),
    ];

    private async Task<BankParseFigures> MeasureAsync(string format, string folder, Action<Stream, long> write, CancellationToken cancellationToken)
    {
        var (small, large) = (Path.Combine(folder, $"{format}.small"), Path.Combine(folder, $"{format}.large"));
        try
        {
            var sizes = (Small: Make(small, megabytes * (long)Million / 10, write), Large: Make(large, megabytes * (long)Million, write));
            var rates = await Measured.RatesAsync(repeats, 1, _ => ReadAsync(large, cancellationToken), _ => LinesAsync(large, cancellationToken), _ =>
            {
                WaitForLines(large);
                return Task.CompletedTask;
            });
            var (few, many) = (await MemoryAsync(small, cancellationToken), await MemoryAsync(large, cancellationToken));
            return new BankParseFigures(format, sizes.Large, many.Movements, rates[0] * sizes.Large / Million, rates[1] * sizes.Large / Million, rates[2] * sizes.Large / Million, few.Peak, many.Peak);
        }
        finally
        {
            File.Delete(small);
            File.Delete(large);
        }
    }

    private static async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = BankInspectCommand.Open(path);
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            if (item is BankFileItem.Refused refused) throw new InvalidOperationException(refused.Error.Message);
            if (item is BankFileItem.StatementClosed { End.IsBookable: false } closed) throw new InvalidOperationException(string.Join(' ', closed.End.Reasons));
        }
    }

    /// <summary>Asynchronously, as the product reads.</summary>
    private static async Task LinesAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is not null)
        {
        }
    }

    /// <summary>Synchronously, which a file on a disk allows and a request or a blob does not.</summary>
    private static void WaitForLines(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        while (reader.ReadLine() is not null)
        {
        }
    }

    /// <summary>The most managed memory in use while a file is read, over what was in use before: after full collections, ten times on the way.</summary>
    private static async Task<(long Peak, int Movements)> MemoryAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = BankInspectCommand.Open(path);
        var (before, peak, movements, next) = (Measured.Bytes(), 0L, 0, 0L);
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            if (item is BankFileItem.MovementRead) movements++;
            if (stream.Position < next) continue;
            next = stream.Position + (stream.Length / 10);
            peak = Math.Max(peak, Measured.Bytes() - before);
        }

        return (peak, movements);
    }

    private static long Make(string path, long bytes, Action<Stream, long> write)
    {
        using var stream = File.Create(path);
        write(stream, bytes);
        return stream.Length;
    }

    private static void Coda(Stream stream, long bytes)
    {
        foreach (var statement in Statements())
        {
            if (stream.Position >= bytes) return;
            stream.Write(CodaWriter.Write(statement));
        }
    }

    private static void Camt(Stream stream, long bytes, CamtKind kind) => CamtWriter.Write(stream, kind, Statements().TakeWhile(_ => stream.Position < bytes));

    /// <summary>Statements without end: transfers with a structured communication, with free text, and now and then a total with details.</summary>
    private static IEnumerable<SimulatedStatement> Statements()
    {
        var (balance, day) = (1_000_000L, new DateOnly(2026, 1, 5));
        for (var number = 1; ; number++, day = day.AddDays(1))
        {
            var statement = new SimulatedStatement
            {
                Iban = "BE68539007547034",
                Holder = "COOP DEMO SC",
                Number = $"{((number - 1) % 999) + 1:000}",
                Date = day,
                OldBalanceDate = day.AddDays(-1),
                OldBalance = balance,
                Movements = [.. Enumerable.Range(0, MovementsAStatement).Select(index => Movement(number, index))],
            };
            balance = statement.NewBalance;
            yield return statement;
        }
    }

    private static SimulatedMovement Movement(int statement, int index)
    {
        var reference = $"R{statement:000000}{index:00000}";
        if (index % 50 == 49) return SimulatedMovement.TotalOf(reference, [.. Enumerable.Range(0, 20).Select(detail => Transfer($"{reference}{detail:00}", 3_000, structured: true))]);
        return Transfer(reference, 10_000 + index, structured: index % 3 > 0) with { TransactionCode = "00150000" };
    }

    private static SimulatedMovement Transfer(string reference, long cents, bool structured) => new()
    {
        Cents = cents,
        BankReference = reference,
        EndToEndId = "E2E-" + reference,
        StructuredCommunication = structured ? "202600123464" : "",
        Communication = structured ? "" : "INVOICE 2026-12345 AND THE ONE OF LAST MONTH",
        CounterpartyName = "CLIENT WITH A LONG NAME SRL",
        CounterpartyAccount = "BE32123456789002",
        CounterpartyBic = "KREDBEBB",
    };
}

/// <summary>What reading a kind of bank file costs.</summary>
/// <param name="Format">coda or camt.053.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Movements">What stands in it.</param>
/// <param name="Read">Megabytes a second, read and verified.</param>
/// <param name="Lines">Megabytes a second of the same file, line by line with nothing done to them.</param>
/// <param name="SynchronousLines">The same, waiting for the file.</param>
/// <param name="SmallPeak">Bytes of memory at most, for a tenth of the size.</param>
/// <param name="Peak">Bytes of memory at most, for the whole size.</param>
public sealed record BankParseFigures(string Format, long Bytes, int Movements, double Read, double Lines, double SynchronousLines, long SmallPeak, long Peak)
{
    /// <summary>Which part of the bare rate is reached; a quarter is the least.</summary>
    public double ToLines => Read / Lines;

    /// <summary>Which part is reached of reading lines while waiting for the file.</summary>
    public double ToSynchronousLines => Read / SynchronousLines;

    /// <summary>What ten times the size adds to the memory, in bytes.</summary>
    public long Growth => Peak - SmallPeak;
}
