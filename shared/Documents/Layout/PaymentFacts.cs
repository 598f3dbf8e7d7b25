using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents.Layout;

/// <summary>The account to pay to.</summary>
internal static class PaymentFacts
{
    internal static List<Fact> To(Creditor creditor, CommonTexts texts)
    {
        List<Fact> facts = [new(texts.Beneficiary, creditor.Name), new("IBAN", DocumentFormat.Iban(creditor.Iban))];
        if (creditor.Bic is { } bic) facts.Add(new Fact("BIC", bic));
        return facts;
    }
}
