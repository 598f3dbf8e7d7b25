namespace Smart.Shared.LatePayment;

/// <summary>The legal rate in civil matters by calendar year (law of 5 May 1865, rules 1.3): where no contract and no other regime sets one.</summary>
public static class CivilRates
{
    private static readonly Dictionary<int, decimal> ByYear =
        EmbeddedJson.Read<RateFile>("civil-rates.data.json").Rates.ToDictionary(row => row.Year, row => row.Percent);

    /// <summary>Percent a year on a day.</summary>
    /// <exception cref="RateNotKnownException">The table does not reach the day.</exception>
    public static decimal PercentOn(DateOnly day) =>
        ByYear.TryGetValue(day.Year, out var percent) ? percent : throw new RateNotKnownException(day);

    private sealed record RateFile(string Version, IReadOnlyList<RateRow> Rates);

    private sealed record RateRow(int Year, decimal Percent);
}
