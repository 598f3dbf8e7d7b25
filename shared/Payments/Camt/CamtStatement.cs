using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>One statement or notification while it is read. Its header is put out when the first entry needs it.</summary>
internal sealed class CamtStatement(CamtMessage message, string path, int line, Queue<BankFileItem> output)
{
    private const int MaximumMessages = 100;
    private readonly BankDeviations deviations = new();
    private readonly SortedDictionary<string, int> notBooked = new(StringComparer.Ordinal);
    private readonly List<string> messages = [];

    internal string Path => path;

    internal string Id { get; set; } = "";

    internal string ElectronicNumber { get; set; } = "";

    internal string LegalNumber { get; set; } = "";

    internal string Page { get; set; } = "";

    internal string Created { get; set; } = "";

    internal string From { get; set; } = "";

    internal string To { get; set; } = "";

    internal string CopyOrDuplicate { get; set; } = "";

    internal string Account { get; set; } = "";

    internal string OtherAccount { get; set; } = "";

    internal string Currency { get; set; } = "";

    internal string Holder { get; set; } = "";

    internal string Description { get; set; } = "";

    internal string Bic { get; set; } = "";

    internal CamtBalances Balances { get; } = new();

    internal CamtSummary Summary { get; } = new();

    internal CamtKeys Keys { get; } = new();

    internal int Entries { get; set; }

    internal int Movements { get; set; }

    internal int Batches { get; set; }

    internal bool DetailsFail { get; set; }

    /// <summary>What booked entries make that say they are reversals, credit positive.</summary>
    internal decimal Reversals { get; set; }

    /// <summary>Null until it was put out.</summary>
    internal BankStatementHeader? Header { get; private set; }

    /// <summary>The key of the statement, once it is open.</summary>
    internal string Key { get; private set; } = "";

    internal int Line => line;

    internal bool IsNotification => message.IsNotification;

    internal void Say(string text)
    {
        if (messages.Count < MaximumMessages) messages.Add(text);
    }

    internal void Deviation(string name, string text) => deviations.Deviation(name, text);

    internal void Failure(string name, string text) => deviations.Failure(name, text);

    internal void Refuse(int at, string code, string text)
    {
        output.Enqueue(new BankFileItem.Refused(new(at, code, text, EndsReading: false)));
        deviations.Failure("complete", $"Line {at}: {text}");
    }

    internal void Yield(BankMovement movement)
    {
        if (!BankAmounts.IsWholeCents(movement.Amount)) Failure("cents", $"The amount {BankAmounts.Text(movement.Amount)} on line {movement.Line} is not whole cents.");
        Movements++;
        output.Enqueue(new BankFileItem.MovementRead(movement));
    }

    internal void NotBooked(string status) => notBooked[status] = notBooked.GetValueOrDefault(status) + 1;

    /// <summary>Puts the header out, with the currency of the account, of a balance, or of its first entry.</summary>
    internal BankStatementHeader Open(string entryCurrency = "")
    {
        if (Header is not null) return Header;
        foreach (var found in new[] { Balances.Opening?.Currency, Balances.Closing?.Currency, entryCurrency }) Currency = Currency.Length > 0 ? Currency : found ?? "";
        Header = CamtHeader.Of(this);
        Key = Header.Key;
        output.Enqueue(new BankFileItem.StatementOpened(Header));
        if (message.Deviation is { } deviation) Deviation("version", deviation);
        if (Header.Account.Length == 0 || Currency.Length != 3) Refuse(line, "account", $"The statement names no account or no currency, at {path}/Acct.");
        if (Header.Date is null) Deviation("date", $"The date of the statement cannot be read, at {path}/CreDtTm.");
        return Header;
    }

    /// <summary>Puts the end out, with every check.</summary>
    internal BankStatementEnd Close(PreviousStatement? previous)
    {
        var header = Open();
        List<BankCheck> checks = [Balances.Check(Currency, Summary.BookedCredits, Summary.BookedDebits, Reversals, IsNotification), Summary.Totals(), Summary.Count()];
        if (!DetailsFail) checks.Add(new("details", true, $"{Batches} batches agree with their transactions.", IsAboutMoney: true));
        checks.Add(IsNotification ? new("continuity", true, "Notifications do not continue each other.") : BankContinuity.Check(previous, header));
        checks.AddRange(notBooked.Select(status => new BankCheck("status", false, $"{status.Value} entries with status {status.Key} are not booked.")));
        checks.AddRange(deviations.Checks());
        var end = new BankStatementEnd
        {
            NewBalance = Balances.Closing?.Value,
            NewBalanceDate = CamtText.Date(Balances.Closing?.Date ?? "") ?? CamtText.LastDate(To),
            MovementCount = Movements,
            Debits = Summary.BookedDebits,
            Credits = Summary.BookedCredits,
            Checks = checks,
            FreeMessages = messages,
        };
        output.Enqueue(new BankFileItem.StatementClosed(end));
        return end;
    }
}
