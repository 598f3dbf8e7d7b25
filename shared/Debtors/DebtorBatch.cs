using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>Starts a transaction on a debtor: the head is always part of it.</summary>
public static class DebtorBatch
{
    /// <summary>
    /// A batch that replaces the head in the version that was read, so that it fails when anything else of the debtor changed.
    /// </summary>
    /// <param name="head">The head as it shall be; its letter version is raised here.</param>
    /// <param name="altersLetters">True when the change alters what a letter would say or to whom it goes.</param>
    public static RowBatch Of(DebtorHead head, bool altersLetters) =>
        new RowBatch(TableNames.Debtors, head.DebtorId).Replace(altersLetters ? head with { LetterVersion = head.LetterVersion + 1 } : head);
}
