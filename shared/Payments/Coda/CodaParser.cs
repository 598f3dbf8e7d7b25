using System.Globalization;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>Reads CODA records one by one and puts out what they say; holds one movement at a time (rules 5.1).</summary>
internal sealed class CodaParser(Queue<BankFileItem> output)
{
    private readonly Dictionary<string, PreviousStatement> closed = new(StringComparer.Ordinal);
    private const int MaximumEarly = 10;
    private readonly List<(string Name, string Message)> early = [];
    private CodaHeader? file;
    private CodaStatement? statement;
    private int line;
    private CodaStatement? waiting;
    private CodaSums beforeInFile = CodaSums.None;
    private bool announcesMore;
    private bool sawFile, sawStatement, isCut;

    /// <summary>True once nothing more is read.</summary>
    internal bool Ended { get; private set; }

    internal void Read(ReadOnlySpan<char> text, int number, string? deviation)
    {
        line = number;
        if (deviation is not null) statement?.Deviation(deviation, $"Line {number}: the text is not windows-1252.");
        if (text.Length == CodaRecord.Length)
        {
            Read(new CodaRecord(text, number));
            return;
        }

        Span<char> padded = stackalloc char[CodaRecord.Length];
        padded.Fill(' ');
        text[..Math.Min(text.Length, CodaRecord.Length)].CopyTo(padded);
        if (text[0] == '0' && padded[^1] == ' ') padded[^1] = LastOf(text);
        Read(new CodaRecord(padded, number));
        Deviation("length", $"Line {number} has {text.Length} characters, not {CodaRecord.Length}.");
    }

    /// <summary>Records follow each other without line ends.</summary>
    internal void Joined(int number) => Deviation("length", $"Line {number}: records follow each other without line ends.");

    /// <summary>The input ended: what is open is cut.</summary>
    internal void Complete()
    {
        if (Ended) return;
        if (!sawFile) Refuse("not-coda", "The file holds no CODA record.");
        else if (file is not null) Cut("The file is cut: it ends before the trailer record 9 of a statement.");
        if (announcesMore) waiting?.Deviation("trailer", "The trailer announces another file, and none follows.");
        CloseWaiting();
        if (sawFile && !sawStatement && !isCut) Refuse("empty", "The file holds no statement.");
        Ended = true;
    }

    internal void Refuse(string code, string message)
    {
        Ended = true;
        if (statement is not null) Cut("Reading stopped inside this statement.");
        CloseWaiting();
        output.Enqueue(new BankFileItem.Refused(new(line, code, message, EndsReading: true)));
    }

    /// <summary>What is met before a statement is reported with it.</summary>
    private void Deviation(string name, string message)
    {
        if (statement is not null) statement.Deviation(name, message);
        else if (file is not null && early.Count < MaximumEarly) early.Add((name, message));
    }

    /// <summary>The version stands last: in a header that lost or gained blanks it is the last character, after a blank.</summary>
    private static char LastOf(ReadOnlySpan<char> header)
    {
        var trimmed = header.TrimEnd();
        return trimmed.Length > 1 && trimmed[^2] == ' ' ? trimmed[^1] : ' ';
    }

    private void Read(CodaRecord record)
    {
        if (record[0] == '0') OpenFile(record);
        else if (file is null && !sawFile) Refuse("not-coda", "This is not a CODA file: it does not start with a record 0.");
        else if (file is null && record[0] is >= '1' and <= '9') Refuse("record", $"A record {Name(record[0])} stands between two files.");
        else if (file is null) waiting?.Deviation("records", $"Line {record.Line}: unknown record {Name(record[0])} after the trailer.");
        else if (record[0] == '1') OpenStatement(record);
        else if (record[0] == '9') CloseFile(record);
        else if (statement is null) Refuse("record", $"A record {Name(record[0])} stands before the old balance of a statement.");
        else Inside(statement, record);
    }

