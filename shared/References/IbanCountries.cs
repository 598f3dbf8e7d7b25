using System.Collections.Frozen;

namespace Smart.Shared.References;

/// <summary>
/// The lengths of the IBAN registry (ISO 13616, edition 101), by country, and of the countries whose banks issue such numbers
/// without being in it.
/// </summary>
internal static class IbanCountries
{
    private static readonly FrozenDictionary<string, int> Lengths = new (int Length, string Countries)[]
    {
        (15, "NO"),
        (16, "BE"),
        (18, "DK FI FK FO GL NL SD"),
        (19, "MK SI"),
        (20, "AT BA EE KZ LT LU MN XK"),
        (21, "CH HR LI LV"),
        (22, "BG BH CR DE GB GE IE ME RS VA"),
        (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
        (25, "LY PT ST"),
        (26, "IS TR"),
        (27, "BI DJ FR GR IT MC MR SM"),
        (28, "AL AZ BY CY DO GT HN HU LB NI PL SV"),
        (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"),
        (31, "MT SC"),
        (32, "LC"),
        (33, "RU"),
        // In use, not in the registry.
        (24, "DZ"),
        (25, "AO CV GW MZ"),
        (26, "IR"),
        (27, "CF CG CM GA GQ KM MG TD"),
        (28, "BF BJ CI MA ML NE SN TG"),
    }.SelectMany(row => row.Countries.Split(' ').Select(country => (country, row.Length))).ToFrozenDictionary(pair => pair.country, pair => pair.Length);

    /// <summary>The length of an account number of this country; null outside the registry.</summary>
    internal static int? LengthOf(string country) => Lengths.TryGetValue(country, out var length) ? length : null;
}
