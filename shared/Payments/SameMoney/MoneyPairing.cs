namespace Smart.Shared.Payments.SameMoney;

/// <summary>
/// Finds the movements that another channel told of before: pairs one to one, so that of two equal payments in each channel two
/// are booked and of two in one and one in the other also two. Pure.
/// </summary>
public static class MoneyPairing
{
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
            var isSame = agreement > 0 || isLone;
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