    private static void Inside(CodaStatement open, CodaRecord record)
    {
        switch (record[0])
        {
            case '2': open.Movement(record); break;
            case '3': open.Information(record); break;
            case '4': open.Message(record); break;
            case '8': open.Closing(record); break;
            default: open.Deviation("records", $"Line {record.Line}: unknown record {Name(record[0])}."); break;
        }
    }

    private void OpenFile(CodaRecord record)
    {
        if (file is not null) Cut("The file before this line is cut: its trailer record 9 is missing.");
        CloseWaiting();
        var version = record[127];
        output.Enqueue(new BankFileItem.Opened("coda", version.ToString().Trim()));
        sawFile = true;
        if (version is '1' or '2') file = CodaHeader.Read(record);
        else Refuse("version", version == ' ' ? "The header names no CODA version." : $"CODA version {Name(version)} is not supported; versions 1 and 2 are.");
    }

    private void OpenStatement(CodaRecord record)
    {
        if (statement is { HasNewBalance: true } before) CloseBeforeTheTrailer(before);
        else if (statement is not null) Cut("The statement before this line is cut: its new balance, record 8, is missing.");
        file ??= CodaHeader.Read(record);
        var header = file.Statement(record);
        statement = new(file, header, output) { Before = beforeInFile };
        sawStatement = true;
        output.Enqueue(new BankFileItem.StatementOpened(header));
        if (header.OldBalance is null) statement.Refuse(record.Line, record.Sign(42) is null ? "sign" : "amount", "The old balance has no sign or no readable amount.");
        if (header.Account.Length == 0 || header.Currency.Length != 3) statement.Refuse(record.Line, "account", "The old balance names no account or no currency.");
        foreach (var (name, message) in early) statement.Deviation(name, message);
        early.Clear();
        if (CodaAccount.Of(record, file.IsVersion1).IsOtherStructure) statement.Deviation("account", $"Line {record.Line}: the account is not written in the structure that the record names.");
        if (header.Date is null) statement.Deviation("date", "The date of the header cannot be read.");
    }

    private void CloseFile(CodaRecord record)
    {
        if (statement is { } open)
        {
            open.CloseGroup();
            if (!open.HasNewBalance) open.Refuse(record.Line, "cut", "The statement has no new balance: record 8 is missing.");
            open.Trailer(record);
            if (open.ContradictsItsFile) output.Enqueue(new BankFileItem.Refused(new(record.Line, "totals", "The trailer counts several statements, and its totals are not theirs.", EndsReading: true)));
            beforeInFile = CodaSums.None;
            announcesMore = record[127] == '1';
            waiting = open;
        }

        statement = null;
        file = null;
    }

    /// <summary>Several statements share one trailer: it is checked with the last of them, and refuses all when it contradicts them.</summary>
    private void CloseBeforeTheTrailer(CodaStatement open)
    {
        CloseWaiting();
        open.IsBeforeTheTrailer = true;
        waiting = open;
        CloseWaiting();
        beforeInFile = open.SumsOfFile;
        statement = null;
    }

    /// <summary>A statement is closed when it is known whether the other file that its trailer announces is there.</summary>
    private void CloseWaiting()
    {
        if (waiting is not { } open) return;
        waiting = null;
        var key = open.Header.AccountKey;
        open.Close(closed.GetValueOrDefault(key));
        if (open.NewBalance is { } balance) closed[key] = new(open.Header.Sequence, balance, open.Header.Date);
    }

    private void Cut(string message)
    {
        if (statement is { } open)
        {
            open.CloseGroup();
            open.Refuse(line, "cut", message);
            open.Close(null);
        }
        else
        {
            isCut = true;
            output.Enqueue(new BankFileItem.Refused(new(line, "cut", message, EndsReading: false)));
        }

        statement = null;
        file = null;
        beforeInFile = CodaSums.None;
    }

    private static string Name(char character) => char.IsAsciiLetterOrDigit(character) ? character.ToString() : $"0x{((int)character).ToString("X2", CultureInfo.InvariantCulture)}";
}
