using System.Globalization;
using Smart.Local.Demo;
using Smart.Local.Http;
using Smart.Shared.Dunning;

namespace Smart.Local.Crash.Stories;

/// <summary>The people of the stories, and what they do again and again.</summary>
/// <param name="world">Where they do it.</param>
internal sealed class People(CrashWorld world)
{
    public const string Desk = "dora;desk", Finance = "fay;finance", Approver = "vera;approver", Anna = "anna;member";

    private static readonly object Address = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };
    private int _clients;

    public string MemberId { get; private set; } = "";

    /// <summary>Anna joins and declares a contract.</summary>
    public async Task JoinAsync()
    {
        MemberId = (await world.PostAsync(Desk, "members", new { name = "Anna", email = "anna@membre.example", language = "fr", address = Address })).Text("memberId");
        await world.SendAsync(Desk, HttpMethod.Put, $"members/{MemberId}/identity", new { issuer = DevelopmentUser.Issuer, subject = "dev-anna" });
        await world.PostAsync(Anna, $"members/{MemberId}/contracts", new { title = "Mission", startsOn = "2026-03-01" });
    }

    /// <summary>Letters follow within days.</summary>
    public Task HastenAsync(DunningPolicy policy) => world.RepeatAsync(() => world.Service<DunningPolicies>().AddAsync(policy));

    /// <summary>An enterprise that will owe.</summary>
    public async Task<string> ClientAsync(string email = "compta@client.example") => (await world.PostAsync(Anna, "debtors", new
    {
        kind = "enterprise",
        language = "fr",
        name = $"Client {++_clients} SRL",
        address = Address,
        enterpriseNumber = DemoAccounts.Enterprise(110_201 + (_clients * 1_237)),
        email,
    })).Text("id");

    /// <summary>Anna invoices EUR 1,210.00 to be paid within days.</summary>
    public async Task<Claim> InvoiceAsync(string debtorId, int days)
    {
        var issued = await world.PostAsync(Anna, "invoices", InvoiceOf(debtorId, days));
        await world.RestAsync();
        return new Claim(debtorId, issued.Text("number"), string.Concat(issued.Text("communication").Where(char.IsAsciiDigit)));
    }

    public static object InvoiceOf(string debtorId, int days)
    {
        var line = new { description = "Conseil", quantity = 2, unit = "day", unitPrice = new { amount = "500.00", currency = "EUR" }, category = "s", rate = 21 };
        return new { contract = 1, debtorId, lines = new[] { line }, supplyOn = "2026-02-27", term = new { days } };
    }

    /// <summary>Money for an invoice or a request comes in with the bank's file of the day.</summary>
    public void Transfer(string reference, long cents, string text = "") => world.System.Bank.Receive(cents, "Payeur", DemoAccounts.Iban(1_000_001), reference, text);

    /// <summary>The bank takes a transfer back.</summary>
    public void Return(string reference, long cents) => world.System.Bank.TakeBack(cents, "Payeur", DemoAccounts.Iban(1_000_001), reference, "AC04");

    /// <summary>The bank's file of a day, in the evening; finance sends it until it is taken.</summary>
    public async Task BankFileAsync(DateOnly day)
    {
        await world.GoToAsync(day, 18);
        var file = world.System.Bank.CloseDay(day);
        await world.PostAsync(Finance, "bank-files", file);
        await world.RestAsync();
    }

    /// <summary>Finance answers that nothing came in through a day.</summary>
    public async Task NothingCameAsync(DateOnly through) =>
        await world.PostAsync(Finance, $"accounts/{DemoCooperative.Iban}-EUR/no-movements", new { through = through.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });

    /// <summary>The case of a debtor as the desk sees it; null while there is none.</summary>
    public async Task<System.Text.Json.Nodes.JsonNode?> CaseAsync(string debtorId)
    {
        var answer = await world.GetAsync(Desk, $"debtors/{debtorId}/cases/{debtorId}-1");
        return answer.Succeeded ? answer.Value : null;
    }
}

/// <summary>An invoice that somebody owes.</summary>
/// <param name="DebtorId">Who.</param>
/// <param name="Number">The invoice.</param>
/// <param name="Reference">The twelve digits to pay with.</param>
internal sealed record Claim(string DebtorId, string Number, string Reference);
