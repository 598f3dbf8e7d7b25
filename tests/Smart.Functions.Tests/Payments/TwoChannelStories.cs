using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Import;
using Smart.Shared.Payments.SameMoney;

namespace Smart.Functions.Tests.Payments;

/// <summary>The same money told by two channels, by two files, out of order or at the same moment: booked once, and never missed.</summary>
public sealed class TwoChannelStories(TestStorage storage) : PaymentStory(storage)
{
    [Fact]
    public async Task SameStatement_AsCodaAndAsCamt_IsBookedOnce_AndLeavesNoGap()
    {
        var debtor = await DebtorAsync();
        var (first, second) = (await InvoiceAsync(debtor, 1, 300_00), await InvoiceAsync(debtor, 2, 500_00));
        var statement = NextStatement(Transfer(100_00, first), Transfer(100_00, first), Transfer(200_00, second));

        await ImportAsync(CodaWriter.Write(statement));
        var copy = await ImportAsync(CamtWriter.Write(new CamtKind(), statement with { Number = "7" }));

        copy.GetProperty("state").GetString().ShouldBe("done");
        copy.GetProperty("statements")[0].GetProperty("checks").ToString().ShouldContain("Already known");
        (await OpenAsync(debtor, first))!.Principal.ShouldBe(Money.Eur(100_00));
        (await OpenAsync(debtor, second))!.Principal.ShouldBe(Money.Eur(300_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(400_00));
        (await WorklistAsync()).ShouldBeEmpty();
        await ImportAsync(NextFile());
        (await AccountAsync()).TryGetProperty("gap", out var gap).ShouldBeFalse(gap.ToString());
    }

    [Fact]
    public async Task SameStatement_FromTheBankTwiceWithAnotherNumber_IsBookedOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 300_00);
        var statement = NextStatement(Transfer(100_00, number), Transfer(50_00, number));

