using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>What the guard rows of purpose allocate name.</summary>
public static class AllocateWork
{
    private const string Statement = "statement|", Receipt = "receipt|", Inbox = "inbox|";

    /// <summary>A statement; the owner is its account.</summary>
    public static string OfStatement(string statementKey) => Statement + statementKey;

    /// <summary>One receipt; the owner is its partition.</summary>
    public static string OfReceipt(string receiptKey) => Receipt + receiptKey;

    /// <summary>A partition of the inbox; the owner is its source.</summary>
    public static string OfInbox(string partition) => Inbox + partition;

    /// <summary>The partition of the inbox that a row names, or null.</summary>
    public static string? InboxOf(WorkRow row) => row.Subject.StartsWith(Inbox, StringComparison.Ordinal) ? row.Subject[Inbox.Length..] : null;

    /// <summary>The statement that a row names, or null.</summary>
    public static string? StatementOf(WorkRow row) => row.Subject.StartsWith(Statement, StringComparison.Ordinal) ? row.Subject[Statement.Length..] : null;

    /// <summary>The receipt that a row names, or null.</summary>
    public static string? ReceiptOf(WorkRow row) => row.Subject.StartsWith(Receipt, StringComparison.Ordinal) ? row.Subject[Receipt.Length..] : null;
}
