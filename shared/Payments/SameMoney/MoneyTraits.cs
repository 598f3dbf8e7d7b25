using System.Security.Cryptography;
using System.Text;

namespace Smart.Shared.Payments.SameMoney;

/// <summary>What tells one movement from another of the same amount and day, as hashes; null where the channel is silent.</summary>
/// <param name="Structured">The structured communication or creditor reference.</param>
/// <param name="Text">The free text, letters and digits only.</param>
/// <param name="Party">The other side's account.</param>
/// <param name="EndToEnd">The payer's own reference.</param>
/// <param name="Bank">The bank's reference.</param>
public sealed record MoneyTraits(string? Structured, string? Text, string? Party, string? EndToEnd, string? Bank)
{
    private const int HashLength = 16;

    /// <summary>The traits of a receipt.</summary>
    public static MoneyTraits Of(ReceiptRow receipt) => new(
        Hash(receipt.Structured ?? receipt.CreditorReference),
        Hash(receipt.Communication),
        Hash(receipt.CounterpartyAccount),
        Hash(receipt.EndToEndId),
        Hash(receipt.BankReference));

    /// <summary>
    /// How far two movements of one amount and day agree: the number of traits that are the same; below zero when one says that
    /// they are different money. Two channels may write the same text differently, and a bank names a movement as it likes in each:
    /// those two can only speak for sameness.
    /// </summary>
    public int AgreementWith(MoneyTraits other)
    {
        if (Differ(Structured, other.Structured) || Differ(Party, other.Party) || Differ(EndToEnd, other.EndToEnd)) return -1;
        return Agree(Structured, other.Structured) + Agree(Text, other.Text) + Agree(Party, other.Party)
            + Agree(EndToEnd, other.EndToEnd) + Agree(Bank, other.Bank);
    }

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private static int Agree(string? one, string? other) => one is not null && one == other ? 1 : 0;

    private static string? Hash(string? text)
    {
        var letters = string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letters)))[..HashLength];
    }
}
