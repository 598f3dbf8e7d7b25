namespace Smart.Shared.Payments.Camt;

/// <summary>One entry of a statement while it is read.</summary>
internal sealed class CamtEntry(int number, int line)
{
    /// <summary>The details that are held to see whether they make the entry; more are yielded as they come.</summary>
    internal const int Held = 2000;

    private bool hasAmount;

    internal int Number => number;

    internal int Line => line;

    internal string Reference { get; set; } = "";

    internal string ServicerReference { get; set; } = "";

    /// <summary>Two that differ are none.</summary>
    internal string SignText { get; set => field = field.Length == 0 || field == value ? value : "?"; } = "";

    /// <summary>Two that differ are none.</summary>
    internal string Status { get; set => field = field.Length == 0 || field == value ? value : "?"; } = "";

    internal string Booked { get; set; } = "";

    internal string Valued { get; set; } = "";

    internal bool IsReversal { get; set; }

    /// <summary>Unsigned; null when it cannot be read.</summary>
    internal decimal? Amount { get; private set; }

    internal string Currency { get; private set; } = "";

    internal CamtDetail Own { get; } = new() { Line = line };

    internal CamtBatch Batch { get; } = new();

    internal List<CamtDetail> Details { get; } = [];

    /// <summary>All transactions met, those included that are not held any more.</summary>
    internal int Transactions { get; set; }

    /// <summary>What those that were yielded as they came make; null while all are held.</summary>
    internal decimal? Yielded { get; set; }

    /// <summary>The key, once it is asked for.</summary>
    internal string? Key { get; set; }

    internal int? Sign => CamtText.Sign(SignText);

    /// <summary>Only what is booked moved the balance.</summary>
    internal bool IsBooked => Status == "BOOK";

    internal decimal? Signed => Amount * Sign;

    internal string BestReference => ServicerReference.Length > 0 ? ServicerReference : Reference;

    /// <summary>Two amounts are none: nobody knows which one moved.</summary>
    internal void Put(string amount, string currency)
    {
        (Amount, Currency) = (hasAmount ? null : CamtText.Amount(amount), currency);
        hasAmount = true;
    }
}
