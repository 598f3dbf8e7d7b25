using System.Net;
using System.Security.Cryptography;
using System.Text;
using Smart.Functions.Tests.Stories;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Invoicing;

/// <summary>A member issues an invoice, and the client gets it.</summary>
public sealed class IssueTests(TestStorage storage) : InvoicingStory(storage)
{
    [Fact]
    public async Task Invoice_Issued_HasNumberTotalsAndDueDate()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);

        var issued = (await PostAsync("/api/invoices", Anna, Invoice(debtorId))).ShouldBe(HttpStatusCode.Created);

        issued.Text("number").ShouldBe("2026-000001");
        issued.Text("issuedOn").ShouldBe("2026-03-02");
        issued.Text("dueOn").ShouldBe("2026-04-01");
        issued.Json.GetProperty("total").GetProperty("amount").GetString().ShouldBe("1210.00");
        issued.Text("communication").ShouldStartWith("+++202/6000/001");
    }

    [Fact]
    public async Task Invoice_Issued_IsPrintedStoredAndDeliveredOnce()
    {
        await RegisterAsync(Anna);
        var number = await IssueAsync(Anna, await CreateDebtorAsync(Anna));

        await Host.RunUntilIdleAsync(Ct);

        var mail = Mail.Delivered[$"invoice-{number}"];
        (mail.Channel, mail.Recipient.Email).ShouldBe((Channel.Email, "compta@atelier-nord.example"));
        var pdf = await GetAsync($"/api/invoices/{number}/pdf", Anna);
        pdf.ShouldBe(HttpStatusCode.OK).MediaType.ShouldBe("application/pdf");
        Encoding.ASCII.GetString(pdf.Body, 0, 5).ShouldBe("%PDF-");
        pdf.Body.Length.ShouldBeLessThanOrEqualTo(40 * 1024);
        mail.Attachments.ShouldHaveSingleItem().Content.ToArray().ShouldBe(pdf.Body);
        var shown = (await GetAsync($"/api/invoices/{number}", Anna)).ShouldBe(HttpStatusCode.OK);
        shown.Text("delivery").ShouldBe("delivered");
        shown.Json.GetProperty("lines")[0].GetProperty("unitPrice").ToString().ShouldBe("""{"amount":"62.50","currency":"EUR"}""");
        shown.Text("documentSha256").ShouldBe(Convert.ToHexStringLower(SHA256.HashData(pdf.Body)));
    }

    [Fact]
    public async Task Invoice_Delivered_LeavesOnlyTheDayAfterItIsDueOnTheWorkIndex()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);
        var number = await IssueAsync(Anna, debtorId);

        await Host.RunUntilIdleAsync(Ct);

        (await KeysAsync(TableNames.Work)).ShouldBe([$"{debtorId}|remind|{number}"]);
    }

    [Fact]
    public async Task Invoice_OfTheEmailThatBounced_GoesByPost()
    {
        Mail.Instead = mail => mail.Channel == Channel.Email ? new Smart.Shared.Mail.MailOutcome.Bounced("p", "unknown-mailbox") : null;
        await RegisterAsync(Anna);
        var number = await IssueAsync(Anna, await CreateDebtorAsync(Anna));

        await Host.RunUntilIdleAsync(Ct);

        Mail.Delivered[$"invoice-{number}-post"].Recipient.Address!.Town.ShouldBe("Bruxelles");
    }

    [Fact]
    public async Task Request_RepeatedWithItsKey_GivesTheSameInvoice()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);

        var first = await PostAsync("/api/invoices", Anna, Invoice(debtorId), "same");
        var again = await PostAsync("/api/invoices", Anna, Invoice(debtorId), "same");

        again.ShouldBe(HttpStatusCode.Created).Body.ShouldBe(first.Body);
        (await KeysAsync(TableNames.Numbers)).ShouldBe(["2026-000001"]);
    }

    [Fact]
    public async Task Request_WithTheKeyOfAnother_IsRefused()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);
        await PostAsync("/api/invoices", Anna, Invoice(debtorId), "same");

        var other = await PostAsync("/api/invoices", Anna, Invoice(debtorId, Line, Line), "same");

        other.ShouldBe(HttpStatusCode.UnprocessableEntity).Problem.ShouldBe("idempotency-key-reused");
        (await KeysAsync(TableNames.Numbers)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Invoice_OfAnotherMember_IsNotThere()
    {
        await RegisterAsync(Anna);
        var bart = await RegisterAsync(Bart);
        var number = await IssueAsync(Anna, await CreateDebtorAsync(Anna));

        (await GetAsync($"/api/invoices/{number}", Bart)).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"/api/invoices/{number}/pdf", Bart)).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"/api/members/{bart}/invoices", Anna)).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync($"/api/invoices/{number}", user: null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync($"/api/invoices/{number}", Desk)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Invoices_OfAMember_AreListedAPageAtATime()
    {
        var anna = await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);
        var first = await IssueAsync(Anna, debtorId);
        var second = await IssueAsync(Anna, debtorId);

        var all = await GetAsync($"/api/members/{anna}/invoices", Anna);
        var rest = await GetAsync($"/api/members/{anna}/invoices?after={first}", Anna);

        Numbers(all).ShouldBe([first, second]);
        Numbers(rest).ShouldBe([second]);
        static IEnumerable<string?> Numbers(Answer answer) =>
            answer.Json.GetProperty("invoices").EnumerateArray().Select(invoice => invoice.GetProperty("number").GetString());
    }

    [Fact]
    public async Task Link_OfAnInvoice_ShowsItAndItsPdfAndNothingElse()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);
        var number = await IssueAsync(Anna, debtorId);
        var other = await IssueAsync(Anna, debtorId);
        var path = (await PostAsync($"/api/debtors/{debtorId}/links", Anna, new { invoice = number })).ShouldBe(HttpStatusCode.Created).Text("path");

        var shown = (await GetAsync(path, user: null)).ShouldBe(HttpStatusCode.OK);

        shown.Json.GetProperty("invoices").EnumerateArray().ShouldHaveSingleItem().GetProperty("number").GetString().ShouldBe(number);
        (await GetAsync($"{path}/invoices/{number}/pdf", user: null)).ShouldBe(HttpStatusCode.OK);
        (await GetAsync($"{path}/invoices/{other}/pdf", user: null)).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync("/api/pay/guessed", user: null)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Link_IsOfAnInvoiceOfThatClient_AndOfTheMembersOwn()
    {
        await RegisterAsync(Anna);
        await RegisterAsync(Bart);
        var (debtorId, another) = (await CreateDebtorAsync(Anna), await CreateDebtorAsync(Anna));
        var number = await IssueAsync(Anna, debtorId);
        await IssueAsync(Bart, debtorId);

        foreach (var (user, debtor, invoice) in new[] { (Anna, debtorId, "2026-999999"), (Anna, debtorId, "a/b?c#"), (Desk, another, number), (Bart, debtorId, number) })
        {
            (await PostAsync($"/api/debtors/{debtor}/links", user, new { invoice })).ShouldBe(HttpStatusCode.NotFound).Problem.ShouldBe("invoice-not-found");
        }
    }
}
