using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Tests.Stories;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Invoicing;

/// <summary>A story that stops issuing in the middle, by the steps that a crash would come between.</summary>
public abstract class ClaimStory(TestStorage storage) : InvoicingStory(storage)
{
    protected InvoiceClaims Claims => Host.Services.GetRequiredService<InvoiceClaims>();

    protected InvoiceReader Invoices => Host.Services.GetRequiredService<InvoiceReader>();

    protected async Task<(DebtorHead Debtor, InvoiceContent Content)> PrepareAsync()
    {
        var memberId = await RegisterAsync(Anna);
        var debtor = (await Host.Services.GetRequiredService<DebtorService>().FindHeadAsync(await CreateDebtorAsync(Anna), Ct))!;
        var asked = new NewInvoice
        {
            MemberId = memberId,
            ContractOrdinal = 1,
            DebtorId = debtor.DebtorId,
            Lines = [new NewInvoiceLine("Conseil", 2m, LineUnit.Day, 500m, VatCategory.S, 21m, ExemptionReason: null)],
            SupplyOn = new DateOnly(2026, 2, 27),
        };
        return (debtor, InvoiceRules.Check(asked, debtor).Value);
    }

    protected Task<CommitResult> StoreDraftAsync(string debtorId, string draftId, InvoiceContent content, string claiming)
    {
        var draft = new InvoiceDraft
        {
            PartitionKey = debtorId,
            RowKey = InvoiceDraft.Key(draftId),
            DraftId = draftId,
            Claiming = claiming,
            Content = content,
        };
        return Store.CommitAsync(new RowBatch(TableNames.Debtors, debtorId).Insert(draft), Ct);
    }

    /// <summary>Claims as a process of its own makes them: knowing nothing of the series.</summary>
    protected InvoiceClaims OtherProcess() =>
        ActivatorUtilities.CreateInstance<InvoiceClaims>(Host.Services, new InvoiceNumbers(Store));

    protected async Task ShouldAllBeIssuedAsync(int count)
    {
        for (var ordinal = 1; ordinal <= count; ordinal++)
        {
            (await GetAsync($"/api/invoices/2026-{ordinal:000000}", Desk)).ShouldBe(HttpStatusCode.OK);
        }
    }
}
