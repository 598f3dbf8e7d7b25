using System.Net;
using System.Text;
using Smart.Functions.Tests.Stories;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Invoicing;

/// <summary>What is refused changes nothing.</summary>
public sealed class RefusalTests(TestStorage storage) : InvoicingStory(storage)
{
    [Fact]
    public async Task Invoice_ThatBreaksARule_IsRefusedAndNothingIsWritten()
    {
        await RegisterAsync(Anna);
        var debtorId = await CreateDebtorAsync(Anna);
        var before = await EverythingAsync();

        await RefusedAsync(Invoice(debtorId, With(quantity: -1)), "amount-not-positive", "lines[0].quantity");
        await RefusedAsync(Invoice(debtorId, With(price: "-62.50")), "amount-not-positive", "lines[0].unitPrice");
        await RefusedAsync(Invoice(debtorId, With(price: "1,5")), "amount-invalid", "lines[0].unitPrice");
        await RefusedAsync(Invoice(debtorId, With(rate: 20)), "vat-rate-unknown", "lines[0].rate");
        await RefusedAsync(Invoice(debtorId, With(category: "e", rate: 0)), "exemption-reason-required", "lines[0].exemptionReason");
        await RefusedAsync(Invoice(debtorId, [.. Enumerable.Repeat(Short, 10_000)]), "too-many-lines", "lines");
        await RefusedAsync(Invoice(debtorId, [Line, null!]), "field-required", "lines[1]");
        await RefusedAsync(Invoice("unknownunknownunknow"), "debtor-unknown", "debtorId");
        await RefusedAsync(Invoice("../../other"), "debtor-unknown", "debtorId");

        (await EverythingAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Invoice_InMalformedJson_IsRefused()
    {
        await RegisterAsync(Anna);
        using var broken = new StringContent("{\"contract\": 1, ", Encoding.UTF8, "application/json");
        using var unknown = new StringContent("{\"contract\": 1, \"rabatt\": 3}", Encoding.UTF8, "application/json");

        (await PostAsync("/api/invoices", Anna, broken)).ShouldBe(HttpStatusCode.BadRequest).Problem.ShouldBe("malformed-json");
        (await PostAsync("/api/invoices", Anna, unknown)).ShouldBe(HttpStatusCode.BadRequest).Problem.ShouldBe("malformed-json");
        (await KeysAsync(TableNames.Numbers)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Invoice_OfAContractNotDeclared_IsRefused()
    {
        await RegisterAsync(Anna, contracts: 0);

        await RefusedAsync(Invoice(await CreateDebtorAsync(Anna)), "contract-unknown", "contract");
    }

    [Fact]
    public async Task Invoice_ForAnotherMember_IsRefused()
    {
        await RegisterAsync(Anna);
        var bart = await RegisterAsync(Bart);
        var debtorId = await CreateDebtorAsync(Anna);

        var answer = await PostAsync("/api/invoices", Anna, new { memberId = bart, contract = 1, debtorId, lines = new[] { Line }, supplyOn = "2026-02-27" });

        answer.ShouldBe(HttpStatusCode.NotFound);
    }

    private static object Short { get; } = new { description = "x", quantity = 1, unitPrice = new { amount = "1", currency = "EUR" }, rate = 21 };

    private static object With(decimal quantity = 1, string price = "62.50", string category = "s", decimal rate = 21) =>
        new { description = "Conseil", quantity, unitPrice = new { amount = price, currency = "EUR" }, category, rate };

    private async Task RefusedAsync(object invoice, string type, string field)
    {
        var answer = (await PostAsync("/api/invoices", Anna, invoice)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.MediaType.ShouldBe("application/problem+json");
        (answer.Problem, answer.Text("field")).ShouldBe((type, field));
    }

    private async Task<List<string>> EverythingAsync()
    {
        var keys = new List<string>();
        foreach (var table in TableNames.All.Except([TableNames.Requests])) keys.AddRange(await KeysAsync(table));
        return keys;
    }
}
