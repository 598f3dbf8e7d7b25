using Smart.Functions.Http;
using Smart.Shared.Payments;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Payments.Ibanity;
using Smart.Shared.Payments.Import;

namespace Smart.Functions.Payments;

/// <summary>A bank file that was taken.</summary>
/// <param name="Sha256">SHA-256 of its bytes: its name.</param>
/// <param name="StatusUrl">Where to see how far it is.</param>
public sealed record BankFileAcceptedResponse(string Sha256, string StatusUrl);

/// <summary>How far a bank file is.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="State">How far it is.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Format">What it calls itself.</param>
/// <param name="Version">The version it declares.</param>
/// <param name="ReceivedAt">When it was stored, UTC.</param>
/// <param name="Errors">Why the whole file is refused.</param>
/// <param name="Statements">What stands in it.</param>
public sealed record BankFileResponse(
    string Sha256, BankFileState State, long Length, string Format, string Version, DateTimeOffset ReceivedAt,
    IReadOnlyList<BankFileError> Errors, IReadOnlyList<BankStatementResponse> Statements)
{
    internal static BankFileResponse Of(BankFileRow file, IEnumerable<BankFileStatementRow> statements) => new(
        file.Sha256, file.State, file.Length, file.Format, file.Version, file.ReceivedAt, file.Errors, [.. statements.Select(BankStatementResponse.Of)]);
}

/// <summary>One statement of a bank file.</summary>
/// <param name="AccountKey">IBAN and currency.</param>
/// <param name="StatementKey">What identifies it; the partition of its receipts.</param>
/// <param name="Sequence">The bank's number of it.</param>
/// <param name="Date">The day of its new balance.</param>
/// <param name="OldBalance">Before the movements.</param>
/// <param name="NewBalance">After the movements.</param>
/// <param name="Movements">How many movements.</param>
/// <param name="Checks">Checks that do not hold, and that of continuity.</param>
/// <param name="Refused">Why it is not booked; absent when it is.</param>
public sealed record BankStatementResponse(
    string AccountKey, string StatementKey, string Sequence, DateOnly? Date, ExactAmountResponse? OldBalance, ExactAmountResponse? NewBalance, int Movements,
    IReadOnlyList<BankCheck> Checks, string? Refused)
{
    internal static BankStatementResponse Of(BankFileStatementRow row) => new(
        row.AccountKey,
        row.StatementKey,
        row.Sequence,
        row.Date,
        BalanceOf(row, row.OldBalance),
        BalanceOf(row, row.NewBalance),
        row.Movements,
        row.Checks,
        row.Refused);

    // The key of an account ends with its currency.
    private static ExactAmountResponse? BalanceOf(BankFileStatementRow row, decimal? balance) =>
        balance is { } amount ? ExactAmountResponse.Of(amount, row.AccountKey[(row.AccountKey.LastIndexOf('-') + 1)..]) : null;
}

/// <summary>A bank account.</summary>
/// <param name="AccountKey">IBAN and currency.</param>
/// <param name="Name">What finance calls it.</param>
/// <param name="IsCollecting">Clients pay on it.</param>
/// <param name="CompleteThrough">The last day of which every receipt is booked or in the worklist.</param>
/// <param name="LastSequence">The last statement that followed the one before it.</param>
/// <param name="Gap">Why later statements do not count: one between them is missing.</param>
/// <param name="BooksNotifications">Its movements are booked from notifications (camt.054), not from statements.</param>
/// <param name="Feed">The bank's own interface, where the account is connected to it.</param>
public sealed record AccountResponse(
    string AccountKey, string Name, bool IsCollecting, DateOnly? CompleteThrough, string? LastSequence, string? Gap, bool BooksNotifications, AccountFeedResponse? Feed = null)
{
    internal static AccountResponse Of(AccountRow row) => new(row.AccountKey, row.Name, row.IsCollecting, row.CompleteThrough, row.LastSequence, row.Gap, row.BooksNotifications);
}

/// <summary>How far the bank's own interface gave the movements of an account.</summary>
/// <param name="Source">Who gives them: ponto-connect.</param>
/// <param name="SynchronizedAt">When the bank was last asked with success, UTC.</param>
/// <param name="PulledAt">When we last had all of it, UTC.</param>
/// <param name="CompleteThrough">The last day that is known through it.</param>
/// <param name="NeedsReconnection">The holder must consent anew.</param>
/// <param name="Problem">Why nothing could be had the last time, in a stable word.</param>
public sealed record AccountFeedResponse(
    string Source, DateTimeOffset? SynchronizedAt, DateTimeOffset? PulledAt, DateOnly? CompleteThrough, bool NeedsReconnection, string? Problem)
{
    // Of an account that was connected anew under another id, the one that gave something last.
    internal static AccountFeedResponse? Of(IEnumerable<PontoAccountRow> rows) =>
        rows.OrderBy(row => row.NeedsReconnection).ThenByDescending(row => row.PulledAt).FirstOrDefault() is { } row
            ? new("ponto-connect", row.SynchronizedAt, row.PulledAt, row.CompleteThrough, row.NeedsReconnection, row.Problem)
            : null;
}

/// <summary>The bank accounts.</summary>
/// <param name="Accounts">In order of key.</param>
public sealed record AccountListResponse(IReadOnlyList<AccountResponse> Accounts);

/// <summary>Names an account.</summary>
/// <param name="Name">What finance calls it.</param>
/// <param name="IsCollecting">Clients pay on it.</param>
/// <param name="BooksNotifications">Book its movements from notifications (camt.054) and refuse its statements; never both.</param>
public sealed record ConfigureAccountRequest(string Name, bool IsCollecting = true, bool BooksNotifications = false);

/// <summary>Finance answers that everything through a day is known.</summary>
/// <param name="Through">The last day.</param>
public sealed record NoMovementsRequest(DateOnly? Through);
