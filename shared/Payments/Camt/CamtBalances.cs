using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>One balance of a statement.</summary>
internal sealed class CamtBalance(int line)
{
    private bool hasAmount;

    internal int Line => line;

    internal string Code { get; set; } = "";

    /// <summary>Two that differ are none.</summary>
    internal string Sign { get; set => field = field.Length == 0 || field == value ? value : "?"; } = "";

    internal string Date { get; set; } = "";

    internal string Currency { get; private set; } = "";

    internal decimal? Amount { get; private set; }

    /// <summary>Signed, credit positive; nothing needs no sign. Null when it cannot be read.</summary>
    internal decimal? Value => Amount == 0m ? 0m : Amount * CamtText.Sign(Sign);

    internal void Put(string amount, string currency)
    {
        (Amount, Currency) = (hasAmount ? null : CamtText.Amount(amount), currency);
        hasAmount = true;
    }
}

/// <summary>
/// The balances that a statement begins and ends with: opening booked, or the closing booked one before it; closing booked; on a page
/// of a statement the interim booked ones in their place. Available, forward and expected balances are no bookkeeping.
/// </summary>
internal sealed class CamtBalances
{
    private CamtBalance? opening, previous, closing, firstInterim, lastInterim;

    internal CamtBalance? Opening => opening ?? previous ?? (closing is not null || firstInterim != lastInterim ? firstInterim : null);

    internal CamtBalance? Closing => closing ?? (firstInterim != lastInterim || (opening ?? previous) is not null ? lastInterim : null);

    /// <summary>Keeps a balance when it is one of those.</summary>
    /// <returns>False when another of the same kind with other content was there already.</returns>
    internal bool Add(CamtBalance balance)
    {
        switch (balance.Code)
        {
            case "OPBD": return Keep(ref opening, balance, isFirst: true);
            case "PRCD": return Keep(ref previous, balance, isFirst: true);
            case "CLBD": return Keep(ref closing, balance, isFirst: false);
            case "ITBD":
                firstInterim ??= balance;
                lastInterim = balance;
                return true;
            default: return true;
        }
    }

    internal static bool IsUsed(string code) => code is "OPBD" or "PRCD" or "CLBD" or "ITBD";

    /// <summary>The check named balance. What cannot be verified is said, and contradicts nothing; a contradiction forbids booking.</summary>
    internal BankCheck Check(string currency, decimal credits, decimal debits, decimal reversals, bool isNotification)
    {
        var (old, end) = (Opening?.Value, Closing?.Value);
        if (old is null || end is null)
        {
            var missing = old is not null ? "closing balance" : end is not null ? "opening balance" : "opening and closing balance";
            return new("balance", false, isNotification ? "A notification carries no balances: its movements cannot be verified against them." : $"The file gives no {missing}: the movements cannot be verified.");
        }

        var foreign = new[] { Opening!.Currency, Closing!.Currency }.FirstOrDefault(found => found.Length > 0 && found != currency);
        if (foreign is not null) return new("balance", false, $"A balance is in {foreign}, the account in {currency}.", IsAboutMoney: true);
        var holds = old + credits - debits == end;
        var otherwise = !holds && reversals != 0m && old + credits - debits - (2m * reversals) == end ? " It would hold with the reversals the other way round: the bank seems to write the sign of what they reverse." : "";
        return new("balance", holds,
            $"Old balance {BankAmounts.Text(old)} + credits {BankAmounts.Text(credits)} - debits {BankAmounts.Text(debits)} = {BankAmounts.Text(old + credits - debits)}; the file says {BankAmounts.Text(end)}.{otherwise}", IsAboutMoney: true);
    }

    /// <summary>A statement of several days may have both balances for each: it begins with the first day's and ends with the last day's.</summary>
    private static bool Keep(ref CamtBalance? place, CamtBalance balance, bool isFirst)
    {
        if (place is null)
        {
            place = balance;
            return true;
        }

        if (CamtText.Date(place.Date) is { } known && CamtText.Date(balance.Date) is { } date && known != date)
        {
            if (isFirst == date < known) place = balance;
            return true;
        }

        return place.Value == balance.Value && place.Currency == balance.Currency;
    }
}
