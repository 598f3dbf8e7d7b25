namespace Smart.Shared.Invoicing;

/// <summary>The VAT categories of EN 16931 that the cooperative uses (rules 4.4).</summary>
public enum VatCategory
{
    /// <summary>Taxed at a rate above zero.</summary>
    S,

    /// <summary>Taxed at the zero rate.</summary>
    Z,

    /// <summary>Exempt; the reason must be stated.</summary>
    E,

    /// <summary>Reverse charge: the customer owes the VAT.</summary>
    AE,

    /// <summary>Supply of goods within the European Union.</summary>
    K,

    /// <summary>Export of goods.</summary>
    G,

    /// <summary>Outside the scope of VAT; the only category of its invoice.</summary>
    O,
}
