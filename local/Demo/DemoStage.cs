using System.Globalization;
using System.Text.Json.Nodes;
using Smart.Local.Figures;
using Smart.Local.Http;
using Smart.Local.Pages;
using Smart.Local.Simulation;
using Smart.Shared.Payments;

namespace Smart.Local.Demo;

/// <summary>Does what the people of the story do, through the product's HTTP API, and tells it.</summary>
internal sealed class DemoStage(LocalSystem system, Action<StoryLine> tell)
{
    private readonly List<string> _invoices = [];
    private readonly Dictionary<string, long> _issueCalls = new(StringComparer.Ordinal);
    private int _accounts;

    public LocalSystem System { get; } = system;

    public ApiClient Desk { get; } = system.As("desk", "desk");

    public ApiClient Finance { get; } = system.As("finance", "finance");

    public ApiClient Approver { get; } = system.As("approver", "approver");

    /// <summary>The numbers of all invoices, in the order they were issued.</summary>
    public IReadOnlyList<string> Invoices => _invoices;

    /// <summary>The storage calls that issuing an invoice took.</summary>
    public double IssueCallsOf(DemoInvoice invoice) => _issueCalls[invoice.Number];

    public void Tell(StoryKind kind, string text) => tell(new StoryLine(System.Today, kind, text));

    public static void Expect(bool holds, string otherwise)
    {
        if (!holds) throw new StoryException(otherwise);
    }

    public async Task<DemoMember> RegisterAsync(string signIn, string name, string language, string town)
    {
        var id = (await Desk.PostAsync("members", new { name, email = $"{signIn}@members.example", language, address = Address("Rue du Théâtre 12", "1000", town) })).Text("memberId");
        (await Desk.PutAsync($"members/{id}/identity", new { issuer = DevelopmentUser.Issuer, subject = $"dev-{signIn}" })).Text("memberId");
        Tell(StoryKind.Member, $"{name} becomes a member.");
        return new DemoMember(id, name, System.As(signIn, "member"));
    }

    public Task<ApiAnswer> DeclareAsync(DemoMember member, string title) =>
        member.Api.PostAsync($"members/{member.Id}/contracts", new { title, startsOn = System.Today });

    public async Task<DemoClient> ClientAsync(DemoMember member, DemoClient client)
    {
        var asked = new
        {
            kind = client.Kind,
            language = client.Language,
            name = client.Name,
            address = client.Address ?? Address("Avenue Louise 54", "1050", "Ixelles"),
            enterpriseNumber = client.EnterpriseNumber,
            email = client.Email,
        };
        var id = (await member.Api.PostAsync("debtors", asked)).Text("id");
        return client with { Id = id, Iban = DemoAccounts.Iban(1_000_001 + (++_accounts * 37)) };
    }

