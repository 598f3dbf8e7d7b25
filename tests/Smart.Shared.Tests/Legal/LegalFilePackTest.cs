using System.IO.Compression;
using System.Text;
using Smart.Shared.Debtors;
using Smart.Shared.Legal;
using Smart.Shared.Tests.Dunning;

namespace Smart.Shared.Tests.Legal;

public class LegalFilePackTest
{
    private static readonly LegalDocument[] Documents =
        [new("claim.pdf", BinaryData.FromString("claim")), new("letters/one.pdf", BinaryData.FromString("letter"))];

    [Fact]
    public void SameDocuments_GiveTheSameBytes() => LegalFilePack.Zip(Documents).ToArray().ShouldBe(LegalFilePack.Zip(Documents).ToArray());

    [Fact]
    public void Zip_HoldsEveryDocumentAsItWas()
    {
        using var zip = new ZipArchive(LegalFilePack.Zip(Documents).ToStream());

        zip.Entries.Select(entry => entry.FullName).ShouldBe(["claim.pdf", "letters/one.pdf"]);
        using var reader = new StreamReader(zip.GetEntry("letters/one.pdf")!.Open(), Encoding.UTF8);
        reader.ReadToEnd().ShouldBe("letter");
    }

    [Fact]
    public void ManifestEntry_NamesTheHashOfTheBytes() => LegalFilePack.Entry(new LegalDocument("a", BinaryData.FromString("abc"))).ShouldBe(
        new LegalManifestEntry("a", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));

    [Fact]
    public void Ledger_IsATableInOrderOfDate()
    {
        LedgerEntry[] entries =
        [
            LedgerEntry.Of(Cases.DebtorId, "2026-000001", "r1-principal", EntryKind.PrincipalPaid, Money.Eur(-600_00), new DateOnly(2026, 4, 30), DateTimeOffset.UnixEpoch, "r1"),
            LedgerEntry.Of(Cases.DebtorId, "2026-000001", "issue", EntryKind.Issued, Money.Eur(1_210_00), new DateOnly(2026, 3, 1), DateTimeOffset.UnixEpoch),
        ];

        LegalFilePack.Ledger(entries).Content.ToString().ShouldBe(
            "invoice,valueDate,kind,amount,currency,cause,receipt,reverses\n"
            + "2026-000001,2026-03-01,Issued,1210.00,EUR,issue,,\n"
            + "2026-000001,2026-04-30,PrincipalPaid,-600.00,EUR,r1-principal,r1,\n");
    }
}
