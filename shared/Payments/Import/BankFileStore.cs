using System.Security.Cryptography;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Import;

/// <summary>Bank files as they were sent, and how far each is.</summary>
public sealed class BankFileStore(TableStore store, DocumentStore documents, TimeProvider time)
{
    /// <summary>The largest file that is taken: 100 MB, the platform's own limit for a request.</summary>
    public const long MaximumLength = 100L * 1024 * 1024;

    /// <summary>Stores a file under the hash of its bytes, in constant memory. 413 above <see cref="MaximumLength"/>.</summary>
    /// <param name="content">The file.</param>
    /// <param name="sentBy">Hash of the identity that sends it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<BankFileRow>> AcceptAsync(Stream content, string sentBy, CancellationToken cancellationToken = default)
    {
        // The name is the hash, known only at the end: until then the bytes wait in a file that vanishes when it is closed.
        await using var waiting = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        if (await CopyAsync(content, waiting, cancellationToken) is not { } sha256)
        {
            return new Refusal(RefusalKind.TooLarge, "bank-file-too-large", $"A bank file has at most {MaximumLength} bytes.");
        }

        waiting.Position = 0;
        var name = $"bank-files/{sha256}";
        await documents.PutFirstAsync(name, waiting, "application/octet-stream", cancellationToken);
        var row = new BankFileRow
        {
            PartitionKey = BankFileRow.Key(sha256),
            RowKey = BankFileRow.Key(sha256),
            Length = waiting.Length,
            Document = name,
            ReceivedAt = time.GetUtcNow(),
            SentBy = sentBy,
            State = BankFileState.Received,
        };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Accounts, row.PartitionKey).Insert(row), cancellationToken);
        return commit.IsCommitted ? row : await GetAsync(sha256, cancellationToken);
    }

    /// <summary>The file's row, or null.</summary>
    public Task<BankFileRow?> FindAsync(string sha256, CancellationToken cancellationToken = default) =>
        store.FindAsync<BankFileRow>(TableNames.Accounts, BankFileRow.Key(sha256), BankFileRow.Key(sha256), cancellationToken);

    /// <summary>The row of a file that was stored.</summary>
    public async Task<BankFileRow> GetAsync(string sha256, CancellationToken cancellationToken = default) =>
        await FindAsync(sha256, cancellationToken) ?? throw new InvalidOperationException($"Bank file {sha256} is not stored.");

    /// <summary>The statements found in a file, in order.</summary>
    public async Task<IReadOnlyList<BankFileStatementRow>> StatementsAsync(string sha256, CancellationToken cancellationToken = default)
    {
        var rows = new List<BankFileStatementRow>();
        var found = store.PrefixAsync<BankFileStatementRow>(TableNames.Accounts, BankFileRow.Key(sha256), $"{BankFileRow.Key(sha256)}|", cancellationToken);
        await foreach (var row in found) rows.Add(row);
        return rows;
    }

    /// <summary>The bytes of a file.</summary>
    public async Task<Stream> OpenAsync(BankFileRow file, CancellationToken cancellationToken = default) =>
        await documents.OpenAsync(file.Document, cancellationToken) ?? throw new InvalidOperationException($"Bank file {file.Sha256} has no blob.");

    /// <summary>Changes how far a file is; reads it again only when it changed since it was read.</summary>
    public async Task<BankFileRow> ChangeAsync(BankFileRow read, Func<BankFileRow, BankFileRow> change, CancellationToken cancellationToken = default) =>
        await TryChangeAsync(read, change, cancellationToken)
            ?? await OptimisticRetry.RunAsync(
                read.Sha256, async token => await TryChangeAsync(await GetAsync(read.Sha256, token), change, token), cancellationToken);

    /// <summary>Writes what was found in a file.</summary>
    public async Task PutAsync(IEnumerable<BankFileStatementRow> statements, CancellationToken cancellationToken = default)
    {
        foreach (var chunk in statements.Chunk(RowBatch.MaximumRows))
        {
            var batch = new RowBatch(TableNames.Accounts, chunk[0].PartitionKey);
            foreach (var row in chunk) batch.Put(row);
            await store.CommitAsync(batch, cancellationToken);
        }
    }

    private async Task<BankFileRow?> TryChangeAsync(BankFileRow current, Func<BankFileRow, BankFileRow> change, CancellationToken cancellationToken)
    {
        var changed = change(current);
        var commit = await store.CommitAsync(new RowBatch(TableNames.Accounts, current.PartitionKey).Replace(changed), cancellationToken);
        if (!commit.IsCommitted) return null;

        // Without a version the answer was lost: the row is there, its version unknown.
        return commit.ETag == default ? await GetAsync(current.Sha256, cancellationToken) : changed with { ETag = commit.ETag };
    }

    private static async Task<string?> CopyAsync(Stream content, FileStream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (file.Length + count > MaximumLength) return null;
            hash.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        await file.FlushAsync(cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
