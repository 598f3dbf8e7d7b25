using Smart.Shared.Dunning;
using Smart.Shared.Legal;
using Smart.Shared.Tests.Dunning;

namespace Smart.Shared.Tests.Legal;

/// <summary>Legal files to decide about.</summary>
internal static class Files
{
    /// <summary>A Wednesday: fifteen days after the last letter of the invoice below.</summary>
    internal static readonly DateOnly Built = new(2026, 5, 20);

    internal static readonly string Hash = new('a', 64);

    internal static LegalFileRow File(LegalFileState state) => new()
    {
        PartitionKey = Cases.DebtorId,
        RowKey = LegalFileRow.Key(Cases.CaseId),
        CaseId = Cases.CaseId,
        State = state,
        PreparedBy = "clerk",
        Version = 1,
        Date = Built,
        Document = "legal/file.zip",
        DocumentHash = Hash,
        Claims = [new LegalClaim("2026-000001", Money.Eur(1_210_00), Money.Eur(17_40), Money.Eur(40_00), Money.Eur(15_66))],
        Deadline = Built.AddDays(14),
        Nags = 1,
        NaggedOn = Built,
    };

    internal static LegalFacts Facts(LegalFileRow? file, params Smart.Shared.Debtors.OpenInvoice[] open)
    {
        var facts = Cases.Facts(open);
        return new LegalFacts(facts with { Case = facts.Case! with { State = CaseState.Legal } }, file);
    }

    internal static Smart.Shared.Debtors.OpenInvoice Claimed() => Cases.Invoice().At(3, new DateOnly(2026, 5, 5)) with
    {
        ClaimedInterest = Money.Eur(15_66),
        InterestEverClaimed = Money.Eur(15_66),
        ClaimedCosts = Money.Eur(40_00),
        CostsEverClaimed = Money.Eur(40_00),
    };
}
