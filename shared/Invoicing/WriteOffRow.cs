using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>
/// Who gave up what of an invoice, and why: inserted with the entry of the ledger, never changed. Stored names: renaming needs a
/// migration.
/// </summary>
public sealed record WriteOffRow : DebtorRow
{
    /// <summary>The invoice.</summary>
    public required string Number { get; init; }

    /// <summary>The cause of the entry.</summary>
    public required string Cause { get; init; }

    /// <summary>What was open of it, above zero.</summary>
    public required Money Amount { get; init; }

    /// <summary>A sentence of the person who decided.</summary>
    public required string Reason { get; init; }

    /// <summary>Hash of the identity that decided.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Every one of an invoice: it may be given up again after a payment of it came back.</summary>
    public static KeyRange Of(string number) => KeyRange.Prefix($"writeoff|{number}|");

    /// <summary>Its row key.</summary>
    public static string Key(string number, string cause) => $"writeoff|{number}|{cause}";
}
