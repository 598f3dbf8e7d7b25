using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents.Layout;

/// <summary>The line that CSA art. 2:20 asks on every document of a legal person.</summary>
internal static class SellerLine
{
    internal static string Of(Creditor issuer, CommonTexts texts)
    {
        var form = issuer.InLiquidation ? $"{issuer.LegalForm} {texts.InLiquidation}" : issuer.LegalForm;
        var bic = issuer.Bic is null ? "" : $" · BIC\u00a0{issuer.Bic}";
        var phone = issuer.Phone is null ? "" : $" · {issuer.Phone}";
        return $"{issuer.Name} {form} · {issuer.Seat.OnOneLine} · {texts.Vat} {DocumentFormat.VatNumber(issuer.VatNumber)} · {texts.Register} {issuer.Court}"
            + $" · IBAN\u00a0{DocumentFormat.Iban(issuer.Iban)}{bic} · {issuer.Email}{phone} · {issuer.Website}";
    }
}
