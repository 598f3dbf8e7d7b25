using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Smart.Shared;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Local.Fuzz;

/// <summary>Pages of transactions. What would be booked must be a whole number of euro cents by a second, simpler reading.</summary>
public sealed class PontoFuzz : IFuzzTarget
{
    private const string Account = "BE68539007547034-EUR", Path = "accounts/a/transactions";
    private static readonly Uri Root = new("https://api.ibanity.com/");
    private static readonly string[] Amounts = ["121", "0.1", "-12.5", "1.21e3", "0", "2.765", "999999999999.99", "-0.01"];
    private static readonly string[] Texts = ["202600123464", "+++202/6001/23464+++", "RF18539007547034", "", "FACTURE 12", "Ünïcödé"];

    /// <inheritdoc />
    public string Name => "ponto";

    /// <inheritdoc />
    public byte[] Generate(Random random)
    {
        var items = string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => Transaction(random)));
        var next = random.Next(2) == 0 ? "" : $"\"next\":\"https://api.ibanity.com/ponto-connect/{Path}?after={random.Next(1000)}\",";
        return Encoding.UTF8.GetBytes($$$"""
            {"data":[{{{items}}}],"links":{{{{next}}}"first":"https://api.ibanity.com/ponto-connect/{{{Path}}}"},"meta":{"paging":{"limit":10},"synchronizedAt":"2026-05-15T09:30:00.000Z","latestSynchronization":{"attributes":{"status":"success","createdAt":"2026-05-15T09:30:00.000Z"} } } }
            """);
    }

    /// <inheritdoc />
    public byte[] Mutate(byte[] input, Random random) => FuzzJson.Spoil(input, random);

    /// <inheritdoc />
    public Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = 32 });
            var page = PontoPage.Read(document.RootElement, Path, Root);
            var receipts = page.Transactions.Select(transaction => transaction.ToReceipt(Account, new DateOnly(2026, 5, 15), FuzzProduct.Now)).ToList();
            var booked = receipts.Where(receipt => receipt.State is ReceiptState.Received or ReceiptState.Outgoing && !receipt.Amount.IsZero).ToList();
            var doubt = receipts.Select(Doubt).Concat(booked.Select(receipt => SecondReading(document.RootElement, receipt))).FirstOrDefault(found => found is not null);
            _ = page.Order;
            return Task.FromResult(new FuzzAnswer(booked.Count > 0 ? "bookable" : "not bookable", doubt));
        }
        catch (Exception refused) when (refused is JsonException or IbanityException)
        {
            return Task.FromResult(new FuzzAnswer("refused"));
        }
    }

    /// <summary>Why a receipt is not one of the transactions of its page; null when it is.</summary>
    public static string? SecondReading(JsonElement page, ReceiptRow receipt)
    {
        foreach (var item in page.GetProperty("data").EnumerateArray())
        {
            var attributes = item.GetProperty("attributes");
            if (!attributes.TryGetProperty("amount", out var amount) || amount.ValueKind != JsonValueKind.Number) continue;
            if (!attributes.TryGetProperty("currency", out var currency) || Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(currency)) != $"\"{Money.Euro}\"") continue;
            var isNumber = decimal.TryParse(amount.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var written);
            if (isNumber && written * 100m == receipt.Amount.Cents) return null;
        }

        return $"By a second reading no transaction makes {receipt.Amount}.";
    }

    private static string? Doubt(ReceiptRow receipt) =>
        receipt.RowKey.AsSpan().IndexOfAny("/\\#?\0") >= 0 || receipt.PartitionKey.AsSpan().IndexOfAny("/\\#?\0") >= 0 ? "A receipt has a key that storage refuses." : null;

    private static string Transaction(Random random)
    {
        var isStructured = random.Next(2) == 0;
        return $$"""
            {"id":"t-{{random.Next(1000)}}","type":"transaction","attributes":{"amount":{{Amounts[random.Next(Amounts.Length)]}},"currency":"{{(random.Next(8) == 0 ? "USD" : "EUR")}}","valueDate":"2026-05-14T00:00:00.000Z","executionDate":"2026-05-14T00:00:00.000Z",
            "remittanceInformation":"{{Texts[random.Next(Texts.Length)]}}","remittanceInformationType":"{{(isStructured ? "structured" : "unstructured")}}","counterpartName":"CLIENT","counterpartReference":"BE71096123456769","bankTransactionCode":"PMNT-RCDT-ESCT","endToEndId":"E{{random.Next(99)}}"} }
            """;
    }
}
