using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>The records 1 to 9 of one statement.</summary>
internal sealed class CodaStatement(CodaHeader file, BankStatementHeader header, Queue<BankFileItem> output)
{
    private readonly string key = header.Key;
    private readonly CodaTotals totals = new() { Records = 1 };
    private readonly CodaEnding ending = new();
    private CodaGroup? group;
    private (int Sequence, int Detail) last = (-1, -1);
    private int lap;

    /// <summary>What the statements before it in the same file add up to.</summary>
    internal CodaSums Before { get => totals.Before; init => totals.Before = value; }

    /// <summary>The trailer comes after another statement: it is checked there.</summary>
    internal bool IsBeforeTheTrailer { set => totals.IsBeforeTheTrailer = value; }

    /// <summary>What it and those before it add up to.</summary>
    internal CodaSums SumsOfFile => totals.OfFile;

    /// <summary>The trailer of several statements says other totals than they make.</summary>
    internal bool ContradictsItsFile => totals.Before != CodaSums.None && !totals.SumsHold(ending);

    internal BankStatementHeader Header => header;

    internal bool HasNewBalance { get; private set; }

    internal decimal? NewBalance => ending.NewBalance;

    internal DateOnly? Date => ending.Date;

    internal void Deviation(string name, string message) => totals.Deviation(name, message);

    internal void Refuse(int line, string code, string message)
    {
        output.Enqueue(new BankFileItem.Refused(new(line, code, message, EndsReading: false)));
        totals.Failure("complete", $"Line {line}: {message}");
    }

    internal void Movement(CodaRecord record)
    {
        totals.Records++;
        if (HasNewBalance) Deviation("records", $"Line {record.Line}: a movement stands after the new balance.");
        if (record[1] == '1') Start(new(record, file.IsVersion1));
        else if (group is null) Deviation("records", $"Line {record.Line}: record 2.{record[1]} without its 2.1.");
        else if (!group.Current.IsOf(record)) Deviation("records", $"Line {record.Line}: record 2.{record[1]} has other numbers than its 2.1; it is not read.");
        else if (record[1] == '2') group.Current.Add22(record);
        else if (record[1] == '3') group.Current.Add23(record);
        else Deviation("records", $"Line {record.Line}: unknown record 2.{record[1]}.");
    }

    internal void Information(CodaRecord record)
    {
        totals.Records++;
        if (group is null || record[1] is not ('1' or '2' or '3')) Deviation("records", $"Line {record.Line}: record 3.{record[1]} belongs to no movement.");
        else if (record.Number(2, 4) != group.Top.Sequence) Deviation("records", $"Line {record.Line}: record 3.{record[1]} has another number than the movement before it; it is not read.");
        else group.InformedBy(record).AddInformation(record);
    }

    internal void Closing(CodaRecord record)
    {
        CloseGroup();
        totals.Records++;
        if (HasNewBalance) Deviation("records", $"Line {record.Line}: a second new balance; the last one counts.");
        HasNewBalance = true;
        ending.Date = record.Date(57);
        ending.NewBalance = record.Signed(41, 42);
        if (ending.NewBalance is null) Refuse(record.Line, record.Sign(41) is null ? "sign" : "amount", "The new balance has no sign or no readable amount.");
        if (CodaAccount.IsOther(record, header.Account)) Deviation("account", $"Line {record.Line}: the account of the new balance is not the account of the old balance.");
    }

    internal void Message(CodaRecord record) => ending.Say(record);

    internal void Trailer(CodaRecord record)
    {
        ending.Records = record.Number(16, 6);
        ending.Debits = record.Unsigned(22);
        ending.Credits = record.Unsigned(37);
        if (ending.Debits is null || ending.Credits is null) Refuse(record.Line, "cut", "The trailer holds no readable totals.");
    }

    internal void CloseGroup()
    {
        group?.Close();
        group = null;
    }

    internal void Close(PreviousStatement? previous)
    {
        CloseGroup();
        output.Enqueue(new BankFileItem.StatementClosed(totals.Close(header, ending, previous)));
    }

    private void Start(CodaMovement movement)
    {
        if (movement.Sequence is null || movement.Detail is null)
        {
            CloseGroup();
            Refuse(movement.Line, "record", "The movement has no readable sequence or detail number.");
            return;
        }

        movement.Lap = LapOf(movement);
        var isDetail = movement.Detail != 0 || IsDetailAfter9999(movement);
        if (movement.Amount is null) Refuse(movement.Line, movement.Sign is null ? "sign" : "amount", movement.Sign is null ? "The movement has no sign: it is neither credit nor debit." : "The amount of the movement cannot be read.");
        if (!isDetail)
        {
            CloseGroup();
            totals.Add(movement.Amount ?? 0m);
            group = new(movement, key, header.Currency, totals, output);
        }
        else if (group is not null && group.Top.Sequence == movement.Sequence) group.Add(movement);
        else
        {
            CloseGroup();
            totals.DetailWithoutTotal(movement.Line);
        }
    }

    /// <summary>More than 9,999 details make their numbers start again, at 0000: the number of a movement of the account itself.</summary>
    private bool IsDetailAfter9999(CodaMovement movement) =>
        group is { HasDetails: true } && group.Top.Sequence == movement.Sequence && movement.Type is >= '5' and <= '9';

    /// <summary>More than 9,999 movements make the numbers start again: the lap keeps their keys apart, the same on every reading.</summary>
    private int LapOf(CodaMovement movement)
    {
        var (sequence, detail) = (movement.Sequence!.Value, movement.Detail!.Value);
        if ((sequence, detail).CompareTo(last) <= 0) lap++;
        last = (sequence, detail);
        return lap;
    }
}
