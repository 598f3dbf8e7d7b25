using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Import;

/// <summary>Turns a movement on a bank account into a receipt.</summary>
public static class BankReceipt
{
    private const int LongestText = 1_000;

    /// <summary>The receipt of a movement in whole cents; the statement's date where the bank gives none. Money that did not come in is not booked, and says why.</summary>
    public static ReceiptRow Of(BankMovement movement, string accountKey, string partition, DateOnly statementDate, DateTimeOffset receivedAt, ReceiptSource source = ReceiptSource.BankFile)
    {
        var amount = Money.Eur((long)(movement.Amount * 100m));
        var isReturn = movement.IsReturn || movement.IsReversal;
        return new ReceiptRow
        {
            PartitionKey = partition,
            RowKey = movement.Key,
            Source = source,
            Amount = amount,
            ValueDate = movement.ValueDate ?? movement.EntryDate ?? statementDate,
            ReceivedAt = receivedAt,
            State = amount.IsPositive || IsOurs(movement, amount, isReturn) ? ReceiptState.Received : ReceiptState.Outgoing,
            Reason = amount.IsPositive ? null : ReasonOf(movement, amount, isReturn),
            CounterpartyName = movement.Counterparty.Name,
            CounterpartyAccount = movement.Counterparty.Account,
            Communication = Cut(movement.Communication.Length > 0 ? movement.Communication : movement.Information),
            Structured = movement.StructuredCommunication,
            TransactionCode = movement.TransactionCode,
            IsReturn = isReturn,
            ReturnReason = movement.ReturnReason,
            AccountKey = accountKey,
            EntryDate = movement.EntryDate,
            BankReference = movement.BankReference,
            EndToEndId = movement.EndToEndId,
            CreditorReference = movement.CreditorReference,
            OriginalAmount = movement.Original is { } original ? $"{BankAmounts.Text(original.Amount)} {original.Currency}" : null,
        };
    }

    // Money that left concerns the ledger when a payment came back, or when it carries a reference of ours: a refund.
    private static bool IsOurs(BankMovement movement, Money amount, bool isReturn) => !amount.IsZero && (isReturn || movement.StructuredValid);

    private static string ReasonOf(BankMovement movement, Money amount, bool isReturn)
    {
        if (amount.IsZero) return "no-money";
        if (isReturn) return movement.ReturnReason is { Length: > 0 } reason ? $"returned-{reason}" : "returned";
        return movement.TransactionCode is { Length: >= 3 } code && code.AsSpan(1, 2) is "80" or "35" ? "bank-costs" : "paid-out";
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
