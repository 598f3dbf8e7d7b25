using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Tests.Stories;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Debtors;

/// <summary>Clients over HTTP: created once, seen by those who may, changed with care for letters.</summary>
public sealed class DebtorTests(TestStorage storage) : InvoicingStory(storage)
{
    [Fact]
    public async Task Debtor_Created_IsSeenByItsMemberAndTheDeskOnly()
    {
        await RegisterAsync(Anna);
        await RegisterAsync(Bart);

        var id = await CreateDebtorAsync(Anna);

        (await GetAsync($"/api/debtors/{id}", Anna)).ShouldBe(HttpStatusCode.OK).Text("enterpriseNumber").ShouldBe("0403019261");
        (await GetAsync($"/api/debtors/{id}", Desk)).ShouldBe(HttpStatusCode.OK);
        (await GetAsync($"/api/debtors/{id}", Bart)).ShouldBe(HttpStatusCode.NotFound);
        (await GetAsync("/api/debtors/..%2Fother", Desk)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Debtor_InvoicedByAnotherMember_IsSeenByThatOneToo()
    {
        await RegisterAsync(Bart);
        var id = await CreateDebtorAsync(Desk);

        await IssueAsync(Bart, id);

        (await GetAsync($"/api/debtors/{id}", Bart)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_RepeatedWithItsKey_CreatesOneDebtor()
    {
        var first = await PostAsync("/api/debtors", Desk, Enterprise, "same");
        var again = await PostAsync("/api/debtors", Desk, Enterprise, "same");

        again.Text("id").ShouldBe(first.Text("id"));
        (await KeysAsync(TableNames.Debtors)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Debtor_WithWrongCheckDigits_IsRefusedAndNothingIsWritten()
    {
        var refused = await PostAsync(
            "/api/debtors",
            Desk,
            new { kind = "enterprise", language = "fr", name = "X", address = Address, enterpriseNumber = "0403.019.262" });

        refused.ShouldBe(HttpStatusCode.UnprocessableEntity).Problem.ShouldBe("enterprise-number-invalid");
        (refused.Text("field"), refused.Text("rule")).ShouldBe(("enterpriseNumber", "rules 3.4"));
        (await KeysAsync(TableNames.Debtors)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Contact_Changed_RaisesTheLetterVersion()
    {
        var id = await CreateDebtorAsync();
        var contact = new { name = "Atelier Nord SA", address = Address, email = "nouveau@atelier-nord.example", channels = new[] { "email" }, language = "nl" };

        (await SendAsync(HttpMethod.Put, $"/api/debtors/{id}/contact", Desk, contact)).ShouldBe(HttpStatusCode.OK);

        var debtor = (await Host.Services.GetRequiredService<DebtorService>().FindAsync(id, Ct))!;
        (debtor.Head.LetterVersion, debtor.Head.Language, debtor.Profile.Email, debtor.Profile.EnterpriseNumber)
            .ShouldBe((1L, Language.Nl, "nouveau@atelier-nord.example", "0403019261"));
    }

    [Fact]
    public async Task Statement_OfAnInvoicedDebtor_AddsUp()
    {
        await RegisterAsync(Anna);
        var id = await CreateDebtorAsync(Anna);
        await IssueAsync(Anna, id);
        await IssueAsync(Anna, id);

        var statement = (await GetAsync($"/api/debtors/{id}/statement", Desk)).ShouldBe(HttpStatusCode.OK);

        statement.Json.GetProperty("balance").GetProperty("amount").GetString().ShouldBe("2420.00");
        statement.Json.GetProperty("openInvoices").GetArrayLength().ShouldBe(2);
        statement.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()).ShouldBe(["issued", "issued"]);
        (await GetAsync($"/api/debtors/{id}/statement", Anna)).ShouldBe(HttpStatusCode.Forbidden);
    }
}
