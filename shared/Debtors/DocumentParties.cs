using Smart.Shared.Documents;
using Smart.Shared.Settings;

namespace Smart.Shared.Debtors;

/// <summary>Creditor, debtor, language and regime as documents print them.</summary>
public static class DocumentParties
{
    /// <summary>The language of a document.</summary>
    public static DocumentLanguage InDocuments(this Language language) => language switch
    {
        Language.Fr => DocumentLanguage.Fr,
        Language.Nl => DocumentLanguage.Nl,
        Language.En => DocumentLanguage.En,
        Language.De => DocumentLanguage.De,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };

    /// <summary>The law a document follows.</summary>
    public static DocumentRegime InDocuments(this DebtorKind kind) => kind switch
    {
        DebtorKind.Enterprise => DocumentRegime.Enterprise,
        DebtorKind.PublicBody => DocumentRegime.PublicBody,
        DebtorKind.Consumer => DocumentRegime.Consumer,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown regime."),
    };

    /// <summary>Who writes, with the mentions of art. 2:20 CSA.</summary>
    public static Creditor InDocuments(this CreditorSettings creditor) => new()
    {
        Name = creditor.Name,
        LegalForm = creditor.LegalForm,
        Seat = creditor.Seat.InDocuments(),
        EnterpriseNumber = creditor.EnterpriseNumber,
        Court = creditor.Court,
        Iban = creditor.Iban,
        Bic = creditor.Bic.Length == 0 ? null : creditor.Bic,
        Email = creditor.Email,
        Phone = creditor.Phone.Length == 0 ? null : creditor.Phone,
        Website = creditor.Website,
    };

    /// <summary>To whom it is written.</summary>
    public static Addressee InDocuments(this DebtorProfile debtor) => new(
        debtor.Name, debtor.Address.InDocuments(), debtor.VatNumber, debtor.VatNumber is null ? debtor.EnterpriseNumber : null);

    /// <summary>An address; a country other than Belgium goes by its code.</summary>
    public static DocumentAddress InDocuments(this PostalAddress address) =>
        new(address.Street, address.PostalCode, address.Town, address.Country == "BE" ? null : address.Country);
}
