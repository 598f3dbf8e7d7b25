namespace Smart.Shared.Payments.Matching;

/// <summary>Finds which of a few amounts add up to another: only an answer that is the only one counts.</summary>
internal static class SubsetSum
{
    private const int MostAmounts = 20;
    private const int MostSteps = 200_000;

    /// <summary>
    /// The positions of the only amounts that add up to the target, in order; null when there are none, several, or too many amounts
    /// to be sure.
    /// </summary>
    internal static IReadOnlyList<int>? Only(IReadOnlyList<Money> amounts, Money target)
    {
        if (!target.IsPositive || amounts.Count is 0 or > MostAmounts || amounts.Any(amount => !amount.IsPositive)) return null;
        var search = new Search([.. amounts.Select((amount, index) => (amount.Cents, index)).OrderByDescending(pair => pair.Cents).ThenBy(pair => pair.index)]);
        search.Go(0, target.Cents);
        return search.Answers == 1 ? search.Found : null;
    }

    private sealed class Search
    {
        private readonly (long Cents, int Index)[] _amounts;
        private readonly long[] _rest;
        private readonly Stack<int> _taken = new();
        private int _steps;

        internal Search((long Cents, int Index)[] amounts)
        {
            _amounts = amounts;
            _rest = new long[amounts.Length + 1];
            for (var i = amounts.Length - 1; i >= 0; i--) _rest[i] = _rest[i + 1] + amounts[i].Cents;
        }

        internal int Answers { get; private set; }

        internal IReadOnlyList<int>? Found { get; private set; }

        internal void Go(int from, long left)
        {
            if (left == 0)
            {
                Answers++;
                Found = [.. _taken.Order()];
                return;
            }

            // A search that was cut short is not sure of its answer: it counts as two.
            if (++_steps > MostSteps) Answers = 2;
            if (Answers > 1 || left < 0 || _rest[from] < left) return;
            _taken.Push(_amounts[from].Index);
            Go(from + 1, left - _amounts[from].Cents);
            _taken.Pop();
            Go(from + 1, left);
        }
    }
}
