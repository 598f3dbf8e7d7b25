using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Shared.Tests.Storage;

public class RowMapperTest
{
    [Fact]
    public void Content_ThatFitsAColumn_IsReadBack() => RoundTrip(Draft("Conseil – « été »", lines: 3));

    [Fact]
    public void Content_OfTwoHundredLongLines_GoesOnInMoreColumnsAndIsReadBack()
    {
        var draft = Draft(string.Concat(Enumerable.Repeat("é😀", 66)), lines: 200);

        var entity = RowMapper.ToEntity(draft);

        entity.Keys.ShouldContain("Content_2");
        entity.Keys.Select(key => entity[key]).OfType<string>().ShouldAllBe(text => text.Length <= 32_000);
        RoundTrip(draft);
    }

    private static void RoundTrip(InvoiceDraft draft)
    {
        var read = RowMapper.FromEntity<InvoiceDraft>(RowMapper.ToEntity(draft));

        read.Content!.Lines.ShouldBe(draft.Content!.Lines);
        (read with { Content = null, ETag = default }).ShouldBe(draft with { Content = null });
    }

    private static InvoiceDraft Draft(string description, int lines)
    {
        var line = new InvoiceLine(description, 1.5m, LineUnit.Hour, 62.5m, VatCategory.S, 21m, Money.Eur(9_375), null);
        return new InvoiceDraft
        {
            PartitionKey = "d",
            RowKey = InvoiceDraft.Key("x"),
            DraftId = "x",
            Claiming = "2026-000001",
            Content = new InvoiceContent
            {
                MemberId = "m",
                ContractOrdinal = 1,
                Regime = DebtorKind.Enterprise,
                Language = Language.Fr,
                Lines = [.. Enumerable.Repeat(line, lines)],
                Subtotals = [new VatSubtotal(VatCategory.S, 21m, Money.Eur(9_375 * lines), Money.Eur(1_969 * lines))],
                Net = Money.Eur(9_375 * lines),
                Vat = Money.Eur(1_969 * lines),
                Payable = Money.Eur(11_344 * lines),
                SupplyOn = new DateOnly(2026, 3, 1),
            },
        };
    }
}
