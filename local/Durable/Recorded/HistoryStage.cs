using Smart.Local.Http;

namespace Smart.Local.Durable;

/// <summary>Does what the people of the recorded stories do, under the same idempotency keys each time: ids are made of them.</summary>
internal sealed class HistoryStage(LocalSystem system, CancellationToken cancellationToken)
{
    private static readonly object Address = new { street = "Rue de la Loi 1", postalCode = "1000", town = "Bruxelles", country = "BE" };

    private int _keys;

    public LocalSystem System => system;

    public ApiClient Desk => system.As("dora", "desk");

    public ApiClient Finance => system.As("fay", "finance");

    public ApiClient Approver => system.As("vera", "approver");

    public Task GoToAsync(int year, int month, int day) => system.AdvanceToAsync(new DateOnly(year, month, day), new TimeOnly(10, 0), cancellationToken);

    public async Task WaitAsync(TimeSpan time) => await system.Host.AdvanceAsync(time, cancellationToken);

    /// <summary>Does everything that is ready now.</summary>
    public async Task SettleAsync() => await system.Host.RunUntilIdleAsync(cancellationToken);

    /// <summary>Asks for a change, and has it done.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<ApiAnswer> PostAsync(ApiClient who, string path, object? body = null)
    {
        var answer = await who.PostAsync(path, body, NextKey(), cancellationToken);
        _ = answer.Value;
        await SettleAsync();
        return answer;
    }

    /// <summary>A member who signs in under the name, and has declared a contract.</summary>
    public async Task<string> MemberAsync(string name)
    {
        var member = (await PostAsync(Desk, "members", new { name, email = $"{name}@membre.example", language = "fr", address = Address })).Text("memberId");
        var identity = new { issuer = DevelopmentUser.Issuer, subject = $"dev-{name}" };
        _ = (await Desk.PutAsync($"members/{member}/identity", identity, NextKey(), cancellationToken)).Value;
        await PostAsync(system.As(name, "member"), $"members/{member}/contracts", new { title = "Mission", startsOn = system.Today });
        return member;
    }

    /// <summary>A member, and a client who owes EUR 1,210.00 within a week.</summary>
    public async Task<HistoryInvoice> OweAsync()
    {
        await MemberAsync("anna");
        var debtor = new { kind = "enterprise", language = "fr", name = "Atelier Nord SRL", address = Address, enterpriseNumber = "0403.019.261", email = "compta@atelier-nord.example" };
        return await InvoiceAsync((await PostAsync(system.As("anna", "member"), "debtors", debtor)).Text("id"));
    }

    /// <summary>One more invoice of EUR 1,210.00.</summary>
    public async Task<HistoryInvoice> InvoiceAsync(string debtorId)
    {
        var line = new { description = "Conseil", quantity = 2, unit = "day", unitPrice = new { amount = "500.00", currency = "EUR" }, category = "s", rate = 21 };
        var invoice = new { contract = 1, debtorId, lines = new[] { line }, supplyOn = system.Today, term = new { days = 7 } };
        var issued = await PostAsync(system.As("anna", "member"), "invoices", invoice);
        return new HistoryInvoice(issued.Text("number"), Digits(issued.Text("communication")), debtorId);
    }

    /// <summary>A transfer, in the bank's file of this evening.</summary>
    public void Pay(string communication, long cents) => system.Bank.Receive(cents, "Atelier Nord SRL", "BE71096123456769", communication);

    /// <summary>The approver decides on the legal file as it is now.</summary>
    public async Task DecideAsync(HistoryInvoice invoice, object decision)
    {
        var file = (await Approver.GetAsync($"legal-files/{invoice.CaseId}", cancellationToken)).Text("sha256");
        _ = (await Approver.PostIfMatchAsync($"legal-files/{invoice.CaseId}/decision", file, decision, cancellationToken)).Value;
        await SettleAsync();
    }

    public static string Digits(string communication) => string.Concat(communication.Where(char.IsAsciiDigit));

    private string NextKey() => $"history-{++_keys}";
}

/// <summary>An invoice of a recorded story.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Communication">The twelve digits to pay with.</param>
/// <param name="DebtorId">Who owes it.</param>
internal sealed record HistoryInvoice(string Number, string Communication, string DebtorId)
{
    /// <summary>The first case of its debtor.</summary>
    public string CaseId => $"{DebtorId}-1";
}
