using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Invoicing;
using Smart.Shared;
using Smart.Shared.Invoicing;

namespace Smart.Functions.Tests.Payments;

/// <summary>An invoice is given up, by an approver and for a reason.</summary>
public sealed class WriteOffStories(TestStorage storage) : MatchingStory(storage)
{
    protected override IReadOnlyList<Type> MoreFunctions => [typeof(WriteOffFunctions)];

    [Fact]
    public async Task WriteOff_KeepsWhoAndWhy_AndIsTold()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        var written = await JsonAsync(await WriteOffAsync(number, new { reason = " bankrupt, nothing to get " }), 200);

        written.GetProperty("amount").GetProperty("amount").GetString().ShouldBe("100.00");
        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
        var row = (await RowsAsync(number)).ShouldHaveSingleItem();
        (row.Amount, row.Reason, row.Cause).ShouldBe((Money.Eur(100_00), "bankrupt, nothing to get", InvoiceClosed.WriteOffCause));
        row.By.ShouldNotBeNullOrEmpty();

        var listed = (await GetAsync($"/api/invoices/{number}/write-off")).GetProperty("writeOffs").EnumerateArray().ShouldHaveSingleItem();
        (listed.GetProperty("reason").GetString(), listed.GetProperty("by").GetString()).ShouldBe((row.Reason, row.By));
    }

    [Theory]
    [InlineData("{}", 422, "field-required")]
    [InlineData("""{"reason":null}""", 400, "malformed-json")]
    [InlineData("""{"reason":" "}""", 422, "field-required")]
    public async Task WriteOff_WithoutAReason_ChangesNothing(string body, int status, string problem)
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        var refused = await JsonAsync(await WriteOffAsync(number, JsonSerializer.Deserialize<JsonElement>(body)), status);

        refused.GetProperty("type").GetString().ShouldBe($"urn:smart:problem:{problem}");
        (await OpenAsync(debtor, number))!.Principal.ShouldBe(Money.Eur(100_00));
        (await RowsAsync(number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task InvoiceThatOpensAgain_IsGivenUpTwiceOnOneDay_AndAThirdTime()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);
        foreach (var (time, cents) in new[] { (1, 10_00), (2, 5_00), (3, 2_00) })
        {
            await ImportAsync(NextFile(From(cents, number.Reference.ToString())));
            await JsonAsync(await WriteOffAsync(number, new { reason = $"time {time}" }), 200);
            await JsonAsync(await WriteOffAsync(number, new { reason = "once more" }), 200);
            (await LedgerAsync(debtor)).ShouldBe(Money.Zero);
            await ImportAsync(NextFile(From(-cents, number.Reference.ToString()) with { TransactionCode = "00150000", ReturnType = "2", ReturnReason = "AC04" }));
            (await OpenAsync(debtor, number))!.Balance.ShouldBe(Money.Eur(cents));
        }

        (await RowsAsync(number)).Select(row => (row.Reason, row.Cause)).ShouldBe([("time 1", "write-off"), ("time 2", "write-off-2"), ("time 3", "write-off-3")]);
    }

    private async Task<HttpResponseMessage> WriteOffAsync(InvoiceNumber number, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/invoices/{number}/write-off") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await SendAsync(request, "ada;approver");
    }

    private async Task<IReadOnlyList<WriteOffRow>> RowsAsync(InvoiceNumber number) => (await Host.Services.GetRequiredService<InvoiceWriteOff>().ListAsync(number.ToString(), Ct))!;
}
