using System.Net;
using System.Net.Http.Headers;
using Smart.Local;

namespace Smart.Functions.Tests.Pages;

/// <summary>The console over a system with a little of everything: an invoice that was reminded, and money that fits nothing.</summary>
public sealed class ConsoleTests(TestStorage storage) : IAsyncLifetime
{
    private const string Payer = "BE71096123456769";
    private const string Hostile = "<script>alert(1)</script> SRL";

    private LocalSystem _system = null!;
    private string _number = "";
    private string _debtorId = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var own = await storage.ForStoryAsync();
        _system = await LocalSystem.StartAsync(
            new LocalSystemOptions
            {
                ConnectionString = own.ConnectionString,
                StorageTransport = own.Transport,
                Prefix = own.Prefix,
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

    [Fact]
    public async Task ThePageOfMoney_SaysWhyAReceiptWasMatched_AndShowsWhatComesBack()
    {
        _system.Bank.Receive(121_000, "Client", Payer, text: $"facture {_number} <script>");
        await _system.AdvanceToAsync(new DateOnly(2026, 3, 3), cancellationToken: Ct);
        var before = await PageAsync("/money");
        _system.Bank.TakeBack(121_000, "Client", Payer, "", "AC04");
        await _system.AdvanceToAsync(new DateOnly(2026, 3, 4), cancellationToken: Ct);
        var after = await PageAsync("/money");

        before.ShouldContain($"<a href=\"/invoices/{_number}\">{_number}</a>");
        before.ShouldContain("invoice-number-in-text, amount-fits · 90 points");
        before.ShouldContain("Nothing that nobody saw.");
        after.ShouldContain("returned-AC04");
        after.ShouldContain("came back later");
        after.ShouldNotContain("Nothing that nobody saw.");
        after.ShouldNotContain("<script", Case.Insensitive);
    }

    [Fact]
    public async Task ThePageOfMoney_ShowsDirectDebitsAndPayouts_UntilTheirMoneyIsHere()
    {
        var link = await _system.As("dora", "desk").PostAsync($"debtors/{_debtorId}/links", new { invoice = _number }, cancellationToken: Ct);
        var session = (await _system.As("client").PostAsync($"{link.Text("path")}/checkout", cancellationToken: Ct)).Text("url").Split('/')[^1];
        await _system.Stripe.PayAsync(session, "sepa_debit", Ct);
        await _system.Host.RunUntilIdleAsync(Ct);
        (await PageAsync("/money")).ShouldContain($"<td class=\"d\">2026-03-02</td><td>{System.Net.WebUtility.HtmlEncode(Hostile)}</td><td><a href=\"/invoices/{_number}\">");

        await _system.Stripe.TellAsync(_system.Stripe.SettleDebit(_system.Stripe.Find(session)!["payment_intent"]!.GetValue<string>()), Ct);
        await _system.Stripe.TellAsync(_system.Stripe.PayOut(_system.Today, _system.Bank), Ct);
        await _system.Host.RunUntilIdleAsync(Ct);
        var expected = await PageAsync("/money");
        expected.ShouldContain("None: letters wait for no direct debit.");
        expected.ShouldContain(">expected</span>");

        await _system.AdvanceToAsync(new DateOnly(2026, 3, 3), cancellationToken: Ct);
        (await PageAsync("/money")).ShouldContain(">arrived</span>");
    }

    [Fact]
    public async Task TheWorklist_ShowsCandidatesWithPointsAndReasons()
    {
        _system.Bank.Receive(4_200, "Client", Payer, text: $"acompte {_number}");
        await _system.AdvanceToAsync(new DateOnly(2026, 3, 3), cancellationToken: Ct);

        var page = await PageAsync("/money");

        page.ShouldContain("<b>55 points</b> <span class=\"fine\">invoice-number-in-text</span>");
        page.ShouldContain("<td>no-reference</td>");
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
