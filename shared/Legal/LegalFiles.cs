using Smart.Shared.Dunning;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>Finds legal files and changes their rows.</summary>
public sealed class LegalFiles(TableStore store, CaseReader cases, DocumentStore documents)
{
    /// <summary>The file of a case, or null.</summary>
    public Task<LegalFileRow?> FindAsync(string debtorId, string caseId, CancellationToken cancellationToken = default) =>
        store.FindAsync<LegalFileRow>(TableNames.Debtors, debtorId, LegalFileRow.Key(caseId), cancellationToken);

    /// <summary>What a decision about the file of an existing case needs. The file is read first: what the case says is never older.</summary>
    public async Task<LegalFacts> FactsAsync(string debtorId, string caseId, CancellationToken cancellationToken = default)
    {
        var file = await FindAsync(debtorId, caseId, cancellationToken);
        return new LegalFacts(await cases.GetAsync(debtorId, caseId, cancellationToken), file);
    }

    /// <summary>Changes the row of a file that exists; the same object back means that nothing is to change.</summary>
    public Task<LegalFileRow> ChangeAsync(
        string debtorId, string caseId, Func<LegalFileRow, LegalFileRow> change, CancellationToken cancellationToken = default) =>
        OptimisticRetry.RunAsync(caseId, async ct =>
        {
            var row = await FindAsync(debtorId, caseId, ct) ?? throw new InvalidOperationException($"Case {caseId} has no legal file.");
            var changed = change(row);
            if (ReferenceEquals(changed, row)) return row;
            return (await store.CommitAsync(new RowBatch(TableNames.Debtors, debtorId).Replace(changed), ct)).IsCommitted ? changed : null;
        }, cancellationToken);

    /// <summary>The bytes of the present version; null when there are none.</summary>
    public Task<BinaryData?> DocumentAsync(LegalFileRow file, CancellationToken cancellationToken = default) =>
        file.Document is { } name ? documents.FindAsync(name, cancellationToken) : Task.FromResult<BinaryData?>(null);

    /// <summary>Every file on which a person has to decide now.</summary>
    public async Task<IReadOnlyList<LegalFileRow>> AwaitingAsync(CancellationToken cancellationToken = default)
    {
        var awaiting = new List<LegalFileRow>();
        var index = store.PrefixAsync<LegalWaitingRow>(TableNames.Work, LegalWaitingRow.Partition, "legal|", cancellationToken);
        await foreach (var row in index)
        {
            if (await FindAsync(row.DebtorId, row.CaseId, cancellationToken) is { IsOpenToDecision: true } file) awaiting.Add(file);
        }

        return awaiting;
    }

    /// <summary>Notes that a file is going to await a decision: before it does.</summary>
    internal Task NoteWaitingAsync(string debtorId, string caseId, CancellationToken cancellationToken) =>
        store.CommitAsync(new RowBatch(TableNames.Work, LegalWaitingRow.Partition).Put(LegalWaitingRow.Of(debtorId, caseId)), cancellationToken);

    /// <summary>Takes the note back once the file says that it waits no more; one written anew meanwhile stays.</summary>
    internal async Task ForgetWaitingAsync(string debtorId, string caseId, CancellationToken cancellationToken)
    {
        var note = await store.FindAsync<LegalWaitingRow>(TableNames.Work, LegalWaitingRow.Partition, LegalWaitingRow.Key(caseId), cancellationToken);
        if (note is null) return;
        var file = await FindAsync(debtorId, caseId, cancellationToken);
        if (file is not { State: LegalFileState.Refused or LegalFileState.HandedOver or LegalFileState.Closed }) return;
        await store.CommitAsync(new RowBatch(TableNames.Work, LegalWaitingRow.Partition).Delete(note), cancellationToken);
    }
}
