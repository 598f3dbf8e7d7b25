using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Local.Bench;

/// <summary>Clients who owe one invoice each, so large that many part payments leave it open, and the statements that bring those.</summary>
/// <param name="system">Where.</param>
/// <param name="debtors">How many.</param>
public sealed class BenchLedger(LocalSystem system, int debtors)
{
    private const long Owed = 100_000_00, First = 1_000_000_00;
    private static readonly DateOnly Issued = new(2026, 1, 2);

    private long _balance = First;
    private int _statements;

    // Of the present process generation.
    private TableStore Store => system.Host.Services.GetRequiredService<TableStore>();

    /// <summary>When a system that is measured starts: a day before anything is due.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 10, 1, 0, TimeSpan.Zero);

    /// <summary>The invoice that the n-th payment is for, from 0.</summary>
    public InvoiceNumber InvoiceOf(int payment) => new(2026, (payment % debtors) + 1);

    /// <summary>Who owes it.</summary>
    public string DebtorOf(int payment) => $"bench-{payment % debtors:00000}";

    /// <summary>Cents of the n-th payment.</summary>
    public static long CentsOf(int payment) => 1_00 + (payment % 7);

    /// <summary>Cents of so many payments.</summary>
    public static long CentsOfAll(int payments) => Enumerable.Range(0, payments).Sum(CentsOf);

    /// <summary>Writes debtors and invoices as issuing leaves them.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(Enumerable.Range(0, debtors), cancellationToken, async (index, cancel) =>
    {
        var (id, number) = (DebtorOf(index), InvoiceOf(index));
        var head = new DebtorHead { PartitionKey = id, RowKey = DebtorKeys.Head(id), Kind = DebtorKind.Enterprise, Language = Language.Fr };
        await Store.CommitAsync(new RowBatch(TableNames.Debtors, id).Insert(head), cancel);
        await SimulatedInvoice.WriteAsync(Store, id, number, Money.Eur(Owed), Issued, cancellationToken: cancel);
    });

    /// <summary>The bank's next statement, with part payments of every invoice in turn: CODA, for 100,000 movements in camt.053 are more than a request may hold.</summary>
    public byte[] NextFile(int movements)
    {
        var statement = new SimulatedStatement
        {
            Iban = DemoCooperative.Iban,
            Holder = "COOP",
            Number = $"{++_statements:000}",
            Date = Issued.AddDays(_statements),
            OldBalanceDate = Issued.AddDays(_statements - 1),
            OldBalance = _balance,
            Movements = [.. Enumerable.Range(0, movements).Select(Transfer)],
        };
        _balance = statement.NewBalance;
        return CodaWriter.Write(statement);
    }

    /// <summary>Hands a file in and lets everything follow until the statement is complete.</summary>
    /// <exception cref="InvalidOperationException">It did not come to its end.</exception>
    public async Task ImportAsync(byte[] file, CancellationToken cancellationToken)
    {
        var answer = await system.SendBankFileAsync(file, cancellationToken);
        await FinishAsync(answer.Text("statusUrl"), cancellationToken);
    }

    /// <summary>Lets time pass until a file is booked to its end.</summary>
    public async Task FinishAsync(string statusUrl, CancellationToken cancellationToken)
    {
        const int MostMinutes = 60;
        for (var minute = 0; minute < MostMinutes; minute++)
        {
            await system.Host.AdvanceAsync(TimeSpan.FromMinutes(1), cancellationToken);
            if ((await system.As("bench", "finance").GetAsync(statusUrl, cancellationToken)).Text("state") == "done") return;
        }

        throw new InvalidOperationException("The file was not booked to its end.");
    }

    /// <summary>What the ledgers hold.</summary>
    public async Task<BenchBooks> ReadAsync(CancellationToken cancellationToken)
    {
        var (payments, paid, other, wrong) = (0, 0L, 0, 0);
        for (var index = 0; index < debtors; index++)
        {
            var (id, sum) = (DebtorOf(index), 0L);
            await foreach (var entry in Store.PrefixAsync<LedgerEntry>(TableNames.Debtors, id, "entry|", cancellationToken))
            {
                sum += entry.Amount.Cents;
                if (entry.Kind == EntryKind.PrincipalPaid) (payments, paid) = (payments + 1, paid - entry.Amount.Cents);
                else if (entry.Kind != EntryKind.Issued) other++;
            }

            var open = await Store.FindAsync<OpenInvoice>(TableNames.Debtors, id, DebtorKeys.Open(InvoiceOf(index).ToString()), cancellationToken);
            if (open?.Principal.Cents != sum) wrong++;
        }

        return new BenchBooks(payments, paid, other, wrong);
    }

    private SimulatedMovement Transfer(int index) => new()
    {
        Cents = CentsOf(index),
        BankReference = $"S{_statements:000}M{index:000000}",
        StructuredCommunication = InvoiceOf(index).Reference.Digits,
        CounterpartyName = "CLIENT",
    };
}

/// <summary>What the ledgers of all debtors hold.</summary>
/// <param name="Payments">Entries that set a payment against an invoice.</param>
/// <param name="Paid">Cents that they set against it.</param>
/// <param name="Other">Other entries, issuing left out: none is expected.</param>
/// <param name="Wrong">Invoices whose open amount is not the sum of their entries.</param>
public sealed record BenchBooks(int Payments, long Paid, int Other, int Wrong)
{
    /// <summary>True when so many payments are booked once each, and nothing else.</summary>
    public bool AreExactly(int payments) => this == new BenchBooks(payments, BenchLedger.CentsOfAll(payments), 0, 0);
}
