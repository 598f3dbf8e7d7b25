using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>
/// An index row in a member's partition: the member created this debtor or invoiced it. It keeps lists out of the debtor's head.
/// </summary>
public sealed record MemberDebtorRow : StoredRow
{
    /// <summary>The debtor.</summary>
    public required string DebtorId { get; init; }

    /// <summary>The row of a member and a debtor; the member's id keeps it unique over the table.</summary>
    public static MemberDebtorRow Of(string memberId, string debtorId) =>
        new() { PartitionKey = memberId, RowKey = Key(memberId, debtorId), DebtorId = debtorId };

    /// <summary>Its row key.</summary>
    public static string Key(string memberId, string debtorId) => $"debtor|{memberId}|{debtorId}";
}
