namespace Smart.Shared.Debtors;

/// <summary>The languages in which the cooperative writes.</summary>
public enum Language
{
    /// <summary>French.</summary>
    Fr,

    /// <summary>Dutch.</summary>
    Nl,

    /// <summary>English.</summary>
    En,

    /// <summary>German.</summary>
    De,
}
