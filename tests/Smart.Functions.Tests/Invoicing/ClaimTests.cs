using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Invoicing;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Invoicing;

/// <summary>A series has no gaps, whatever ends in the middle of issuing.</summary>
public sealed class ClaimTests(TestStorage storage) : ClaimStory(storage)
{
    [Fact]
    public async Task TwentyInvoices_AtOnce_GetTwentyNumbersInARow()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => IssueAsync(Anna, debtorId)));

        numbers.Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 20).Select(ordinal => $"2026-{ordinal:000000}"));
        (await KeysAsync(TableNames.Numbers)).Count.ShouldBe(20);
        await ShouldAllBeIssuedAsync(20);
    }

    [Fact]
    public async Task TwoProcesses_AtOnce_ShareOneSeries()
    {
        var (debtor, content) = await PrepareAsync();
        var other = OtherProcess();

        var invoices = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            (i % 2 == 0 ? Claims : other).IssueAsync(debtor, DerivedId.Of($"r{i}", "invoice"), content, Ct)));

        invoices.Select(invoice => invoice.Number).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 20).Select(n => $"2026-{n:000000}"));
        await ShouldAllBeIssuedAsync(20);
    }

    [Fact]
    public async Task Claim_LeftOpen_IsFinishedByTheNextClaimer()
    {
        var (debtor, content) = await PrepareAsync();
        await Claims.BeginAsync(debtor.DebtorId, DerivedId.Of("crashed", "invoice"), content, Ct);
        await Host.RestartAsync(Ct);

        (await IssueAsync(Anna, debtor.DebtorId)).ShouldBe("2026-000002");

        await ShouldAllBeIssuedAsync(2);
    }

    [Fact]
    public async Task Claim_LeftOpen_IsFinishedByTheRepeatedRequest()
    {
        var (debtor, content) = await PrepareAsync();
        var draftId = DerivedId.Of("crashed", "invoice");
        await Claims.BeginAsync(debtor.DebtorId, draftId, content, Ct);
        await Host.RestartAsync(Ct);

        (await Claims.IssueAsync(debtor, draftId, content, Ct)).Number.ShouldBe("2026-000001");

        (await KeysAsync(TableNames.Numbers)).Count.ShouldBe(1);
        await ShouldAllBeIssuedAsync(1);
    }

    [Fact]
    public async Task Claim_LeftOpen_IsFinishedAndDeliveredByTheRepair()
    {
        var (debtor, content) = await PrepareAsync();
        var draftId = DerivedId.Of("crashed", "invoice");
        await Host.Services.GetRequiredService<WorkIndex>().PutAsync(new DateOnly(2026, 3, 2), debtor.DebtorId, WorkPurpose.Issue, draftId, Ct);
        await Claims.BeginAsync(debtor.DebtorId, draftId, content, Ct);
        await Host.RestartAsync(Ct);

        await Host.AdvanceAsync(TimeSpan.FromMinutes(11), Ct);

        (await Invoices.FindAsync("2026-000001", Ct))!.Delivery.ShouldBe(DeliveryState.Delivered);
        Mail.Delivered.Keys.ShouldBe(["invoice-2026-000001"]);
        (await KeysAsync(TableNames.Work)).ShouldBe([$"{debtor.DebtorId}|remind|2026-000001"]);
    }

    [Fact]
    public async Task Draft_WithoutAClaim_IsIssuedByTheRepair()
    {
        var (debtor, content) = await PrepareAsync();
        var draftId = DerivedId.Of("crashed", "invoice");
        await Host.Services.GetRequiredService<WorkIndex>().PutAsync(new DateOnly(2026, 3, 2), debtor.DebtorId, WorkPurpose.Issue, draftId, Ct);
        await StoreDraftAsync(debtor.DebtorId, draftId, content, claiming: "2026-000001");
        await IssueAsync(Anna, debtor.DebtorId);

        await Host.AdvanceAsync(TimeSpan.FromMinutes(11), Ct);

        (await Claims.FindDraftAsync(debtor.DebtorId, draftId, Ct))!.IssuedAs.ShouldBe("2026-000002");
        await ShouldAllBeIssuedAsync(2);
    }

    [Fact]
    public async Task WorkRow_WithoutADraft_IsForgotten()
    {
        var (debtor, _) = await PrepareAsync();
        await Host.Services.GetRequiredService<WorkIndex>().PutAsync(new DateOnly(2026, 3, 2), debtor.DebtorId, WorkPurpose.Issue, DerivedId.Of("x", "invoice"), Ct);

        await Host.AdvanceAsync(TimeSpan.FromMinutes(11), Ct);

        (await KeysAsync(TableNames.Work)).ShouldBeEmpty();
        (await KeysAsync(TableNames.Numbers)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Draft_CarriedOnByManyAtOnce_GetsOneNumber()
    {
        var (debtor, content) = await PrepareAsync();
        var draftId = DerivedId.Of("crashed", "invoice");
        await StoreDraftAsync(debtor.DebtorId, draftId, content, claiming: "2026-000001");
        InvoiceClaims[] processes = [Claims, OtherProcess(), OtherProcess(), OtherProcess()];

        var invoices = await Task.WhenAll(processes.Select(process => process.FinishDraftAsync(debtor.DebtorId, draftId, Ct)));

        invoices.ShouldAllBe(invoice => invoice!.Number == "2026-000001");
        (await KeysAsync(TableNames.Numbers)).ShouldBe(["2026-000001"]);
    }

    [Fact]
    public async Task Number_IsNeverDatedBeforeTheOneBefore()
    {
        var (debtor, content) = await PrepareAsync();
        await Claims.IssueAsync(debtor, DerivedId.Of("a", "invoice"), content, Ct);
        var numbers = Host.Services.GetRequiredService<InvoiceNumbers>();
        var first = (await numbers.FindAsync(new InvoiceNumber(2026, 1), Ct))!;
        var ahead = first with { IssuedOn = new DateOnly(2026, 3, 3) };
        await Store.CommitAsync(new RowBatch(TableNames.Numbers, "2026").Replace(ahead), Ct);

        var second = await OtherProcess().IssueAsync(debtor, DerivedId.Of("b", "invoice"), content, Ct);

        second.IssuedOn.ShouldBe(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public async Task Request_AcceptedOnce_IsNotRefusedWhenRepeatedLater()
    {
        var (debtor, content) = await PrepareAsync();
        await Claims.BeginAsync(debtor.DebtorId, DerivedId.Of("request", "invoice"), content, Ct);
        await Host.RestartAsync(Ct);

        var asked = new NewInvoice { MemberId = content.MemberId, ContractOrdinal = 99, DebtorId = debtor.DebtorId, Lines = [], SupplyOn = content.SupplyOn };
        var issued = await Host.Services.GetRequiredService<InvoiceService>().IssueAsync("request", asked, Ct);

        issued.Value.Invoice.Number.ShouldBe("2026-000001");
    }

    [Fact]
    public async Task Invoice_IssuedAndDelivered_CostsFewStorageCalls()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);
        await IssueAsync(Anna, debtorId);
        await Host.RunUntilIdleAsync(Ct);
        var before = Host.StorageCalls.Read().Product;

        await IssueAsync(Anna, debtorId);
        await Host.RunUntilIdleAsync(Ct);

        // Caller 0 (known to this process), idempotency key 2, gate and debtor 2, guard 2, draft 1, number 1, member's list and reminder date 2,
        // transaction 1; delivery: invoice and client 1, document 1, the line before it leaves and the record after 2. Setting the receipt
        // against it takes five more: twenty in all, the budget of an invoice issued and paid on time.
        (Host.StorageCalls.Read().Product - before).ShouldBeLessThanOrEqualTo(15);
    }
}
