using System.Net;
using System.Net.Http.Headers;
using Smart.Local;

namespace Smart.Functions.Tests.Pages;

/// <summary>The console over a system with a little of everything: an invoice that was reminded, and money that fits nothing.</summary>
public sealed class ConsoleTests(SmartAzurite azurite) : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script> SRL";

    private LocalSystem _system = null!;
    private string _number = "";
    private string _debtorId = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _system = await LocalSystem.StartAsync(
            new LocalSystemOptions
            {
                ConnectionString = await azurite.ConnectAsync(),
                Prefix = azurite.NewPrefix(),
                VirtualStart = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
                Console = true,
                Schedules = new Dictionary<string, string>(StringComparer.Ordinal) { ["RepairSweep"] = "0 0 */6 * * *" },
            },
            Ct);
        (_debtorId, _number) = await OweAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_system is not null) await _system.DisposeAsync();
    }

    [Fact]
    public async Task EveryPage_AnswersWithHtmlInWhichAClientsNameIsNoMarkup()
    {
        _system.Bank.Receive(4_200, Hostile, "BE71096123456769", "", "merci");
        await _system.AdvanceToAsync(new DateOnly(2026, 3, 17), cancellationToken: Ct);
        string[] pages = ["/", "/invoices", $"/invoices/{_number}", "/cases", $"/cases/{_debtorId}-1", "/mail", "/mail/1", "/money", "/legal", "/work", $"/work/dunning-{_debtorId}-1", "/queues"];

        foreach (var page in pages)
        {
            using var answer = await _system.Host.Http.GetAsync(new Uri(page, UriKind.Relative), Ct);
            var html = await answer.Content.ReadAsStringAsync(Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
            answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
            html.ShouldEndWith("</html>", customMessage: page);
            html.ShouldNotContain("<script", Case.Insensitive, page);
        }

        (await PageAsync("/invoices")).ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; SRL");
        (await PageAsync($"/cases/{_debtorId}-1")).ShouldContain(_number);
    }

    [Fact]
    public async Task TheClocksButton_MovesTheSystemOn()
    {
        using var form = new FormUrlEncodedContent([new("days", "7")]);
        using var answer = await _system.Host.Http.PostAsync(new Uri("/clock", UriKind.Relative), form, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        _system.Today.ShouldBe(new DateOnly(2026, 3, 9));
        (await PageAsync("/")).ShouldContain("Monday 9 March 2026");
    }

    [Fact]
    public async Task AFormOfAnotherSite_IsRefusedAndChangesNothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/clock") { Content = new FormUrlEncodedContent([new("days", "7")]) };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await _system.Host.Http.SendAsync(request, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        _system.Today.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public async Task ADroppedBankFile_IsBooked()
    {
        var number = _number;
        var reference = string.Concat((await _system.As("fay", "finance").GetAsync($"invoices/{number}", Ct)).Text("communication").Where(char.IsAsciiDigit));
        _system.Bank.Receive(121_000, "Client", "BE71096123456769", reference);
        using var file = new ByteArrayContent(_system.Bank.CloseDay(_system.Today));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", "day.cod" } };
        using var answer = await _system.Host.Http.PostAsync(new Uri("/bank-file", UriKind.Relative), form, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _system.As("fay", "finance").GetAsync($"invoices/{number}", Ct)).Text("state").ShouldBe("closed");
    }

    private Task<string> PageAsync(string path) => _system.Host.Http.GetStringAsync(new Uri(path, UriKind.Relative), Ct);

    private async Task<(string DebtorId, string Number)> OweAsync()
    {
        var desk = _system.As("dora", "desk");
        var address = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };
        var member = (await desk.PostAsync("members", new { name = "Anna", email = "anna@membre.example", language = "fr", address }, cancellationToken: Ct)).Text("memberId");
        await desk.PutAsync($"members/{member}/identity", new { issuer = Local.Http.DevelopmentUser.Issuer, subject = "dev-anna" }, cancellationToken: Ct);
        var anna = _system.As("anna", "member");
        await anna.PostAsync($"members/{member}/contracts", new { title = "Mission", startsOn = "2026-03-01" }, cancellationToken: Ct);
        var debtor = new { kind = "enterprise", language = "fr", name = Hostile, address, enterpriseNumber = "0403.019.261", email = "compta@client.example" };
        var debtorId = (await anna.PostAsync("debtors", debtor, cancellationToken: Ct)).Text("id");
        var line = new { description = "Conseil", quantity = 2, unit = "day", unitPrice = new { amount = "500.00", currency = "EUR" }, category = "s", rate = 21 };
        var invoice = new { contract = 1, debtorId, lines = new[] { line }, supplyOn = "2026-02-27", term = new { days = 7 } };
        var number = (await anna.PostAsync("invoices", invoice, cancellationToken: Ct)).Text("number");
        await _system.Host.RunUntilIdleAsync(Ct);
        return (debtorId, number);
    }
}
