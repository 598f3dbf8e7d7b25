using System.Text.RegularExpressions;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Decides which payout a bank movement is. Pure.</summary>
public static partial class PayoutMatching
{
    private const int ShortestDescriptor = 5;
    private const int DaysApart = 5;

    /// <summary>
    /// Whether a bank movement is Stripe's: it names a payout, or its counterparty's name begins as Stripe's do and it pays no
    /// reference of ours.
    /// </summary>
    /// <param name="receipt">The movement.</param>
    /// <param name="names">What the names begin with.</param>
    public static bool IsOfStripe(ReceiptRow receipt, IEnumerable<string> names)
    {
        if (receipt.Source is not (ReceiptSource.BankFile or ReceiptSource.BankApi) || receipt.Amount.IsZero) return false;
        if (PayoutId().IsMatch(Text(receipt))) return true;
        if (receipt.Structured is not null || StructuredCommunication.FindIn(receipt.Communication).Any()) return false;
        return names.Any(name => Begins(receipt.CounterpartyName, name));
    }

    /// <summary>
    /// The payout that a movement brings or takes back, or null. The payout's id in the text wins, then its descriptor; else the
    /// amount decides, its day a few days away at most, the nearest first.
    /// </summary>
    /// <param name="receipt">The movement.</param>
    /// <param name="open">Payouts for which one may come.</param>
    public static PayoutRow? Find(ReceiptRow receipt, IEnumerable<PayoutRow> open)
    {
        var text = Text(receipt);
        return open
            .Where(payout => IsWaitingFor(payout, receipt))
            .Select(payout => (Payout: payout, Rank: RankOf(payout, text), Days: Math.Abs(receipt.ValueDate.DayNumber - payout.ArrivesOn.DayNumber)))
            .Where(found => found.Rank == 0 || found.Days <= DaysApart || IsBack(found.Payout, receipt))
            .OrderBy(found => found.Rank).ThenBy(found => found.Days).ThenBy(found => found.Payout.PayoutId, StringComparer.Ordinal)
            .Select(found => found.Payout)
            .FirstOrDefault();
    }

    /// <summary>True when the movement takes the payout back.</summary>
    public static bool IsBack(PayoutRow payout, ReceiptRow receipt) => payout.Failure is not null && receipt.Amount == -payout.Amount;

    private static bool IsWaitingFor(PayoutRow payout, ReceiptRow receipt)
    {
        if (payout.ReceiptKey == receipt.Key || payout.ReturnKey == receipt.Key) return true;
        return IsBack(payout, receipt) ? payout.ReturnKey is null : payout.ReceiptKey is null && receipt.Amount == payout.Amount;
    }

    private static int RankOf(PayoutRow payout, string text)
    {
        if (text.Contains(payout.PayoutId, StringComparison.OrdinalIgnoreCase)) return 0;
        return payout.Descriptor is { Length: >= ShortestDescriptor } descriptor && text.Contains(descriptor, StringComparison.OrdinalIgnoreCase) ? 1 : 2;
    }

    private static string Text(ReceiptRow receipt) => $"{receipt.Communication} {receipt.EndToEndId} {receipt.BankReference} {receipt.CreditorReference}";

    // A whole word: a client may be called Stripes.
    private static bool Begins(string text, string name) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));

    [GeneratedRegex(@"\bpo_[A-Za-z0-9_]{8,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PayoutId();
}
