using Smart.Shared.Payments.BankFiles;

namespace Smart.Functions.Http;

/// <summary>An amount that may have more decimals than cents: a unit price, a balance as the bank wrote it.</summary>
/// <param name="Amount">As text, at least two decimals: <c>62.50</c>.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record ExactAmountResponse(string Amount, string Currency)
{
    internal static ExactAmountResponse Of(decimal amount, string currency) => new(BankAmounts.Text(amount), currency);
}
