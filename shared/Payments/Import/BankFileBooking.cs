using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Import;

/// <summary>The second pass over a bank file: stores the movements of its bookable statements as receipts and sends them to be booked.</summary>
public sealed class BankFileBooking(BankFileStore files, ReceiptIntake intake, TimeProvider time)
{
    /// <summary>Movements read in one go: seconds of work, so that little is repeated after a crash.</summary>
    private const int MovementsAtOnce = 2_000;

    /// <summary>Books movements from the n-th of the file on; the same again changes nothing.</summary>
    /// <returns>Where to go on, and how many receipts wait to be booked.</returns>
    public async Task<BookedMovements> BookAsync(string sha256, int from, CancellationToken cancellationToken = default)
    {
        var file = await files.GetAsync(sha256, cancellationToken);
        var bookable = (await files.StatementsAsync(sha256, cancellationToken)).Where(row => row.Refused is null).ToDictionary(row => row.Index);
        var batch = new List<ReceiptRow>(RowBatch.MaximumRows);
        await using var stream = await files.OpenAsync(file, cancellationToken);
        var (statement, movement, sent) = (-1, 0, 0);
        await foreach (var item in BankFileReader.ReadAsync(stream, cancellationToken))
        {
            if (item is BankFileItem.StatementOpened)
            {
                sent += await StoreAsync(batch, file.Format, cancellationToken);
                statement++;
            }

            if (item is not BankFileItem.MovementRead read) continue;
            if (movement == from + MovementsAtOnce)
            {
                sent += await StoreAsync(batch, file.Format, cancellationToken);
                return new BookedMovements(movement, sent);
            }

            if (movement++ < from || !bookable.TryGetValue(statement, out var row)) continue;
            batch.Add(BankReceipt.Of(read.Movement, row.AccountKey, row.StatementKey, row.Date!.Value, time.GetUtcNow()));
            if (batch.Count == RowBatch.MaximumRows) sent += await StoreAsync(batch, file.Format, cancellationToken);
        }

        sent += await StoreAsync(batch, file.Format, cancellationToken);
        return new BookedMovements(null, sent);
    }

    private async Task<int> StoreAsync(List<ReceiptRow> batch, string channel, CancellationToken cancellationToken)
    {
        var sent = await intake.TakeAsync(batch, channel, cancellationToken);
        batch.Clear();
        return sent;
    }
}

/// <summary>How far movements are stored.</summary>
/// <param name="Next">The movement to go on with; null at the end of the file.</param>
/// <param name="Sent">Receipts that were sent to be booked.</param>
public sealed record BookedMovements(int? Next, int Sent);
