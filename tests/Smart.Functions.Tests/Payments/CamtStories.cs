using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Smart.Local.Simulation;
using Smart.Shared;

namespace Smart.Functions.Tests.Payments;

/// <summary>Statements and notifications in ISO 20022, imported by the same path as CODA.</summary>
public sealed class CamtStories(TestStorage storage) : PaymentStory(storage)
{
    private static readonly CamtKind Notification = new("054");

    [Theory]
    [InlineData("02")]
    [InlineData("08")]
    public async Task Statement_ClosesTheInvoiceAndMovesTheWatermark(string version)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);

        var file = await ImportAsync(CamtWriter.Write(new CamtKind(Version: version), NextStatement(Transfer(121_000, number))));

        file.GetProperty("state").GetString().ShouldBe("done", file.ToString());
        file.GetProperty("format").GetString().ShouldBe("camt.053");
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await CompleteThroughAsync()).ShouldBe("2026-05-15");
    }

    [Fact]
    public async Task BatchOfOneTotal_PaysEachInvoiceByItsOwnReference()
    {
        var debtor = await DebtorAsync();
        var (first, second) = (await InvoiceAsync(debtor, 1, 30_00), await InvoiceAsync(debtor, 2, 30_00));

        await ImportAsync(CamtWriter.Write(new CamtKind(), NextStatement(SimulatedMovement.TotalOf("TOTAL", [Transfer(30_00, second), Transfer(30_00, first)]))));

        (await IsClosedAsync(debtor, first)).ShouldBeTrue();
        (await IsClosedAsync(debtor, second)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
    }

    [Fact]
    public async Task Notification_OfAnAccountBookedFromStatements_IsRefusedWithoutAGap()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var statement = NextStatement(Transfer(121_000, number));

        var refused = await ImportAsync(CamtWriter.Write(Notification, statement));
        refused.GetProperty("state").GetString().ShouldBe("refused");
        refused.GetProperty("statements")[0].GetProperty("refused").GetString().ShouldNotBeNull().ShouldContain("statement");
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(121_000));

        await ImportAsync(CamtWriter.Write(new CamtKind(), statement));
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await CompleteThroughAsync()).ShouldBe("2026-05-15");
        await ImportAsync(CamtWriter.Write(new CamtKind(), NextStatement()));
        (await CompleteThroughAsync()).ShouldBe("2026-05-16");
    }

    [Fact]
    public async Task AccountBookedFromNotifications_BooksThemAndRefusesItsStatements()
    {
        await ConfigureAsync(booksNotifications: true);
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var statement = NextStatement(Transfer(121_000, number));

        (await ImportAsync(CamtWriter.Write(Notification, statement))).GetProperty("state").GetString().ShouldBe("done");
        (await ImportAsync(CamtWriter.Write(new CamtKind(), statement))).GetProperty("statements")[0].GetProperty("refused").GetString().ShouldNotBeNull().ShouldContain("notifications");
        (await ImportAsync(CodaWriter.Write(statement))).GetProperty("state").GetString().ShouldBe("refused");

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        (await CompleteThroughAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task StatementMarkedAsCopy_BooksOnlyWhatIsUnknown()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 121_000);
        var file = CamtWriter.Write(new CamtKind(), NextStatement(Transfer(60_000, number)));
        var copy = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("<Acct>", "<CpyDplctInd>DUPL</CpyDplctInd><Acct>", StringComparison.Ordinal));

        await ImportAsync(file);
        (await ImportAsync(copy)).GetProperty("state").GetString().ShouldBe("done");

        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(61_000));
    }

    [Fact]
    public async Task StatementWithoutASign_IsRefused_AndTheOtherOfTheFileIsBooked()
    {
        var debtor = await DebtorAsync();
        var (first, second) = (await InvoiceAsync(debtor, 1, 50_00), await InvoiceAsync(debtor, 2, 60_00));
        var text = Encoding.UTF8.GetString(CamtWriter.Write(new CamtKind("053", "02"), NextStatement(Transfer(50_00, first)), NextStatement(Transfer(60_00, second))));
        var at = text.LastIndexOf("<CdtDbtInd>CRDT</CdtDbtInd>", StringComparison.Ordinal);

        var file = await ImportAsync(Encoding.UTF8.GetBytes(text.Remove(at, "<CdtDbtInd>CRDT</CdtDbtInd>".Length)));

        file.GetProperty("statements").EnumerateArray().Select(statement => statement.TryGetProperty("refused", out var why) && why.ValueKind == JsonValueKind.String).ShouldBe([false, true]);
        (await IsClosedAsync(debtor, first)).ShouldBeTrue();
        (await OpenAsync(debtor, second))!.Principal.ShouldBe(Money.Eur(60_00));
    }

    [Theory]
    [InlineData("<Document><BkToCstmrAcctRpt/></Document>", "intraday")]
    [InlineData("<!DOCTYPE x><Document/>", "xml")]
    public async Task OtherXml_IsRefusedWithAReason(string content, string code)
    {
        var file = await ImportAsync(Encoding.UTF8.GetBytes(content));

        file.GetProperty("state").GetString().ShouldBe("refused");
        file.GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe(code);
    }

    private async Task ConfigureAsync(bool booksNotifications)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/accounts/{Iban}") { Content = JsonContent.Create(new { name = "Coop", booksNotifications }) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        (await JsonAsync(await SendAsync(request, "finn;finance"), 200)).GetProperty("booksNotifications").GetBoolean().ShouldBe(booksNotifications);
    }

    private async Task<string?> CompleteThroughAsync() =>
        (await GetAsync("/api/accounts")).GetProperty("accounts")[0].TryGetProperty("completeThrough", out var date) ? date.GetString() : null;
}
