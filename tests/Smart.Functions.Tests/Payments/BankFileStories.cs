using System.Text;
using System.Text.Json;
using Smart.Local.Simulation;
using Smart.Shared;

namespace Smart.Functions.Tests.Payments;

public sealed class BankFileStories(TestStorage storage) : PaymentStory(storage)
{
    [Fact]
    public async Task Transfer_WithTheReference_ClosesTheInvoiceAndMovesTheWatermark()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        var file = await ImportAsync(NextFile(Transfer(121_000, number)));

        file.GetProperty("state").GetString().ShouldBe("done");
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await HeadAsync(debtor))!.LetterVersion.ShouldBe(1);
        (await CompleteThroughAsync()).ShouldBe("2026-05-15");
    }

    [Fact]
    public async Task Reference_InFreeText_IsFound()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        await ImportAsync(NextFile(Transfer(121_000, $"betaling {number.Reference} dank u")));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
    }

    [Fact]
    public async Task SameFile_SentTwice_IsImportedOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var file = NextFile(Transfer(60_000, number));

        await ImportAsync(file);
        var again = await ImportAsync(file);

        again.GetProperty("state").GetString().ShouldBe("done");
        again.GetProperty("statements")[0].GetProperty("oldBalance").ToString().ShouldBe("""{"amount":"1000.00","currency":"EUR"}""");
        again.GetProperty("statements")[0].GetProperty("newBalance").ToString().ShouldBe("""{"amount":"1600.00","currency":"EUR"}""");

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
    }

    [Fact]
    public async Task SameStatement_InAnotherFile_IsImportedOnce()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var file = NextFile(Transfer(60_000, number));
        var copy = file.ToArray();
        copy[16] = (byte)'D';

        await ImportAsync(file);
        (await ImportAsync(copy)).GetProperty("state").GetString().ShouldBe("done");

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
    }

    [Theory]
    [InlineData("empty", "empty")]
    [InlineData("cut", "cut")]
    [InlineData("version", "version")]
    [InlineData("garbage", "not-coda")]
    [InlineData("balance", null)]
    public async Task BadFile_ChangesNothingAndSaysWhy(string kind, string? code)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        var file = await ImportAsync(Spoilt(NextFile(Transfer(121_000, number)), kind));

        file.GetProperty("state").GetString().ShouldBe("refused");
        if (code is not null) file.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code);
        else file.GetProperty("statements")[0].GetProperty("refused").GetString().ShouldNotBeNull().ShouldContain("balance");
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(121_000));
        (await CompleteThroughAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task FileOfAnAccount_ThatIsNotOurs_IsSkippedWithAReason()
    {
        var statement = new SimulatedStatement
        {
            Iban = "BE48320070184927",
            Holder = "OTHER",
            Number = "001",
            Date = Today,
            OldBalanceDate = Today.AddDays(-1),
            OldBalance = 0,
            Movements = [Transfer(100, "x")],
        };

        var file = await ImportAsync(CodaWriter.Write(statement));

        file.GetProperty("state").GetString().ShouldBe("refused");
        file.GetProperty("statements")[0].GetProperty("refused").GetString().ShouldNotBeNull().ShouldContain("BE48320070184927-EUR");
    }

    [Fact]
    public async Task Overpayment_StaysOnTheDebtorsAccount()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        await ImportAsync(NextFile(Transfer(130_000, number)));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await HeadAsync(debtor))!.OnAccount.ShouldBe(Money.Eur(9_000));
        (await LedgerAsync(debtor)).ShouldBe(Money.Eur(-9_000));
    }

    [Fact]
    public async Task EmptyStatement_MovesTheWatermark_AndAGapHoldsIt()
    {
        await ImportAsync(NextFile());
        (await CompleteThroughAsync()).ShouldBe("2026-05-15");

        var missing = NextFile(Transfer(1_00, "?"));
        var file = await ImportAsync(NextFile());
        file.GetProperty("statements")[0].GetProperty("checks")[0].GetProperty("ok").GetBoolean().ShouldBeFalse();
        (await CompleteThroughAsync()).ShouldBe("2026-05-15");

        await ImportAsync(missing);
        (await CompleteThroughAsync()).ShouldBe("2026-05-17");
    }

    [Fact]
    public async Task Payment_OfOneInvoice_TakesFewStorageCalls()
    {
        var debtor = await DebtorAsync();
        SimulatedMovement[] movements = [.. await Task.WhenAll(Enumerable.Range(1, 10).Select(async i => Transfer(100_00, await InvoiceAsync(debtor, i, 100_00))))];
        var warm = await CountAsync(() => ImportAsync(NextFile(movements[0])));
        var ten = await CountAsync(() => ImportAsync(NextFile(movements[1..])));

        // Read the receipt, its reference and the debtor, commit, update the receipt: what a further receipt in a file costs.
        TestContext.Current.SendDiagnosticMessage($"one receipt in a file: {warm}; nine: {ten}");
        ((ten - warm) / 8.0).ShouldBeLessThanOrEqualTo(5.5);
    }

    private static byte[] Spoilt(byte[] file, string kind)
    {
        var lines = Encoding.Latin1.GetString(file).Split("\r\n");
        switch (kind)
        {
            case "empty": return [];
            case "cut": return file[..(file.Length / 2)];
            case "version": return Encoding.Latin1.GetBytes(string.Join("\r\n", lines.Select((line, index) => index == 0 ? line[..127] + "5" : line)));
            case "garbage": return Encoding.Latin1.GetBytes("Dear Sir, please find attached");
            case "balance": return Encoding.Latin1.GetBytes(string.Join("\r\n", lines.Select(line => line.StartsWith('8') ? line[..50] + "9" + line[51..] : line)));
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    private async Task<long> CountAsync(Func<Task<JsonElement>> act)
    {
        var before = Host.StorageCalls.Read();
        await act();
        return (Host.StorageCalls.Read() - before).Product;
    }

    private async Task<string?> CompleteThroughAsync()
    {
        var account = (await GetAsync("/api/accounts")).GetProperty("accounts")[0];
        account.GetProperty("accountKey").GetString().ShouldBe(AccountKey);
        return account.TryGetProperty("completeThrough", out var date) ? date.GetString() : null;
    }
}
