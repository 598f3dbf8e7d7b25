using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>Puts out what the elements of a message say; holds one entry at a time (rules 5.2).</summary>
internal sealed class CamtParser(Queue<BankFileItem> output)
{
    private const string Elsewhere = "CamtParser";
    private readonly Dictionary<string, PreviousStatement> closed = new(StringComparer.Ordinal);
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private CamtMessage? message;
    private CamtStatement? statement;
    private CamtEntry? entry;
    private CamtDetail? detail;
    private CamtBalance? balance;
    private CamtBooking? booking;
    private string path = "", encoding = "";
    private int statements;
    private bool sawStatement;

    /// <summary>True once nothing more is read.</summary>
    internal bool Ended { get; private set; }

    internal int Line { get; set; }

    internal string Created { get; set; } = "";

    internal string Page { get; set; } = "";

    internal CamtStatement Statement => statement ?? throw new InvalidOperationException(Elsewhere);

    internal CamtEntry Entry => entry ?? throw new InvalidOperationException(Elsewhere);

    internal CamtDetail Detail => detail ?? throw new InvalidOperationException(Elsewhere);

    internal CamtBalance Balance => balance ?? throw new InvalidOperationException(Elsewhere);

    /// <summary>A message begins; false when it is refused.</summary>
    internal bool Open(CamtMessage next, string element)
    {
        (message, statements, Created, Page) = (next, 0, "", "");
        path = "/Document/" + element;
        output.Enqueue(new BankFileItem.Opened(next.Format, next.Version));
        if (next.Refusal(Line) is not { } refusal) return true;
        Ended = true;
        output.Enqueue(new BankFileItem.Refused(refusal));
        return false;
    }

    /// <summary>The text is not in the encoding that the file declares.</summary>
    internal void Encoding(string deviation) => encoding = deviation;

    internal void OpenStatement()
    {
        statements++;
        sawStatement = true;
        statement = new(message!, $"{path}/{(message!.IsNotification ? "Ntfctn" : "Stmt")}[{statements}]", Line, output) { Created = Created, Page = Page };
        booking = new(statement);
    }

    internal void OpenBalance() => balance = new(Line);

    internal void CloseBalance()
    {
        var read = Balance;
        if (CamtBalances.IsUsed(read.Code) && read.Value is null)
            Statement.Refuse(read.Line, read.Amount is null ? "amount" : "sign", $"A balance {read.Code} has no sign or no readable amount, at {Statement.Path}/Bal.");
        if (!Statement.Balances.Add(read)) Statement.Deviation("balances", $"Line {read.Line}: a second balance {read.Code} differs from the first, at {Statement.Path}/Bal.");
        if (Statement.Header is not null && CamtBalances.IsUsed(read.Code)) Statement.Deviation("order", $"Line {read.Line}: a balance stands after the entries, at {Statement.Path}/Bal.");
        balance = null;
    }

    internal void OpenEntry() => entry = new(++Statement.Entries, Line);

    internal void CloseEntry()
    {
        booking!.Close(Entry);
        entry = null;
    }

    internal void OpenDetail() => detail = new() { Line = Line };

    internal void CloseDetail()
    {
        booking!.Take(Entry, Detail);
        detail = null;
    }

    internal void CloseStatement()
    {
        var (header, open) = (Statement.Open(), Statement);
        if (encoding.Length > 0) open.Deviation("encoding", encoding);
        encoding = "";
        if (!keys.Add(header.Key)) open.Failure("repeated", $"Line {open.Line}: another statement in this file has the same account and number, at {open.Path}.");
        var end = open.Close(closed.GetValueOrDefault(header.AccountKey));
        if (end.NewBalance is { } newBalance && !open.IsNotification) closed[header.AccountKey] = new(header.Sequence, newBalance, header.Date);
        (statement, booking) = (null, null);
    }

    /// <summary>The document ended.</summary>
    internal void Complete(string rootElement, string rootNamespace)
    {
        if (Ended) return;
        if (message is null && CamtMessage.OfNamespace(rootNamespace) is { } named && !Open(named, "")) return;
        if (message is null) Refuse("not-camt", $"This XML is neither camt.053 nor camt.054: its root element is {Name(rootElement)}.");
        else if (!sawStatement) Refuse("empty", "The file holds no statement.");
        Ended = true;
    }

    /// <summary>Another message, or what is none at all.</summary>
    internal void Foreign(string element) => Refuse("not-camt", $"This XML is neither camt.053 nor camt.054: it holds {Name(element)}.");

    /// <summary>Nothing after this is read.</summary>
    internal void Refuse(string code, string text)
    {
        Ended = true;
        if (statement is { } open)
        {
            open.Open();
            open.Failure("complete", "Reading stopped inside this statement.");
            open.Close(null);
        }

        output.Enqueue(new BankFileItem.Refused(new(Line, code, entry is null ? text : $"{text} Inside {statement?.Path}/Ntry[{entry.Number}].", EndsReading: true)));
    }

    private static string Name(string element) => element.Length == 0 ? "missing" : element[..Math.Min(element.Length, 60)];
}
