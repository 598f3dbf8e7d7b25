using Smart.Shared.Calendar;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.Matching;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>Statements of our accounts: opened before their receipts are stored, complete when each has a final state.</summary>
public sealed class StatementService(TableStore store, ReceiptStore receipts, AccountService accounts, PayerDirectory payers, WorkIndex work, BusinessClock clock)
{
    /// <summary>The statement, or null.</summary>
    public Task<StatementRow?> FindAsync(string accountKey, string statementKey, CancellationToken cancellationToken = default) =>
        store.FindAsync<StatementRow>(TableNames.Accounts, accountKey, statementKey, cancellationToken);

    /// <summary>Makes a statement known, after what will find it again: the repair settles what nobody else did.</summary>
    public async Task OpenAsync(BankFileStatementRow found, CancellationToken cancellationToken = default)
    {
        await work.PutAsync(clock.Today, found.AccountKey, WorkPurpose.Allocate, AllocateWork.OfStatement(found.StatementKey), cancellationToken);
        var row = new StatementRow
        {
            PartitionKey = found.AccountKey,
            RowKey = found.StatementKey,
            Sequence = found.Sequence,
            FileSha256 = found.FileSha256,
            OldBalance = found.OldBalance,
            NewBalance = found.NewBalance,
            Date = found.Date!.Value,
            Movements = found.Movements,
        };
        await store.CommitAsync(new RowBatch(TableNames.Accounts, row.PartitionKey).Insert(row), cancellationToken);
    }

    /// <summary>
    /// Completes a statement when every receipt of it is booked or in the worklist, remembers who paid for whom, and moves the account's
    /// watermark. True when it is complete; call it only once every receipt of the statement is stored.
    /// </summary>
    public async Task<bool> SettleAsync(string accountKey, string statementKey, CancellationToken cancellationToken = default)
    {
        if ((await receipts.WaitingAsync(statementKey, cancellationToken)).Count > 0) return false;
        await OptimisticRetry.RunAsync(statementKey, token => TryCompleteAsync(accountKey, statementKey, token), cancellationToken);
        await accounts.AdvanceAsync(accountKey, cancellationToken);
        return true;
    }

    private async Task<StatementRow?> TryCompleteAsync(string accountKey, string statementKey, CancellationToken cancellationToken)
    {
        var statement = await FindAsync(accountKey, statementKey, cancellationToken)
            ?? throw new InvalidOperationException($"Statement {statementKey} was never opened.");
        if (statement.IsComplete) return statement;
        if (statement.Movements > 0) await payers.RememberPartitionAsync(statementKey, cancellationToken);
        var complete = statement with { IsComplete = true };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Accounts, accountKey).Replace(complete), cancellationToken);
        return commit.IsCommitted ? complete : null;
    }
}
