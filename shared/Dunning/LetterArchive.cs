using Smart.Shared.Storage;

namespace Smart.Shared.Dunning;

/// <summary>The letters of a debtor as they left the house, of every case.</summary>
public sealed class LetterArchive(TableStore store, DocumentStore documents)
{
    /// <summary>All attempts at letters of a debtor, by case, number and attempt. History: not for evaluations.</summary>
    public async Task<IReadOnlyList<LetterAttempt>> LettersAsync(string debtorId, CancellationToken cancellationToken = default)
    {
        var letters = new List<LetterAttempt>();
        await foreach (var letter in store.PrefixAsync<LetterAttempt>(TableNames.Debtors, debtorId, $"letter|{debtorId}-", cancellationToken))
        {
            letters.Add(letter);
        }

        return letters;
    }

    /// <summary>One attempt, or null.</summary>
    public Task<LetterAttempt?> FindAsync(LetterKey key, CancellationToken cancellationToken = default) =>
        store.FindAsync<LetterAttempt>(TableNames.Debtors, key.DebtorId, key.RowKey, cancellationToken);

    /// <summary>The bytes that were sent; null when there are none or they are not those of the letter's hash.</summary>
    public async Task<BinaryData?> PdfAsync(LetterAttempt letter, CancellationToken cancellationToken = default)
    {
        if (letter.Document is not { } name || await documents.FindAsync(name, cancellationToken) is not { } pdf) return null;
        return DocumentStore.HashOf(pdf) == letter.DocumentHash ? pdf : null;
    }

    /// <summary>The e-mail as it looked; null when there is none.</summary>
    public Task<BinaryData?> HtmlAsync(LetterAttempt letter, CancellationToken cancellationToken = default) =>
        letter.Document is { } name ? documents.FindAsync(Path.ChangeExtension(name, ".html"), cancellationToken) : Task.FromResult<BinaryData?>(null);

    /// <summary>Why an invoice was reminded or not: each change of reason, oldest first.</summary>
    public async Task<IReadOnlyList<DecisionRow>> ReasonsAsync(string debtorId, string number, CancellationToken cancellationToken = default)
    {
        var reasons = new List<DecisionRow>();
        await foreach (var row in store.PrefixAsync<DecisionRow>(TableNames.Debtors, debtorId, $"decision|{number}|", cancellationToken))
        {
            reasons.Add(row);
        }

        return reasons;
    }
}

/// <summary>Names of cases.</summary>
public static class CaseNames
{
    /// <summary>The debtor in the name of a case, or null for what is no name of a case.</summary>
    public static string? DebtorOf(string? caseId) =>
        caseId?.LastIndexOf('-') is > 0 and var dash
        && int.TryParse(caseId.AsSpan(dash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)
        && DerivedId.IsId(caseId[..dash])
            ? caseId[..dash]
            : null;
}
