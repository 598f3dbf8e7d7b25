using System.Text;

namespace Smart.Shared.Documents;

/// <summary>What the payment QR code of the European Payments Council says (EPC069-12, version 002).</summary>
public static class EpcPayment
{
    private const int LongestName = 70;
    private static readonly Money Most = Money.Eur(99_999_999_999);

    /// <summary>The text of the code, lines parted by a line feed; null when no transfer can be made of the amount
    /// (zero, negative, above 999,999,999.99 or not in euro).</summary>
    /// <param name="payee">Who receives.</param>
    /// <param name="amount">How much.</param>
    /// <param name="communication">Twelve digits; they go, as printed, in the unstructured remittance field: the structured one takes RF references only.</param>
    public static string? Payload(Creditor payee, Money amount, string communication)
    {
        if (amount.Currency != Money.Euro || !amount.IsPositive || amount > Most) return null;
        return new StringBuilder("BCD\n002\n1\nSCT\n").Append(payee.Bic).Append('\n')
            .Append(payee.Name.Length <= LongestName ? payee.Name : payee.Name[..LongestName]).Append('\n')
            .Append(payee.Iban).Append('\n')
            .Append("EUR").Append(amount.ToPlainString()).Append("\n\n\n")
            .Append(DocumentFormat.Communication(communication))
            .ToString();
    }
}
