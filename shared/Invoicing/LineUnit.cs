using Smart.Shared.Debtors;

namespace Smart.Shared.Invoicing;

/// <summary>What a quantity counts.</summary>
public enum LineUnit
{
    /// <summary>Pieces.</summary>
    Piece,

    /// <summary>Hours.</summary>
    Hour,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Months.</summary>
    Month,

    /// <summary>Kilometres.</summary>
    Kilometre,

    /// <summary>A flat fee.</summary>
    FlatFee,
}

/// <summary>Units as printed.</summary>
public static class LineUnits
{
    /// <summary>The unit in the language of the document.</summary>
    public static string In(this LineUnit unit, Language language) => (unit, language) switch
    {
        (LineUnit.Piece, Language.Fr) => "pièce",
        (LineUnit.Piece, Language.Nl) => "stuk",
        (LineUnit.Piece, Language.De) => "Stück",
        (LineUnit.Piece, _) => "piece",
        (LineUnit.Hour, Language.Fr) => "heure",
        (LineUnit.Hour, Language.Nl) => "uur",
        (LineUnit.Hour, Language.De) => "Stunde",
        (LineUnit.Hour, _) => "hour",
        (LineUnit.Day, Language.Fr) => "jour",
        (LineUnit.Day, Language.Nl) => "dag",
        (LineUnit.Day, Language.De) => "Tag",
        (LineUnit.Day, _) => "day",
        (LineUnit.Month, Language.Fr) => "mois",
        (LineUnit.Month, Language.Nl) => "maand",
        (LineUnit.Month, Language.De) => "Monat",
        (LineUnit.Month, _) => "month",
        (LineUnit.Kilometre, _) => "km",
        (LineUnit.FlatFee, Language.Fr) => "forfait",
        (LineUnit.FlatFee, Language.Nl) => "forfait",
        (LineUnit.FlatFee, Language.De) => "pauschal",
        (LineUnit.FlatFee, _) => "flat fee",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Unknown unit."),
    };
}
