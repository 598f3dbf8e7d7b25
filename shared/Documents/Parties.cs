namespace Smart.Shared.Documents;

/// <summary>An address as printed.</summary>
/// <param name="Street">Street, number, box.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">Town.</param>
/// <param name="Country">Name of the country, in the language of the document; null within Belgium.</param>
public sealed record DocumentAddress(string Street, string PostalCode, string City, string? Country = null)
{
    /// <summary>The address on one line.</summary>
    public string OnOneLine => $"{Street}, {PostalCode} {City}{(Country is null ? "" : $", {Country}")}";
}

/// <summary>The cooperative as creditor, with everything that CSA art. 2:20 asks on its documents (rules 4.6).</summary>
public sealed record Creditor
{
    /// <summary>Registered name.</summary>
    public required string Name { get; init; }

    /// <summary>Legal form, in the language of the document.</summary>
    public required string LegalForm { get; init; }

    /// <summary>Registered seat.</summary>
    public required DocumentAddress Seat { get; init; }

    /// <summary>Enterprise number, ten digits.</summary>
    public required string EnterpriseNumber { get; init; }

    /// <summary>The court whose register of legal persons holds the creditor, such as <c>Bruxelles</c>.</summary>
    public required string Court { get; init; }

    /// <summary>IBAN to pay to, without spaces.</summary>
    public required string Iban { get; init; }

    /// <summary>BIC of that account; null when left out.</summary>
    public string? Bic { get; init; }

    /// <summary>E-mail address of the recovery desk and for questions.</summary>
    public required string Email { get; init; }

    /// <summary>Telephone number; null when left out.</summary>
    public string? Phone { get; init; }

    /// <summary>Website.</summary>
    public required string Website { get; init; }

    /// <summary>True while the creditor is being wound up: every document must say so.</summary>
    public bool InLiquidation { get; init; }

    /// <summary>VAT number: BE and the enterprise number.</summary>
    public string VatNumber => "BE" + EnterpriseNumber;
}

/// <summary>Who a document is addressed to.</summary>
/// <param name="Name">Name or denomination.</param>
/// <param name="Address">Address.</param>
/// <param name="VatNumber">VAT number with its country prefix; null for who has none.</param>
/// <param name="EnterpriseNumber">Belgian enterprise number, ten digits, when there is no VAT number.</param>
public sealed record Addressee(string Name, DocumentAddress Address, string? VatNumber = null, string? EnterpriseNumber = null);
