namespace Smart.Shared.Payments.Import;

/// <summary>The end of an import: every movement is stored, and the statements wait for their receipts to be booked.</summary>
public sealed class BankFileSettling(BankFileStore files, StatementService statements)
{
    /// <summary>Completes the statements whose receipts are all booked or in the worklist. True when that is all of them.</summary>
    public async Task<bool> SettleAsync(string sha256, CancellationToken cancellationToken = default)
    {
        var file = await files.GetAsync(sha256, cancellationToken);
        if (file.State == BankFileState.Booking) file = await MarkAsync(file, BankFileState.Settling, cancellationToken);
        var isDone = true;
        foreach (var row in (await files.StatementsAsync(sha256, cancellationToken)).Where(row => row.Refused is null))
        {
            isDone &= await statements.SettleAsync(row.AccountKey, row.StatementKey, cancellationToken);
        }

        if (isDone) await MarkAsync(file, BankFileState.Done, cancellationToken);
        return isDone;
    }

    private Task<BankFileRow> MarkAsync(BankFileRow file, BankFileState state, CancellationToken cancellationToken) =>
        files.ChangeAsync(file, current => current with { State = state }, cancellationToken);
}
