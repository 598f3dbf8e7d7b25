using System.Net;
using Smart.Local.Http;

namespace Smart.Functions.Tests.Stories;

/// <summary>The people of a story, and the requests they make again and again.</summary>
public abstract class InvoicingStory(TestStorage storage) : SmartStory(storage)
{
    protected const string Desk = "dora;desk";
    protected const string Anna = "anna;member";
    protected const string Bart = "bart;member";

    /// <summary>Registers a member, bound to a sign-in, with contracts declared.</summary>
    protected async Task<string> RegisterAsync(string user, int contracts = 1)
    {
        var name = user.Split(';')[0];
        var registered = await PostAsync(
            "/api/members",
            Desk,
            new { name, email = $"{name}@membre.example", language = "fr", address = Address });
        var memberId = registered.ShouldBe(HttpStatusCode.Created).Text("memberId");
        var identity = new { issuer = DevelopmentUser.Issuer, subject = $"dev-{name}" };
        (await SendAsync(HttpMethod.Put, $"/api/members/{memberId}/identity", Desk, identity)).ShouldBe(HttpStatusCode.OK);
        for (var ordinal = 1; ordinal <= contracts; ordinal++)
        {
            (await PostAsync($"/api/members/{memberId}/contracts", user, new { title = $"Mission {ordinal}", startsOn = "2026-03-01" }))
                .ShouldBe(HttpStatusCode.Created);
        }

        return memberId;
    }

    protected async Task<string> CreateDebtorAsync(string user = Desk, object? debtor = null) =>
        (await PostAsync("/api/debtors", user, debtor ?? Enterprise)).ShouldBe(HttpStatusCode.Created).Text("id");

    protected async Task<string> IssueAsync(string user, string debtorId, string? key = null) =>
        (await PostAsync("/api/invoices", user, Invoice(debtorId), key)).ShouldBe(HttpStatusCode.Created).Text("number");

    protected static object Address { get; } = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };

    protected static object Enterprise { get; } = new
    {
        kind = "enterprise",
        language = "fr",
        name = "Atelier Nord SRL",
        address = Address,
        enterpriseNumber = "0403.019.261",
        email = "compta@atelier-nord.example",
    };

    protected static object Line { get; } = new
    {
        description = "Développement web",
        quantity = 16,
        unit = "hour",
        unitPrice = new { amount = "62.50", currency = "EUR" },
        category = "s",
        rate = 21,
    };

    /// <summary>EUR 1,000.00 and 21 % VAT: 1,210.00.</summary>
    protected static object Invoice(string debtorId, params object[] lines) => new
    {
        contract = 1,
        debtorId,
        lines = lines.Length == 0 ? [Line] : lines,
        supplyOn = "2026-02-27",
    };
}