    public async Task<DemoInvoice> IssueAsync(DemoMember member, int contract, DemoClient client, string work, int days, string price, bool clause = false)
    {
        var before = Budgets.IssueCalls(System.Ledger);
        var answer = await TryIssueAsync(member, contract, client, work, days, price, clause);
        var number = answer.Text("number");
        await System.Host.RunUntilIdleAsync();
        _issueCalls[number] = Budgets.IssueCalls(System.Ledger) - before;
        _invoices.Add(number);
        var invoice = new DemoInvoice(number, client, Cents(answer.Value["total"]!), answer.Text("communication"), DateOnly.ParseExact(answer.Text("dueOn"), "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Tell(StoryKind.Invoice, $"{member.Name} invoices {client.Name}: {number}, EUR {Euros(invoice.Cents)}, due {invoice.DueOn:yyyy-MM-dd}.");
        return invoice;
    }

    public Task<ApiAnswer> TryIssueAsync(DemoMember member, int contract, DemoClient client, string work, int days, string price, bool clause = false) =>
        member.Api.PostAsync("invoices", new
        {
            contract,
            debtorId = client.Id,
            supplyOn = System.Today,
            penaltyClause = clause,
            lines = new[] { new { description = work, quantity = days, unit = "day", unitPrice = new { amount = price, currency = "EUR" }, rate = 21 } },
        });

    /// <summary>A transfer with the structured communication, in the bank's file of this evening.</summary>
    public void Transfer(DemoInvoice invoice, long? cents = null) => Transfer(invoice.Client, cents ?? invoice.Cents, invoice.Communication);

    public void Transfer(DemoClient payer, long cents, string communication) => Transfer(payer.Name, payer.Iban, cents, communication);

    public void Transfer(string payer, string iban, long cents, string communication, string text = "")
    {
        System.Bank.Receive(cents, payer, iban, string.Concat(communication.Where(char.IsAsciiDigit)), text);
    }

    public async Task<string> ReserveShareAsync(DemoMember member)
    {
        var request = await member.Api.PostAsync($"members/{member.Id}/shares", new { count = 1 });
        await System.Host.RunUntilIdleAsync();
        return request.Text("communication");
    }

    public static async Task<JsonNode> SharesOfAsync(DemoMember member) => (await member.Api.GetAsync($"members/{member.Id}/shares")).Value;

    public async Task<JsonNode> StatementAsync(DemoClient client) => (await Finance.GetAsync($"debtors/{client.Id}/statement")).Value;

    public async Task<bool> IsPaidAsync(string number) => (await Finance.GetAsync($"invoices/{number}")).Text("state") == "closed";

    public async Task ExpectPaidAsync(DemoInvoice invoice)
    {
        Expect(await IsPaidAsync(invoice.Number), $"Invoice {invoice.Number} of {invoice.Client.Name} should be paid, and is still open.");
        Tell(StoryKind.Payment, $"{invoice.Client.Name} has paid {invoice.Number}.");
    }

    /// <summary>The invoice is paid by money that gave no structured communication; tells why it was recognised.</summary>
    public async Task ExpectPaidAsync(DemoInvoice invoice, string told)
    {
        Expect(await IsPaidAsync(invoice.Number), $"Invoice {invoice.Number} of {invoice.Client.Name} should be paid, and is still open.");
        var receipt = (await ReceiptsAsync()).Last(one => one.AllocatedTo.Any(part => part.Number == invoice.Number));
        Expect(receipt.MatchedBy is { Count: > 0 }, $"The money for {invoice.Number} should say why it was matched.");
        Tell(StoryKind.Payment, $"{told}: {invoice.Number} is paid ({string.Join(", ", receipt.MatchedBy!)}; {receipt.MatchPoints} points).");
    }

    /// <summary>Every receipt, in the order they were stored.</summary>
    public async Task<IReadOnlyList<ReceiptRow>> ReceiptsAsync() => [.. (await new ConsoleData(System).ReceiptsAsync()).OrderBy(receipt => receipt.ReceivedAt)];

    /// <summary>What waits for a person.</summary>
    public async Task<IReadOnlyList<JsonNode>> WaitingAsync(string state = "unmatched") =>
        [.. (await Finance.GetAsync($"receipts?state={state}")).Value["receipts"]!.AsArray().Select(receipt => receipt!)];

    /// <summary>Decides about a receipt on the version that was seen.</summary>
    public async Task DecideAsync(JsonNode receipt, string what, object body)
    {
        var (partition, key) = (receipt["partition"]!.GetValue<string>(), receipt["key"]!.GetValue<string>());
        var decided = await Finance.PostIfMatchAsync($"receipts/{partition}/{key}/{what}", receipt["version"]!.GetValue<string>(), body);
        Expect(decided.Succeeded, $"To {what} was refused: {decided.Problem}.");
        await System.Host.RunUntilIdleAsync();
    }

    public Task GoToAsync(int year, int month, int day) => System.AdvanceToAsync(new DateOnly(year, month, day));

    /// <summary>The reminders that a client got, oldest first.</summary>
    public IReadOnlyList<SimulatedLetter> LettersTo(DemoClient client) => [.. System.Mailbox.Reminders.Where(letter => letter.Recipient.Name == client.Name)];

    public static object Address(string street, string postalCode, string town) => new { street, postalCode, town, country = "BE" };

    public static long Cents(JsonNode money) => (long)(decimal.Parse(money["amount"]!.GetValue<string>(), CultureInfo.InvariantCulture) * 100);

    public static object Money(long cents) => new { amount = (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture), currency = "EUR" };

    public static string Euros(long cents) => (cents / 100m).ToString("N2", CultureInfo.InvariantCulture);
}

/// <summary>A member of the story.</summary>
internal sealed record DemoMember(string Id, string Name, ApiClient Api);

/// <summary>A client of the story.</summary>
internal sealed record DemoClient(string Kind, string Language, string Name, string Email)
{
    public string? EnterpriseNumber { get; init; }

    public object? Address { get; init; }

    public string Id { get; init; } = "";

    public string Iban { get; init; } = "";
}

/// <summary>An invoice of the story.</summary>
internal sealed record DemoInvoice(string Number, DemoClient Client, long Cents, string Communication, DateOnly DueOn);