        await ImportAsync(CodaWriter.Write(statement));
        await ImportAsync(CodaWriter.Write(statement with { Number = "300" }));
        await ImportAsync(CodaWriter.Write(statement with { Number = "301" }));

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(150_00));
        (await WorklistAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FileAndBankInterface_BookOnce_WhicheverIsFirst(bool fileFirst)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 300_00);
        var file = NextFile(Transfer(100_00, number), Transfer(80_00, "no reference at all"));
        var api = new[] { Told("t1", 100_00, number.Reference.Digits), Told("t2", 80_00, text: "NO REFERENCE AT ALL") };

        if (fileFirst) await ImportAsync(file);
        await TakeAsync(api);
        if (!fileFirst) await ImportAsync(file);

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(200_00));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(200_00));
        (await WorklistAsync()).ShouldHaveSingleItem().GetProperty("amount").GetProperty("amount").GetString().ShouldBe("80.00");
    }

    [Fact]
    public async Task FileAndBankInterface_AtTheSameMoment_BookOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 9_000_00);
        var index = Host.Services.GetRequiredService<MoneyIndex>();
        var file = Enumerable.Range(0, 40).Select(i => Told($"f{i}", 10_00 + i, number.Reference.Digits) with { Source = ReceiptSource.BankFile }).ToList();
        var api = Enumerable.Range(0, 40).Select(i => Told($"a{i}", 10_00 + i, number.Reference.Digits)).ToList();

        var claimed = await Task.WhenAll(
            Task.Run(() => index.ClaimAsync(file, new MoneyChannel("coda"), Ct), Ct),
            Task.Run(() => index.ClaimAsync(api, new MoneyChannel("api"), Ct), Ct));

        claimed.SelectMany(rows => rows).Count(row => row.State == ReceiptState.SameMoney).ShouldBe(40);
        claimed.SelectMany(rows => rows).Where(row => row.State == ReceiptState.Received).Sum(row => row.Amount).ShouldBe(file.Sum(row => row.Amount));
    }

    [Fact]
    public async Task ClientWhoPaysTwice_HasPaidTwice_AlsoWithTwoChannels()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(100_00, number), Transfer(100_00, number)));
        await TakeAsync(Told("t1", 100_00, number.Reference.Digits), Told("t2", 100_00, number.Reference.Digits));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(100_00));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task MoneyThatTheOtherChannelDatesADayLater_WaitsForAPerson_AndIsBookedOnce(int daysLater)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 300_00);
        var day = Today.AddDays(daysLater);

        await TakeAsync(Told("t1", 100_00, number.Reference.Digits) with { ValueDate = day });
        await TakeAsync("camt", Told("c1", 100_00, number.Reference.Digits) with { ValueDate = day.AddDays(1), PartitionKey = "c" });

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(200_00));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("reason").GetString().ShouldBe("may-be-same-money");
        waiting.GetProperty("sameAs").GetProperty("key").GetString().ShouldBe("ponto-t1");
    }

    [Fact]
    public async Task MoneyThatOnlyAmountAndDayTellApart_WaitsForAPerson_AndHoldsNobodyTwice()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        await ImportAsync(NextFile(Transfer(100_00, number), Transfer(100_00, number)));
        await TakeAsync(Told("t1", 100_00), Told("t2", 100_00));

        var waiting = await WorklistAsync();
        waiting.Length.ShouldBe(2);
        waiting.ShouldAllBe(receipt => receipt.GetProperty("reason").GetString() == "may-be-same-money");
        waiting.Select(receipt => receipt.GetProperty("sameAs").GetProperty("key").GetString()).Distinct().Count().ShouldBe(2);
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-100_00));
    }

    [Fact]
    public async Task StatementBeforeThePreviousOne_IsBooked_AndTheWatermarkWaitsForTheGap()
    {
        var debtor = await DebtorAsync();
        var (first, second) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 200_00));
        await ImportAsync(NextFile());
        var early = NextFile(Transfer(100_00, first));
        var late = NextFile(Transfer(200_00, second));

        await ImportAsync(late);
        (await IsClosedAsync(debtor, second)).ShouldBeTrue();
        (await AccountAsync()).GetProperty("gap").GetString().ShouldNotBeNull();
        (await AccountAsync()).GetProperty("completeThrough").GetString().ShouldBe("2026-05-15");

        await ImportAsync(early);
        (await IsClosedAsync(debtor, first)).ShouldBeTrue();
        (await AccountAsync()).GetProperty("completeThrough").GetString().ShouldBe("2026-05-17");
    }

    [Fact]
    public async Task TwoFiles_ImportedAtOnce_AreBothBookedOnce()
    {
        var debtor = await DebtorAsync();
        var (first, second) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 200_00));
        var files = new[] { NextFile(Transfer(100_00, first)), NextFile(Transfer(200_00, second)) };

        await Task.WhenAll(files.Concat(files).Select(SendAsync));
        await Host.AdvanceAsync(TimeSpan.FromMinutes(2), Ct);

        (await IsClosedAsync(debtor, first)).ShouldBeTrue();
        (await IsClosedAsync(debtor, second)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    private async Task SendAsync(byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/bank-files") { Content = content };
        ((int)(await SendAsync(request, "finn;finance")).StatusCode).ShouldBe(202);
    }

    private Task TakeAsync(params ReceiptRow[] told) => TakeAsync("api", told);

    private async Task TakeAsync(string channel, params ReceiptRow[] told)
    {
        await Host.Services.GetRequiredService<ReceiptIntake>().TakeAsync(told, new MoneyChannel(channel), Ct);
        await Host.AdvanceAsync(TimeSpan.FromMinutes(1), Ct);
    }

    private ReceiptRow Told(string key, long cents, string? structured = null, string text = "") => new()
    {
        PartitionKey = $"ponto-{AccountKey}-202605",
        RowKey = $"ponto-{key}",
        Source = ReceiptSource.BankApi,
        AccountKey = AccountKey,
        Amount = Money.Eur(cents),
        ValueDate = Today,
        EntryDate = Today,
        ReceivedAt = Host.TimeProvider.GetUtcNow(),
        State = ReceiptState.Received,
        Structured = structured,
        Communication = text,
    };

    private async Task<JsonElement> AccountAsync() => (await GetAsync("/api/accounts")).GetProperty("accounts")[0];
}
