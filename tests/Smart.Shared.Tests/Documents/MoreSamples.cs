using Smart.Shared.Documents;

namespace Smart.Shared.Tests.Documents;

/// <summary>Models of the documents beside invoices and letters.</summary>
internal static class MoreSamples
{
    internal static ShareRequestDocument ShareRequest(DocumentLanguage language) => new()
    {
        Language = language,
        Cooperative = Samples.Cooperative,
        Member = Samples.Person,
        MemberNumber = "42",
        Reference = "P-2027-42",
        Date = new DateOnly(2026, 12, 1),
        PayBefore = new DateOnly(2026, 12, 31),
        Shares = 1,
        Amount = Money.Eur(3000),
        CoversUntilYear = 2027,
        StructuredCommunication = "010806817183",
    };

    internal static ShareCertificateDocument Certificate(DocumentLanguage language) => new()
    {
        Language = language,
        Cooperative = Samples.Cooperative,
        Member = Samples.Person,
        MemberNumber = "42",
        Number = "C-2027-42",
        Date = new DateOnly(2027, 1, 8),
        RegisteredOn = new DateOnly(2027, 1, 8),
        ShareClass = "A",
        Shares = 1,
        SharesHeld = 3,
        Paid = Money.Eur(3000),
        CoveredUntil = new DateOnly(2027, 12, 31),
    };

    internal static StatementDocument Statement(DocumentLanguage language) => new()
    {
        Language = language,
        Creditor = Samples.Cooperative,
        Debtor = Samples.Enterprise,
        Reference = "R-88",
        Date = new DateOnly(2026, 5, 31),
        Entries =
        [
            new(new DateOnly(2026, 3, 1), "2026-012345", "2026-012345", Money.Eur(121000)),
            new(new DateOnly(2026, 4, 30), "Triodos", "2026/118", Money.Eur(-60000)),
        ],
    };

    /// <summary>Worked example C of rules 1.4.</summary>
    internal static LegalClaimDocument Claim(DocumentLanguage language) => new()
    {
        Language = language,
        Regime = DocumentRegime.Enterprise,
        Creditor = Samples.Cooperative,
        Debtor = Samples.Enterprise,
        Reference = "L-17",
        Date = new DateOnly(2026, 2, 10),
        Items =
        [
            new(
                "2025-004711",
                new DateOnly(2025, 5, 1),
                new DateOnly(2025, 5, 31),
                "Tournée d’été",
                Money.Eur(1334567),
                Money.Eur(1234567),
                [
                    new(new DateOnly(2025, 6, 1), new DateOnly(2025, 6, 30), 30, Money.Eur(1234567), 11.5m, 116.691949m),
                    new(new DateOnly(2025, 7, 1), new DateOnly(2025, 12, 31), 184, Money.Eur(1234567), 10.5m, 653.474916m),
                    new(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 10), 41, Money.Eur(1234567), 10.5m, 145.611258m),
                ],
                Money.Eur(91578),
                Money.Eur(4000),
                [new(new DateOnly(2025, 5, 20), "2025/88/0003", Money.Eur(100000))]),
        ],
    };
}
