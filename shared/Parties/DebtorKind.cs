namespace Smart.Shared;

/// <summary>What a debtor is decides the law that governs a late payment (rules 1.1); frozen on each invoice.</summary>
public enum DebtorKind
{
    /// <summary>An enterprise in the wide sense: companies, self-employed, liberal professions, non-profits (law of 2 August 2002).</summary>
    Enterprise,

    /// <summary>A public authority (law of 2 August 2002; its rate cannot be lowered by contract).</summary>
    PublicBody,

    /// <summary>A consumer (Book XIX of the Code of Economic Law).</summary>
    Consumer,
}
