namespace Smart.Shared.Invoicing;

/// <summary>The Belgian VAT rates by date (royal decree no 20, rules 4.5).</summary>
public static class VatRates
{
    private static readonly IReadOnlyList<VatRate> All = EmbeddedJson.Read<RateFile>("vat-rates.data.json").Rates;

    /// <summary>The rates above zero that may be charged on a day, highest first.</summary>
    public static IReadOnlyList<decimal> On(DateOnly day) =>
        [.. All.Where(rate => rate.From <= day && (rate.To is null || rate.To >= day)).Select(rate => rate.Percent).OrderDescending()];

    /// <summary>Whether a category may carry a rate: one of the day's for <see cref="VatCategory.S"/>, zero for every other.</summary>
    public static bool Accepts(VatCategory category, decimal percent, DateOnly day) =>
        category == VatCategory.S ? On(day).Contains(percent) : percent == 0m && Enum.IsDefined(category);

    private sealed record RateFile(string Version, IReadOnlyList<VatRate> Rates);

    private sealed record VatRate(decimal Percent, DateOnly From, DateOnly? To = null);
}
