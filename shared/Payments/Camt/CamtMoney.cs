namespace Smart.Shared.Payments.Camt;

/// <summary>An unsigned amount of a file and its currency, empty when the file names none.</summary>
internal readonly record struct CamtMoney(decimal Amount, string Currency)
{
    /// <summary>Null when the amount cannot be read.</summary>
    internal static CamtMoney? Of(string text, string currency) => CamtText.Amount(text) is { } amount ? new(amount, currency) : null;

    /// <summary>The amount when it is in this currency; one without a currency is in that of the account.</summary>
    internal decimal? In(string currency) => Currency.Length == 0 || Currency == currency ? Amount : null;
}

/// <summary>The amounts that explain a transaction.</summary>
internal sealed class CamtAmounts
{
    /// <summary>The amount of the transaction itself (version 03 on).</summary>
    internal CamtMoney? Own { get; set; }

    internal CamtMoney? Instructed { get; set; }

    internal CamtMoney? Transaction { get; set; }

    internal CamtMoney? CounterValue { get; set; }

    internal string Rate { get; set; } = "";

    /// <summary>What the transaction is worth in the currency of the account; null when the file does not say.</summary>
    internal decimal? In(string currency) =>
        Own?.In(currency) ?? Transaction?.In(currency) ?? CounterValue?.In(currency) ?? Instructed?.In(currency);

    /// <summary>What was paid before exchange or charges, when it is not the amount that was booked.</summary>
    internal CamtMoney? Original(decimal booked, string currency)
    {
        foreach (var money in new[] { Instructed, Transaction, Own })
        {
            if (money is { Amount: > 0 } known && known.Currency.Length == 3 && (known.Currency != currency || known.Amount != Math.Abs(booked))) return known;
        }

        return null;
    }
}

/// <summary>The charges of an entry or a transaction.</summary>
internal sealed class CamtCharges
{
    private const int Maximum = 100;

    /// <summary>The total as the bank gives it, used when it lists none.</summary>
    internal CamtMoney? Total { get; set; }

    internal CamtMoney? Amount { get; set; }

    internal string Sign { get; set; } = "";


    /// <summary>Signed, credit positive: a charge is taken unless the bank says that it is given.</summary>
    internal List<CamtMoney> Listed { get; } = [];

    internal bool IsEmpty => Listed.Count == 0 && Total is not { Amount: > 0 };

    internal IEnumerable<CamtMoney> All => Listed.Count > 0 || Total is not { Amount: > 0 } total ? Listed : [total with { Amount = -total.Amount }];

    internal void End()
    {
        if (Amount is { Amount: > 0 } money && Listed.Count < Maximum) Listed.Add(Sign == "CRDT" ? money : money with { Amount = -money.Amount });
        (Amount, Sign) = (null, "");
    }

    /// <summary>The sum in a currency; null when one is in another.</summary>
    internal decimal? SumIn(string currency)
    {
        var sum = 0m;
        foreach (var money in All)
        {
            if (money.In(currency) is not { } amount) return null;
            sum += amount;
        }

        return sum;
    }
}
