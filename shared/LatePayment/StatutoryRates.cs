using System.Diagnostics.CodeAnalysis;

namespace Smart.Shared.LatePayment;

/// <summary>
/// The table of rates for late payment by half-year (law of 2 August 2002, rules 1.3), for contracts concluded from 16 March 2013.
/// </summary>
public sealed class StatutoryRates
{
    private readonly Dictionary<HalfYear, StatutoryRate> byHalfYear;

    private StatutoryRates(string version, IEnumerable<StatutoryRate> rates)
    {
        Version = version;
        All = [.. rates.OrderBy(rate => rate.HalfYear.From)];
        byHalfYear = All.ToDictionary(rate => rate.HalfYear);
    }

    /// <summary>The table that comes with the product.</summary>
    public static StatutoryRates Current { get; } = Load();

    /// <summary>The date of this version of the table; a computation stores it.</summary>
    public string Version { get; }

    /// <summary>Every rate, oldest first.</summary>
    public IReadOnlyList<StatutoryRate> All { get; }

    /// <summary>The legal formula: the refinancing rate plus eight points, rounded up to the half point.</summary>
    public static decimal FromRefinancingRate(decimal percent) => decimal.Ceiling((percent + 8m) * 2m) / 2m;

    /// <summary>Finds the rate of a day.</summary>
    public bool TryRateOn(DateOnly day, [NotNullWhen(true)] out StatutoryRate? rate) => byHalfYear.TryGetValue(HalfYear.Of(day), out rate);

    /// <summary>The rate of a day.</summary>
    /// <exception cref="RateNotKnownException">The table does not reach the day.</exception>
    public StatutoryRate RateOn(DateOnly day) => TryRateOn(day, out var rate) ? rate : throw new RateNotKnownException(day);

    /// <summary>
    /// The table with one rate added or replaced: a published figure, or a provisional one for a half-year not yet published.
    /// </summary>
    public StatutoryRates With(StatutoryRate rate, string version) =>
        new(version, All.Where(existing => existing.HalfYear != rate.HalfYear).Append(rate));

    /// <summary>
    /// The table carried on to a day at its last rate, as provisional, for rates are published months into their half-year (rules 1.3).
    /// </summary>
    public StatutoryRates CarriedOnTo(DateOnly day)
    {
        var added = new List<StatutoryRate>();
        for (var next = All[^1].HalfYear.Next; next.From <= day; next = next.Next)
            added.Add(new(next, All[^1].Percent, RateStatus.Provisional, $"carried on from {All[^1].HalfYear}"));
        return added.Count == 0 ? this : new($"{Version}+{added[^1].HalfYear}", All.Concat(added));
    }

    private static StatutoryRates Load()
    {
        var file = EmbeddedJson.Read<RateFile>("statutory-rates.data.json");
        return new(file.Version, file.Rates.Select(row => new StatutoryRate(HalfYear.Parse(row.HalfYear), row.Percent, row.Status, row.Source)));
    }

    private sealed record RateFile(string Version, IReadOnlyList<RateRow> Rates);

    private sealed record RateRow(string HalfYear, decimal Percent, RateStatus Status, string Source);
}
