using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Import;

/// <summary>
/// The first pass over a bank file: what in it may be booked. A file that cannot be read to its end books nothing; of others each
/// statement stands for itself.
/// </summary>
public sealed class BankFileVerifier(BankFileStore files, StatementService statements, AccountService accounts)
{
    private const int MostErrors = 20;

    /// <summary>Verifies a stored file and says what will be booked; the same again gives the same.</summary>
    public async Task<BankFileRow> VerifyAsync(string sha256, CancellationToken cancellationToken = default)
    {
        var file = await files.GetAsync(sha256, cancellationToken);
        var found = await ReadAsync(file, cancellationToken);
        var isReadable = !found.Errors.Exists(error => error.EndsReading);
        var rows = new List<BankFileStatementRow>();
        foreach (var (header, end) in found.Statements)
        {
            var row = RowOf(sha256, rows.Count, header, end);
            rows.Add(isReadable ? await AdmitAsync(row, header, end, cancellationToken) : row with { Refused = "The file is refused as a whole." });
        }

        await files.PutAsync(rows, cancellationToken);
        var isBookable = rows.Exists(row => row.Refused is null);
        return await files.ChangeAsync(
            file,
            current => current with
            {
                State = isBookable ? BankFileState.Booking : BankFileState.Refused,
                Format = found.Format,
                Version = found.Version,
                Errors = [.. found.Errors.Take(MostErrors)],
            },
            cancellationToken);
    }

    private async Task<Found> ReadAsync(BankFileRow file, CancellationToken cancellationToken)
    {
        await using var stream = await files.OpenAsync(file, cancellationToken);
        var found = new Found();
        BankStatementHeader? header = null;
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            switch (item)
            {
                case BankFileItem.Opened opened: (found.Format, found.Version) = (opened.Format, opened.Version); break;
                case BankFileItem.StatementOpened opened: header = opened.Header; break;
                case BankFileItem.MovementRead: break;
                case BankFileItem.StatementClosed closed: found.Statements.Add((header!, closed.End)); break;
                case BankFileItem.Refused refused when refused.Error.EndsReading: found.Errors.Insert(0, refused.Error); break;
                case BankFileItem.Refused refused when found.Errors.Count < MostErrors: found.Errors.Add(refused.Error); break;
                case BankFileItem.Refused: break;
                default: throw new InvalidOperationException($"{item.GetType().Name} is not handled.");
            }
        }

        return found;
    }

    /// <summary>Opens the statement, or says why nothing of it is booked.</summary>
    private async Task<BankFileStatementRow> AdmitAsync(
        BankFileStatementRow row, BankStatementHeader header, BankStatementEnd end, CancellationToken cancellationToken)
    {
        if (!end.IsBookable) return row with { Refused = string.Join(' ', end.Reasons) };
        if (header.Currency != Money.Euro) return row with { Refused = $"The account is in {header.Currency}; the ledger is in euro." };
        if (row.Date is null) return row with { Refused = "The statement has no date." };
        var account = await accounts.FindAsync(row.AccountKey, cancellationToken);
        if (account is not { IsCollecting: true }) return row with { Refused = $"Account {row.AccountKey} is not one that clients pay on: configure it first." };
        if (row.IsNotification != account.BooksNotifications) return row with { Refused = OtherSource(row) };
        if (await statements.FindAsync(row.AccountKey, row.StatementKey, cancellationToken) is { } known)
        {
            return known.NewBalance == row.NewBalance && known.OldBalance == row.OldBalance && known.Movements == row.Movements && (known.Net ?? row.Net) == row.Net
                ? row with { CopyOf = known.CopyOf }
                : row with { Refused = "Another file brought this statement with other balances or movements." };
        }

        row = row with { CopyOf = await statements.CopyOfAsync(row, cancellationToken) };
        await statements.OpenAsync(row, cancellationToken);
        if (row.CopyOf is { } same) return row with { Checks = [.. row.Checks, new BankCheck("continuity", false, $"Already known: statement {same} tells of the same movements.")] };
        var previous = account.LastStatementKey is null ? null : new PreviousStatement(account.LastSequence!, account.LastBalance ?? 0m, account.LastDate);
        return row.IsNotification ? row : row with { Checks = [.. row.Checks, BankContinuity.Check(previous, header)] };
    }

    // The same money stands in the statement of the day and in the notification: an account is booked from one of them.
    private static string OtherSource(BankFileStatementRow row) => row.IsNotification
        ? $"Account {row.AccountKey} is booked from statements; the same movements come with its statement."
        : $"Account {row.AccountKey} is booked from notifications; its statements are not booked as well.";

    private static BankFileStatementRow RowOf(string sha256, int index, BankStatementHeader header, BankStatementEnd end) => new()
    {
        PartitionKey = BankFileRow.Key(sha256),
        RowKey = BankFileStatementRow.Key(sha256, index),
        Index = index,
        AccountKey = header.AccountKey,
        StatementKey = header.Key,
        Sequence = header.Sequence,
        Date = end.NewBalanceDate ?? header.Date,
        OldBalance = header.OldBalance,
        NewBalance = end.NewBalance,
        Movements = end.MovementCount,
        Net = end.Credits - end.Debits,
        IsNotification = header.IsNotification,
        Checks = [.. end.Checks.Where(check => !check.Ok)],
    };

    private sealed class Found
    {
        public string Format { get; set; } = "";

        public string Version { get; set; } = "";

        public List<(BankStatementHeader Header, BankStatementEnd End)> Statements { get; } = [];

        public List<BankFileError> Errors { get; } = [];
    }
}
