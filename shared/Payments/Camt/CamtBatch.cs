using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>What an entry says of the transactions inside it, and how they are booked.</summary>
internal sealed class CamtBatch
{
    private bool isBroken;

    internal string Reference { get; set; } = "";

    /// <summary>How many transactions are announced, over all batches of the entry; null when nothing is.</summary>
    internal int? Count { get; private set; }

    /// <summary>The sum that is announced; null when nothing is, or not everything in one currency.</summary>
    internal CamtMoney? Sum { get; private set; }

    internal void Announce(string text) => Count = CamtText.Number(text) is { } count ? (Count ?? 0) + count : Count;

    internal void Total(string text, string currency)
    {
        if (isBroken || CamtMoney.Of(text, currency) is not { } money) return;
        isBroken = Sum is { } known && known.Currency != currency;
        Sum = isBroken ? null : money with { Amount = money.Amount + (Sum?.Amount ?? 0m) };
    }

    /// <summary>What does not fit, or null: deviations, for the entry's own amount is what the account moved by.</summary>
    internal string? Deviation(int transactions, decimal? sum, string currency)
    {
        if (transactions == 0) return null; // a batch may keep its transactions to itself: wages
        if (Count is { } count && count != transactions) return $"{count} transactions are announced and {transactions} are there";
        return sum is { } known && Sum?.In(currency) is { } total && total != Math.Abs(known)
            ? $"the batch announces {BankAmounts.Text(total)} and its transactions make {BankAmounts.Text(known)}"
            : null;
    }
}
