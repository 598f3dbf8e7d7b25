using System.Text.Json;
using Smart.Shared.Payments;

namespace Smart.Functions.Tests.Payments;

/// <summary>What a caller may send to the desk's operations: each refusal is a problem document, and changes nothing.</summary>
public sealed class DeskRefusalStories(TestStorage storage) : MatchingStory(storage)
{
    [Theory]
    [InlineData("allocate", """{"debtorId":"../x"}""", 422, "debtor-unknown")]
    [InlineData("allocate", """{"debtorId":"a|b?c#d"}""", 422, "debtor-unknown")]
    [InlineData("allocate", """{"debtorId":"\u0000"}""", 422, "debtor-unknown")]
    [InlineData("allocate", """{"debtorId":"debtor1","invoiceNumber":"a/b"}""", 422, "invoice-not-open")]
    [InlineData("split", """{"parts":[{"debtorId":"a/b","amount":{"amount":"40.00","currency":"EUR"}},{"debtorId":"debtor1","amount":{"amount":"60.00","currency":"EUR"}}]}""", 422, "debtor-unknown")]
    [InlineData("not-ours", "long", 422, "too-long")]
    [InlineData("reverse", "long", 422, "too-long")]
    public async Task IdThatNoRowCanHave_AndTextThatNoneHolds_AreRefused(string what, string body, int status, string problem)
    {
        await DebtorAsync();
        await InvoiceAsync("debtor1", 1, 100_00);
        await ImportAsync(NextFile(From(100_00, "merci")));
        var path = PathOf((await WorklistAsync()).ShouldHaveSingleItem());
        var before = (await GetAsync(path)).GetRawText();

        var refused = await JsonAsync(await PostAsync($"{path}/{what}", body == "long" ? new { reason = new string('x', 70_000) } : JsonSerializer.Deserialize<JsonElement>(body)), status);

        refused.GetProperty("type").GetString().ShouldBe($"urn:smart:problem:{problem}");
        (await GetAsync(path)).GetRawText().ShouldBe(before);
    }

    [Fact]
    public async Task RowsThatAreNoReceipts_AreNotFoundAsSuch()
    {
        await DebtorAsync();
        await ImportAsync(NextFile(From(100_00, "merci")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        var path = PathOf(waiting);
        await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = "debtor1" }), 200);
        var (partition, key) = (waiting.GetProperty("partition").GetString()!, waiting.GetProperty("key").GetString()!);
        (await Store.FindAsync<ReceiptDecisionRow>(Shared.Storage.TableNames.Receipts, partition, ReceiptDecisionRow.Key(key, 1), Ct)).ShouldNotBeNull();

        var decision = $"/api/receipts/{partition}/{Uri.EscapeDataString(ReceiptDecisionRow.Key(key, 1))}";
        await JsonAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Get, decision), "finn;finance"), 404);
        await JsonAsync(await PostAsync($"{decision}/not-ours", new { reason = "x" }), 404);
        await JsonAsync(await PostAsync("/api/debtors/debtor1/refunds", new { amount = new { amount = "1.00", currency = "EUR" }, receiptPartition = "a/b", receiptKey = "c?d" }), 404);
    }
}
