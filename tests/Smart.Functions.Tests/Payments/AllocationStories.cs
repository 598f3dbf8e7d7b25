using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;

namespace Smart.Functions.Tests.Payments;

public sealed class AllocationStories(TestStorage storage) : PaymentStory(storage)
{
    [Fact]
    public async Task TwoPayments_AtOnceForOneDebtor_AreBothBooked()
    {
        var debtor = await DebtorAsync();
        var (one, other) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 200_00));
        var receipts = new[] { await ReceiptAsync("m1", 100_00, one), await ReceiptAsync("m2", 200_00, other), await ReceiptAsync("m3", 50_00, other) };
        var payments = Host.Services.GetRequiredService<PaymentService>();

        await Task.WhenAll(receipts.Select(receipt => Task.Run(() => payments.ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct), Ct)));

        (await IsClosedAsync(debtor, one)).ShouldBeTrue();
        (await IsClosedAsync(debtor, other)).ShouldBeTrue();
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(50_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-50_00));
    }

    [Fact]
    public async Task SameReceipt_DeliveredManyTimesAtOnce_IsBookedOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var receipt = await ReceiptAsync("m1", 40_00, number);
        var payments = Host.Services.GetRequiredService<PaymentService>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => payments.ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct), Ct)));

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(60_00));
    }

    [Fact]
    public async Task UnmatchedReceipt_HoldsItsCandidate_UntilAPersonBooksIt()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        var slip = number.Reference.Digits[..11] + (char)('0' + ((number.Reference.Digits[11] - '0' + 1) % 10));
        await ImportAsync(NextFile(Transfer(100_00, $"ref {slip}")));

        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("candidates")[0].GetProperty("debtorId").GetString().ShouldBe(debtor);
        waiting.GetProperty("candidates")[0].GetProperty("points").GetInt32().ShouldBe(65);
        (await HoldsAsync(debtor)).ShouldBe(1);

        var path = $"/api/receipts/{waiting.GetProperty("partition").GetString()}/{waiting.GetProperty("key").GetString()}/allocate";
        var body = new { debtorId = debtor, invoiceNumber = number.ToString() };
        (await JsonAsync(await PostAsync(path, body, ifMatch: "W/\"old\""), 412)).GetProperty("type").GetString().ShouldBe("urn:smart:problem:receipt-changed");
        var version = waiting.GetProperty("version").GetString();
        (await JsonAsync(await PostAsync(path, body, ifMatch: version), 200)).GetProperty("state").GetString().ShouldBe("allocated");
        (await JsonAsync(await PostAsync(path, body, ifMatch: version), 200)).GetProperty("state").GetString().ShouldBe("allocated");

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await HoldsAsync(debtor)).ShouldBe(0);
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReceiptThatIsNotOurs_LeavesTheWorklistAndReleasesItsHold()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(70_00, $"facture {number}")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        var path = $"/api/receipts/{waiting.GetProperty("partition").GetString()}/{waiting.GetProperty("key").GetString()}";

        await JsonAsync(await PostAsync($"{path}/not-ours", new { reason = "" }), 422);
        await JsonAsync(await PostAsync($"{path}/not-ours", new { reason = "paid back to the sender" }), 200);
        await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = debtor }), 409);

        (await WorklistAsync()).ShouldBeEmpty();
        (await HoldsAsync(debtor)).ShouldBe(0);
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(100_00));
    }

    [Fact]
    public async Task PaymentThatCameBack_IsShownToAPerson()
    {
        var returned = Transfer(-25_00, "E-0042") with { TransactionCode = "00503000", Mandate = "M1", CreditorId = "BE81ZZZ0123456749", ReturnType = "2", ReturnReason = "AM04" };
        var costs = Transfer(-1_50, "costs") with { TransactionCode = "08037000" };

        await ImportAsync(NextFile(returned, costs));

        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("reason").GetString().ShouldBe("returned-AM04");
    }

    [Fact]
    public async Task Watermark_WaitsForEveryReceiptOfItsStatement()
    {
        var debtor = await DebtorAsync();
        var receipt = await ReceiptAsync("m1", 100_00, await InvoiceAsync(debtor, 1, 100_00));
        var statements = Host.Services.GetRequiredService<StatementService>();
        var accounts = Host.Services.GetRequiredService<AccountService>();
        await statements.OpenAsync(
            new BankFileStatementRow
            {
                PartitionKey = "file-1",
                RowKey = "file-1|00000",
                Index = 0,
                AccountKey = AccountKey,
                StatementKey = receipt.PartitionKey,
                Sequence = "094",
                Date = Today,
                Movements = 1,
            },
            Ct);

        (await statements.SettleAsync(AccountKey, receipt.PartitionKey, Ct)).ShouldBeFalse();
        (await accounts.FreshnessAsync(Ct)).CompleteThrough.ShouldBeNull();
        await Host.Services.GetRequiredService<PaymentService>().ReceiveAsync(receipt.PartitionKey, receipt.Key, Ct);
        (await statements.SettleAsync(AccountKey, receipt.PartitionKey, Ct)).ShouldBeTrue();

        (await accounts.FreshnessAsync(Ct)).CompleteThrough.ShouldBe(Today);
    }

    [Fact]
    public async Task PaymentOf45Invoices_CutAfterItsFirstChunk_IsFinishedByTheRepair()
    {
        var debtor = await DebtorAsync();
        for (var i = 1; i <= 45; i++) await InvoiceAsync(debtor, i, 10_00, level: 1);
        await ImportAsync(NextFile(Transfer(460_00, "all of it")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        var path = $"/api/receipts/{waiting.GetProperty("partition").GetString()}/{waiting.GetProperty("key").GetString()}";

        // The decision, the receipt on account, then the first thirty invoices: the process ends before it hears of them.
        Cut.AfterTransaction(3, Host.Fence);
        await Should.NotThrowAsync(async () => await IgnoreAsync(PostAsync($"{path}/allocate", new { debtorId = debtor })));
        await Host.RestartAsync(Ct);

        var half = (await HeadAsync(debtor))!;
        half.Allocating.ShouldBe(waiting.GetProperty("key").GetString());
        half.OnAccount.ShouldBe(Money.Eur(160_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-10_00));

        await Host.AdvanceAsync(TimeSpan.FromMinutes(11), Ct);

        var done = (await HeadAsync(debtor))!;
        done.Allocating.ShouldBeNull();
        done.OnAccount.ShouldBe(Money.Eur(10_00));
        for (var i = 1; i <= 45; i++) (await IsClosedAsync(debtor, new InvoiceNumber(2026, i))).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-10_00));
        (await GetAsync(path)).GetProperty("allocatedTo").GetArrayLength().ShouldBe(45);
        (await WorklistAsync()).ShouldBeEmpty();
    }

    private static async Task IgnoreAsync(Task<HttpResponseMessage> request)
    {
        try
        {
            await request;
        }
        catch (HttpRequestException)
        {
            // The process is dead: no answer is one of its answers.
        }
    }

    private async Task<ReceiptRow> ReceiptAsync(string key, long cents, InvoiceNumber number)
    {
        var receipt = new ReceiptRow
        {
            PartitionKey = $"{AccountKey}-20260514-094",
            RowKey = key,
            Source = ReceiptSource.BankFile,
            Amount = Money.Eur(cents),
            ValueDate = Today,
            ReceivedAt = Host.TimeProvider.GetUtcNow(),
            State = ReceiptState.Received,
            Structured = number.Reference.Digits,
        };
        await Host.Services.GetRequiredService<ReceiptStore>().AddAsync([receipt], Ct);
        return receipt;
    }

    private async Task<int> HoldsAsync(string debtorId)
    {
        var facts = await Host.Services.GetRequiredService<DebtorReader>().LoadAsync(debtorId, [DebtorKeys.Holds], Ct);
        return facts!.All<HoldRow>(DebtorKeys.Holds).Count;
    }
}
