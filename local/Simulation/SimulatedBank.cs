using System.Globalization;

namespace Smart.Local.Simulation;

/// <summary>
/// A bank that keeps one account and sends a file a day, CODA or camt.053, with continuous balances and statement numbers that restart each year
/// (rules 5.1).
/// </summary>
/// <param name="iban">The account, without blanks.</param>
/// <param name="holder">Its holder.</param>
/// <param name="holderIdentification">The holder's enterprise number, digits only.</param>
/// <param name="bic">The bank.</param>
public sealed class SimulatedBank(string iban, string holder, string holderIdentification, string bic)
{
    private const long FirstBalance = 1_250_000;
    private readonly Lock _gate = new();
    private readonly List<SimulatedMovement> _pending = [];
    private long _balance = FirstBalance;
    private int _number;
    private int _reference;
    private DateOnly? _last;

    /// <summary>The balance after the last statement, in cents.</summary>
    public long Balance
    {
        get
        {
            lock (_gate) return _balance;
        }
    }

    /// <summary>The day of the last statement; null before the first.</summary>
    public DateOnly? Last
    {
        get
        {
            lock (_gate) return _last;
        }
    }

    /// <summary>Money that comes in on the day of the next statement.</summary>
    /// <param name="cents">How much, in cents.</param>
    /// <param name="payer">Who pays.</param>
    /// <param name="payerIban">The account it comes from.</param>
    /// <param name="structured">The twelve digits of a structured communication, or empty.</param>
    /// <param name="text">A free communication, used when there is no structured one.</param>
    public void Receive(long cents, string payer, string payerIban, string structured = "", string text = "")
    {
        lock (_gate)
        {
            _pending.Add(new SimulatedMovement
            {
                Cents = cents,
                BankReference = $"DEMO{++_reference:D8}",
                StructuredCommunication = structured,
                Communication = text,
                CounterpartyName = payer,
                CounterpartyAccount = payerIban,
                CounterpartyBic = "GEBABEBB",
            });
        }
    }

    /// <summary>A transfer that came in goes back to its payer on the day of the next statement.</summary>
    /// <param name="cents">How much came in, in cents.</param>
    /// <param name="payer">Who had paid.</param>
    /// <param name="payerIban">The account it goes back to.</param>
    /// <param name="structured">The twelve digits that the transfer carried.</param>
    /// <param name="reason">The ISO code of the reason.</param>
    public void TakeBack(long cents, string payer, string payerIban, string structured, string reason)
    {
        lock (_gate)
        {
            _pending.Add(new SimulatedMovement
            {
                Cents = -cents,
                BankReference = $"DEMO{++_reference:D8}",
                StructuredCommunication = structured,
                TransactionCode = "00150000",
                ReturnType = "2",
                ReturnReason = reason,
                CounterpartyName = payer,
                CounterpartyAccount = payerIban,
                CounterpartyBic = "GEBABEBB",
            });
        }
    }

    /// <summary>The CODA file of a day with everything since the one before; also a day without movements has one.</summary>
    /// <param name="date">The day, later than that of the file before.</param>
    public byte[] CloseDay(DateOnly date) => CodaWriter.Write(StatementOf(date));

    /// <summary>The statement of a day as a message of ISO 20022 in place of the CODA file.</summary>
    /// <param name="date">The day, later than that of the file before.</param>
    /// <param name="kind">Which message.</param>
    public byte[] CloseDay(DateOnly date, CamtKind kind) => CamtWriter.Write(kind, StatementOf(date));

    private SimulatedStatement StatementOf(DateOnly date)
    {
        lock (_gate)
        {
            if (date <= _last) throw new ArgumentOutOfRangeException(nameof(date), date, "The bank has sent a statement of this day already.");
            _number = _last?.Year == date.Year ? _number + 1 : 1;
            var statement = new SimulatedStatement
            {
                Iban = iban,
                Holder = holder,
                HolderIdentification = holderIdentification,
                Bic = bic,
                Number = _number.ToString("000", CultureInfo.InvariantCulture),
                Date = date,
                OldBalance = _balance,
                OldBalanceDate = _last ?? date.AddDays(-1),
                Movements = [.. _pending],
            };
            (_balance, _last) = (statement.NewBalance, date);
            _pending.Clear();
            return statement;
        }
    }
}
