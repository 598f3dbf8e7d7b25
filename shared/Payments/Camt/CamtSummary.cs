using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>A number and a sum of the transactions summary, as the file writes them.</summary>
internal sealed class CamtSum
{
    internal string Count { get; set; } = "";

    internal string Sum { get; set; } = "";
}

/// <summary>What was read: entries that are booked, and all of them, for summaries may count those that are not.</summary>
internal sealed class CamtCounted
{
    internal int Booked { get; private set; }

    internal int All { get; private set; }

    internal decimal BookedSum { get; private set; }

    internal decimal AllSum { get; private set; }

    internal void Add(decimal amount, bool isBooked)
    {
        (All, AllSum) = (All + 1, AllSum + amount);
        if (isBooked) (Booked, BookedSum) = (Booked + 1, BookedSum + amount);
    }
}

/// <summary>The transactions summary of a statement, and what was read instead.</summary>
internal sealed class CamtSummary
{
    private readonly CamtCounted credits = new(), debits = new();

    internal CamtSum All { get; } = new();

    internal CamtSum Credits { get; } = new();

    internal CamtSum Debits { get; } = new();

    internal decimal BookedCredits => credits.BookedSum;

    internal decimal BookedDebits => debits.BookedSum;

    internal void Add(decimal amount, bool isCredit, bool isBooked) => (isCredit ? credits : debits).Add(amount, isBooked);

    /// <summary>The check named totals: credits and debits by themselves; the sum of all, which some banks give as the net, counts when those are missing.</summary>
    internal BankCheck Totals()
    {
        var (statedCredits, statedDebits, statedAll) = (CamtText.Sum(Credits.Sum), CamtText.Sum(Debits.Sum), CamtText.Sum(All.Sum));
        if (statedCredits is null && statedDebits is null && statedAll is null) return new("totals", true, "The file gives no totals.");
        var ok = Is(statedCredits, credits) && Is(statedDebits, debits) && (statedCredits is not null || statedDebits is not null || IsAll(statedAll));
        return new("totals", ok,
            $"Credits {BankAmounts.Text(BookedCredits)} and debits {BankAmounts.Text(BookedDebits)}; the file says {BankAmounts.Text(statedCredits)} and {BankAmounts.Text(statedDebits)}, all {BankAmounts.Text(statedAll)}.", IsAboutMoney: true);
    }

    /// <summary>The check named count.</summary>
    internal BankCheck Count()
    {
        var (statedAll, statedCredits, statedDebits) = (CamtText.Number(All.Count), CamtText.Number(Credits.Count), CamtText.Number(Debits.Count));
        var (booked, all) = (credits.Booked + debits.Booked, credits.All + debits.All);
        if (statedAll is null && statedCredits is null && statedDebits is null) return new("count", true, $"{all} entries; the file gives no number.");
        var ok = (statedAll is null || statedAll == booked || statedAll == all) && Is(statedCredits, credits.Booked, credits.All) && Is(statedDebits, debits.Booked, debits.All);
        return new("count", ok, $"{credits.All} credits and {debits.All} debits; the file says {Credits.Count} and {Debits.Count}, all {All.Count}.");
    }

    private bool IsAll(decimal? stated) => stated is not { } sum
        || Math.Abs(sum) == BookedCredits + BookedDebits || Math.Abs(sum) == credits.AllSum + debits.AllSum
        || Math.Abs(sum) == Math.Abs(BookedCredits - BookedDebits);

    private static bool Is(decimal? stated, CamtCounted read) => stated is not { } sum || Math.Abs(sum) == read.BookedSum || Math.Abs(sum) == read.AllSum;

    private static bool Is(int? stated, int booked, int all) => stated is null || stated == booked || stated == all;
}
