namespace Smart.Shared.Payments.SameMoney;

/// <summary>
/// Finds the movements that another channel told of before: pairs one to one, so that of two equal payments in each channel two
/// are booked and of two in one and one in the other also two. Pure.
/// </summary>
public static class MoneyPairing
{
    /// <summary>By how many days two channels may date one movement differently: a weekend and a day.</summary>
    public const int Near = 3;

    /// <summary>The new rows, those that are the same money as a known one marked so.</summary>
    /// <param name="news">Rows of one channel, in order; rows that are known already are not among them.</param>
    /// <param name="known">Rows of the same account and days, of whatever channel.</param>
    public static IReadOnlyList<MoneyRow> Pair(IReadOnlyList<MoneyRow> news, IReadOnlyCollection<MoneyRow> known)
    {
        if (news.Count == 0) return [];
        var channel = news[0].Channel;
        var taken = known.Where(row => row.Channel == channel).Select(row => row.SameAs).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var free = known
            .Where(row => row.Channel != channel && row.SameAs is null && !taken.Contains(row.RowKey))
            .OrderBy(row => row.RowKey, StringComparer.Ordinal)
            .GroupBy(row => (row.Cents, row.ValueDate))
            .ToDictionary(group => group.Key, group => group.ToList());
        var paired = news.ToArray();
        foreach (var group in Enumerable.Range(0, news.Count).GroupBy(index => (news[index].Cents, news[index].ValueDate)))
        {
            if (free.TryGetValue(group.Key, out var others)) Pair(paired, [.. group], others);
        }

        return paired;
    }

    /// <summary>
    /// Of the rows that no pair was found for, those that another channel may have dated otherwise: the same amount within
    /// <see cref="Near"/> days of a movement that is still alone, and a trait that agrees. They are for a person: clients do pay twice.
    /// </summary>
    /// <param name="paired">Rows as <see cref="Pair(IReadOnlyList{MoneyRow}, IReadOnlyCollection{MoneyRow})"/> left them.</param>
    /// <param name="nearby">Rows of the same account and of the days around, of whatever channel.</param>
    public static IReadOnlyList<MoneyRow> DatedOtherwise(IReadOnlyList<MoneyRow> paired, IReadOnlyCollection<MoneyRow> nearby)
    {
        if (paired.Count == 0) return paired;
        var channel = paired[0].Channel;
        var taken = nearby.Where(row => row.Channel == channel).Concat(paired).SelectMany(row => new[] { row.SameAs, row.OtherKey }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var free = nearby
            .Where(row => row.Channel != channel && row.SameAs is null && !taken.Contains(row.RowKey) && !taken.Contains(row.ReceiptKey))
            .OrderBy(row => row.RowKey, StringComparer.Ordinal)
            .ToLookup(row => row.Cents);
        var marked = paired.ToArray();
        for (var index = 0; index < marked.Length; index++)
        {
            var row = marked[index];
            if (row.OtherKey is not null || free[row.Cents].FirstOrDefault(other => IsNear(row, other) && taken.Add(other.RowKey)) is not { } other) continue;
            marked[index] = row with { IsUnsure = true, OtherPartition = other.ReceiptPartition, OtherKey = other.ReceiptKey };
        }

        return marked;
    }

    private static bool IsNear(MoneyRow one, MoneyRow other) =>
        Math.Abs(one.ValueDate.DayNumber - other.ValueDate.DayNumber) is > 0 and <= Near && one.Traits.AgreementWith(other.Traits) > 0;

    /// <summary>The surest pairs first; of those that nothing tells apart, only a lone pair is sure enough.</summary>
    private static void Pair(MoneyRow[] rows, List<int> indexes, List<MoneyRow> others)
    {
        var isLone = indexes.Count == 1 && others.Count == 1;
        var pairs = indexes
            .SelectMany(index => others.Select(other => (Index: index, Other: other, Agreement: rows[index].Traits.AgreementWith(other.Traits))))
            .Where(pair => pair.Agreement >= 0)
            .OrderByDescending(pair => pair.Agreement)
            .ThenBy(pair => pair.Index)
            .ThenBy(pair => pair.Other.RowKey, StringComparer.Ordinal);
        var (doneRows, doneOthers) = (new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (index, other, agreement) in pairs)
        {
            if (doneRows.Contains(index) || doneOthers.Contains(other.RowKey)) continue;
            doneRows.Add(index);
            doneOthers.Add(other.RowKey);
            // What is for a person itself takes nothing with it.
            var isSame = (agreement > 0 || isLone) && !other.IsUnsure;
            rows[index] = rows[index] with
            {
                SameAs = isSame ? other.RowKey : null,
                IsUnsure = !isSame,
                OtherPartition = other.ReceiptPartition,
                OtherKey = other.ReceiptKey,
            };
        }
    }
}
