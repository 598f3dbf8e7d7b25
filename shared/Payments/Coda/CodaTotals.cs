using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>Keeps what the invariants of one statement need, and the deviations met on the way.</summary>
internal sealed class CodaTotals
{
    private readonly BankDeviations deviations = new();
    private int groups, emptyGroups;
    private bool detailsFail;

    internal decimal Debits { get; private set; }

    internal decimal Credits { get; private set; }

    internal int Records { get; set; }

    internal CodaSums Before { get; set; } = CodaSums.None;

    internal bool IsBeforeTheTrailer { get; set; }

    internal CodaSums OfFile => new(Before.Debits + Debits, Before.Credits + Credits, Before.Records + Records);

    internal int Movements { get; set; }

    /// <summary>Adds a movement of the account itself: detail number 0000.</summary>
    internal void Add(decimal amount)
    {
        if (amount < 0) Debits -= amount;
        else Credits += amount;
    }

    internal void Deviation(string name, string message) => deviations.Deviation(name, message);

    internal void Failure(string name, string message) => deviations.Failure(name, message);

    internal void EmptyGroup() => emptyGroups++;

    internal void DetailWithoutTotal(int line)
    {
        detailsFail = true;
        Failure("details", $"Line {line}: a detail without its total.");
    }

    internal void Group(decimal total, decimal details, int line, bool booked)
    {
        groups++;
        if (total == details) return;
        detailsFail = true;
        var message = $"The details of the total on line {line} make {BankAmounts.Text(details)}, not {BankAmounts.Text(total)}.";
        if (booked) Failure("details", message);
        else Deviation("details", message);
    }

    internal BankStatementEnd Close(BankStatementHeader header, CodaEnding ending, PreviousStatement? previous)
    {
        List<BankCheck> checks = [Balance(header, ending), Sums(ending), Count(ending)];
        if (!detailsFail) checks.Add(new("details", true, DetailsMessage(), IsAboutMoney: true));
        checks.Add(BankContinuity.Check(previous, header));
        checks.AddRange(deviations.Checks());
        return new()
        {
            NewBalance = ending.NewBalance,
            NewBalanceDate = ending.Date,
            MovementCount = Movements,
            Debits = Debits,
            Credits = Credits,
            Checks = checks,
            FreeMessages = ending.Messages,
        };
    }

    private BankCheck Balance(BankStatementHeader header, CodaEnding ending)
    {
        var expected = header.OldBalance + Credits - Debits;
        return new("balance", expected is not null && expected == ending.NewBalance,
            $"Old balance {BankAmounts.Text(header.OldBalance)} + credits {BankAmounts.Text(Credits)} - debits {BankAmounts.Text(Debits)} = {BankAmounts.Text(expected)}; the file says {BankAmounts.Text(ending.NewBalance)}.", IsAboutMoney: true);
    }

    internal bool SumsHold(CodaEnding ending) => ending.Debits == OfFile.Debits && ending.Credits == OfFile.Credits;

    private BankCheck Sums(CodaEnding ending) => IsBeforeTheTrailer
        ? new("totals", true, "The trailer counts several statements: it is checked with the last one.", IsAboutMoney: true)
        : new("totals", SumsHold(ending), $"Debits {BankAmounts.Text(OfFile.Debits)} and credits {BankAmounts.Text(OfFile.Credits)}; the file says {BankAmounts.Text(ending.Debits)} and {BankAmounts.Text(ending.Credits)}.", IsAboutMoney: true);

    private BankCheck Count(CodaEnding ending) => IsBeforeTheTrailer
        ? new("count", true, "The trailer counts several statements: it is checked with the last one.")
        : new("count", ending.Records == OfFile.Records, $"{OfFile.Records} records; the file says {ending.Records?.ToString() ?? "?"}.");

    private string DetailsMessage() => emptyGroups == 0
        ? $"{groups} totals agree with their details."
        : $"{groups} totals agree with their details; {emptyGroups} came without details and are booked as one movement each.";
}

/// <summary>What statements add up to, as the trailer of their file counts.</summary>
internal sealed record CodaSums(decimal Debits, decimal Credits, int Records)
{
    internal static CodaSums None { get; } = new(0m, 0m, 0);
}

/// <summary>What records 8, 4 and 9 say; null where a record is missing or unreadable.</summary>
internal sealed class CodaEnding
{
    private const int MaximumMessages = 100, LongestMessage = 4000;
    private bool goesOn, lastIsFull;

    internal decimal? NewBalance { get; set; }

    internal DateOnly? Date { get; set; }

    internal int? Records { get; set; }

    internal decimal? Debits { get; set; }

    internal decimal? Credits { get; set; }

    internal List<string> Messages { get; } = [];

    /// <summary>A message of several records is one message; of a very long one the first records.</summary>
    internal void Say(CodaRecord record)
    {
        var (text, continues) = (record.Text(32, 80), goesOn && Messages.Count > 0);
        goesOn = record[127] == '1';
        if (text.Length == 0) return;
        if (!continues && Messages.Count < MaximumMessages) Messages.Add(text);
        else if (continues && Messages[^1].Length < LongestMessage) Messages[^1] += (lastIsFull ? "" : " ") + text;
        lastIsFull = record[111] != ' ';
    }
}
