using Smart.Shared.Debtors;

namespace Smart.Shared.Settings;

/// <summary>Who invoices and reminds: the mandatory mentions of art. 5 RD no 1 and art. 2:20 CSA. Section <c>Creditor</c>.</summary>
public sealed class CreditorSettings
{
    /// <summary>Denomination.</summary>
    public string Name { get; set; } = "";

    /// <summary>Legal form, as printed.</summary>
    public string LegalForm { get; set; } = "";

    /// <summary>Street and number of the seat.</summary>
    public string Street { get; set; } = "";

    /// <summary>Postal code of the seat.</summary>
    public string PostalCode { get; set; } = "";

    /// <summary>Town of the seat.</summary>
    public string Town { get; set; } = "";

    /// <summary>Country of the seat, ISO 3166 alpha-2.</summary>
    public string Country { get; set; } = "BE";

    /// <summary>Enterprise number, ten digits.</summary>
    public string EnterpriseNumber { get; set; } = "";

    /// <summary>The court of the register of legal persons (RPM/RPR).</summary>
    public string Court { get; set; } = "";

    /// <summary>Address for questions about invoices.</summary>
    public string Email { get; set; } = "";

    /// <summary>Telephone for questions about invoices.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Site.</summary>
    public string Website { get; set; } = "";

    /// <summary>The account that clients pay on.</summary>
    public string Iban { get; set; } = "";

    /// <summary>Its bank.</summary>
    public string Bic { get; set; } = "";

    /// <summary>Whether the creditor counts as a small enterprise for art. XIX.4 CDE: interest then starts earlier (rules 1.5).</summary>
    public bool IsSmallEnterprise { get; set; }

    /// <summary>The seat as an address.</summary>
    public PostalAddress Seat => new(Street, PostalCode, Town, Country);
}
