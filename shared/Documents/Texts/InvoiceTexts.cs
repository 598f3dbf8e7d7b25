namespace Smart.Shared.Documents.Texts;

/// <summary>The words of an invoice. A language that lacks one does not compile.</summary>
internal abstract partial class InvoiceTexts
{
    internal abstract string Title { get; }

    internal abstract string Customer { get; }

    internal abstract string SupplyDate { get; }

    internal abstract string CustomerReference { get; }

    internal abstract string Description { get; }

    internal abstract string Quantity { get; }

    internal abstract string Unit { get; }

    internal abstract string UnitPrice { get; }

    internal abstract string Rate { get; }

    internal abstract string LineNet { get; }

    internal abstract string VatRate { get; }

    internal abstract string VatBase { get; }

    internal abstract string VatAmount { get; }

    internal abstract string Net { get; }

    internal abstract string Tax { get; }

    internal abstract string ToPay { get; }

    internal abstract string None { get; }

    internal abstract string OnBehalfOf(string member);

    /// <summary>The legal mention of an untaxed supply; null when taxed.</summary>
    internal abstract string? Mention(VatTreatment treatment, string? provision);

    internal abstract string LatePayment(DocumentRegime regime, bool penaltyClause);

    internal abstract string Questions(string email);

    internal static InvoiceTexts In(DocumentLanguage language) => language switch
    {
        DocumentLanguage.Fr => new French(),
        DocumentLanguage.Nl => new Dutch(),
        DocumentLanguage.En => new English(),
        DocumentLanguage.De => new German(),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };

    private static string By(string? provision, string code = "") => provision is null ? "" : $" – {provision}{code}";
}
