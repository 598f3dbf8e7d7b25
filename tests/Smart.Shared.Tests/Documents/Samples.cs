using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

/// <summary>Models as the product would fill them; the figures are those of the rules (1.4, 1.5, 3.1, 4.7).</summary>
internal static class Samples
{
    internal static readonly DocumentLanguage[] Languages = Enum.GetValues<DocumentLanguage>();

    internal static Creditor Cooperative { get; } = new()
    {
        Name = "Exemple Coopérative",
        LegalForm = "SC agréée",
        Seat = new DocumentAddress("Rue Émile Féron 70", "1060", "Saint-Gilles"),
        EnterpriseNumber = "0403019261",
        Court = "Bruxelles",
        Iban = "BE68539007547034",
        Bic = "TRIOBEBB",
        Email = "factures@exemple.be",
        Phone = "02 555 01 00",
        Website = "www.exemple.be",
    };

    internal static Addressee Enterprise { get; } = new(
        "Théâtre des Étoiles ASBL",
        new DocumentAddress("Chaussée de Charleroi 14 boîte 3", "6000", "Charleroi"),
        VatNumber: "BE0428759497");

    internal static Addressee Person { get; } = new("An Peeters-Müller", new DocumentAddress("Kerkstraat 5", "9000", "Gent"));

    internal static InvoiceDocument Invoice(DocumentLanguage language, int lines = 4) => new()
    {
        Language = language,
        Regime = DocumentRegime.Enterprise,
        Seller = Cooperative,
        Customer = Enterprise,
        Number = "2026-012345",
        IssueDate = new DateOnly(2026, 3, 1),
        DueDate = new DateOnly(2026, 3, 31),
        SupplyDate = new DateOnly(2026, 2, 2),
        SupplyEnd = new DateOnly(2026, 2, 27),
        StructuredCommunication = "202601234520",
        MemberName = "Zoé Lefèvre",
        CustomerReference = "PO 2026/118",
        Lines = [.. Enumerable.Range(0, lines).Select(Line)],
        Vat =
        [
            new(VatTreatment.Taxed, 21, Money.Eur(48006), Money.Eur(10081)),
            new(VatTreatment.Taxed, 6, Money.Eur(25000), Money.Eur(1500)),
            new(VatTreatment.Exempt, 0, Money.Eur(40000), Money.Zero, "art. 44, § 2, 4°"),
        ],
        Net = Money.Eur(113006),
        Tax = Money.Eur(11581),
        Total = Money.Eur(124587),
    };

    internal static LetterDocument Letter(DocumentLanguage language, DocumentRegime regime, int level, int rows = 3) => new()
    {
        Language = language,
        Regime = regime,
        Creditor = Cooperative,
        Addressee = regime == DocumentRegime.Consumer ? Person : Enterprise,
        Reference = "D-104/2",
        Date = new DateOnly(2026, 4, 7),
        PayBefore = new DateOnly(2026, 4, 21),
        ComputedTo = new DateOnly(2026, 4, 7),
        FirstReminder = regime == DocumentRegime.Consumer
            ? new FirstReminderTerms(new DateOnly(2026, 4, 8), new DateOnly(2026, 4, 21), 10.5m)
            : null,
        Rows = [.. Enumerable.Range(1, rows).Select(index => LetterRow(index, regime, level))],
    };

    private static InvoiceDocumentLine Line(int index) => (index % 4) switch
    {
        0 => new("Mise en scène du spectacle « Les Marées », répétitions et représentation générale", 8, "heure", 62.5m, VatTreatment.Taxed, 21, Money.Eur(50000)),
        1 => new("Impression des affiches", 3, "pièce", 10.02m, VatTreatment.Taxed, 21, Money.Eur(3006)),
        2 => new("Droits d’auteur, licence d’un an", 1, "forfait", 250, VatTreatment.Taxed, 6, Money.Eur(25000)),
        _ => new("Atelier de formation pour enseignants", 2, "jour", 200, VatTreatment.Exempt, 0, Money.Eur(40000)),
    };

    private static LetterRow LetterRow(int index, DocumentRegime regime, int level) => new()
    {
        Number = $"2026-{12000 + index:D6}",
        IssueDate = new DateOnly(2026, 3, 1),
        DueDate = new DateOnly(2026, 3, 31),
        Original = Money.Eur(121000),
        Principal = Money.Eur(121000 - (index * 1000)),
        Interest = level == 1 ? Money.Zero : Money.Eur(1566),
        Costs = level == 1 || regime == DocumentRegime.Consumer ? Money.Zero : Money.Eur(4000),
        Level = level,
        StructuredCommunication = "202601234520",
        Description = $"Représentation n° {index} du spectacle « Les Marées »",
        PenaltyIfUnpaid = regime == DocumentRegime.Consumer && level == 1 ? Money.Eur(10050) : null,
    };
}
