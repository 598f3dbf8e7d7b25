using System.Text.Json;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Ibanity;

namespace Smart.Shared.Tests.Payments.Ibanity;

public sealed class PontoTests
{
    private const string Account = "BE68539007547034-EUR";
    private const string Path = "accounts/a/transactions";

    private static readonly Uri Root = new("https://api.ibanity.com/");
    private static readonly DateOnly Today = new(2026, 5, 15);

    [Fact]
    public void DocumentedPage_GivesItsTransactionAndItsNextPage()
    {
        var json = File.ReadAllText(SampleData.PathOf("ibanity/ponto-connect/transactions.json"));

        var page = PontoPage.Read(JsonDocument.Parse(json).RootElement, "accounts/8804e34f-12b0-4b70-86bf-265f013ca232/transactions", Root);

        page.NextQuery.ShouldBe("?after=dbf7c5d4-0d55-449d-9661-1edc10bc36bd");
        page.SynchronizedAt.ShouldBe(new DateTimeOffset(2019, 8, 30, 13, 30, 47, 169, TimeSpan.Zero));
        var receipt = page.Transactions.ShouldHaveSingleItem().ToReceipt(Account, Today, DateTimeOffset.UnixEpoch);
        (receipt.PartitionKey, receipt.Key).ShouldBe(($"ponto-{Account}-202006", "ponto-a4a47c21-b606-464f-ae17-f8e3af6772c9"));
        (receipt.Source, receipt.State, receipt.Amount, receipt.AccountKey).ShouldBe((ReceiptSource.BankApi, ReceiptState.Received, Money.Eur(276), Account));
        (receipt.ValueDate, receipt.EntryDate).ShouldBe((new DateOnly(2020, 6, 19), new DateOnly(2020, 6, 19)));
        (receipt.EndToEndId, receipt.BankReference).ShouldBe(("a965fa0788c241f3b13df3fbda744a07", "ae7976b0-78b7-492f-99d2-8e85ab5ea006"));
        (receipt.CounterpartyAccount, receipt.TransactionCode).ShouldBe(("BE62467153327786", "PMNT-IRCT-ESCT"));
        receipt.Structured.ShouldBeNull();
        receipt.Communication.Length.ShouldBe(18);
    }

    [Theory]
    [InlineData("121", 12_100, null)]
    [InlineData("0.1", 10, null)]
    [InlineData("1210.10", 121_010, null)]
    [InlineData("2.760", 276, null)]
    [InlineData("1.21e3", 121_000, null)]
    [InlineData("999999999999.99", 99_999_999_999_999, null)]
    [InlineData("-12.5", -1_250, null)]
    [InlineData("2.765", 0, "amount-not-in-cents")]
    [InlineData("0.001", 0, "amount-not-in-cents")]
    [InlineData("1e30", 0, "amount-unreadable")]
    [InlineData("1e-400", 0, "amount-unreadable")]
    [InlineData("12.3400000000000000000000000000000001", 0, "amount-unreadable")]
    [InlineData("\"12.34\"", 0, "amount-unreadable")]
    [InlineData("null", 0, "amount-unreadable")]
    public void Amount_IsReadExactly_OrWaitsForAPerson(string json, long cents, string? reason)
    {
        var receipt = Receipt($"\"amount\":{json},\"currency\":\"EUR\"");

        receipt.Amount.ShouldBe(Money.Eur(cents));
        if (reason is null) receipt.State.ShouldBe(cents > 0 ? ReceiptState.Received : ReceiptState.Outgoing);
        else (receipt.State, receipt.Reason).ShouldBe((ReceiptState.Unmatched, reason));
    }

    /// <summary>Half a character makes no page unreadable: the money waits under the text as it is written.</summary>
    [Fact]
    public void TextWithHalfACharacter_IsShownAsItIsWritten()
    {
        var receipt = Receipt("\"amount\":12.34,\"currency\":\"EUR\",\"remittanceInformation\":\"facture \\ud83d 12\"");

        (receipt.State, receipt.Communication).ShouldBe((ReceiptState.Received, "facture \\ud83d 12"));
    }

    [Theory]
    [InlineData("""{"data":{"id":"\ud800","type":"t"}}""", false)]
    [InlineData("""{"data":{"id":"e","type":"\ud800"}}""", false)]
    [InlineData("""{"data":{"id":"e","type":"t","attributes":{"createdAt":"\ud800"},"relationships":{"account":{"data":{"id":"\udc00"}}}}}""", true)]
    public void EventWithHalfACharacter_IsRefusedOrReadWithoutIt(string json, bool isRead)
    {
        var read = IbanityEvent.Read(System.Text.Encoding.UTF8.GetBytes(json));

        read.IsSuccess.ShouldBe(isRead);
        if (isRead) read.Value.ShouldBe(new IbanityEvent("e", "t", null, null));
    }

    [Theory]
    [InlineData("USD", "12.34 USD")]
    [InlineData("", "12.34")]
    public void OtherCurrency_WaitsForAPerson_WithItsAmount(string currency, string original)
    {
        var receipt = Receipt($"\"amount\":12.34,\"currency\":\"{currency}\"");
        (receipt.State, receipt.Reason, receipt.OriginalAmount, receipt.Amount).ShouldBe((ReceiptState.Unmatched, "currency-not-euro", original, Money.Zero));
    }

    [Theory]
    [InlineData("structured", "010806817183", "010806817183", null, "")]
    [InlineData("structured", "+++010/8068/17183+++", "010806817183", null, "")]
    [InlineData("structured", "010806817184", "010806817184", null, "")]
    [InlineData("structured", "RF18539007547034", null, "RF18539007547034", "")]
    [InlineData("structured", "invoice 7", null, null, "invoice 7")]
    [InlineData("structured-be", "010806817183", "010806817183", null, "")]
    [InlineData("unstructured", "+++010/8068/17183+++", null, null, "+++010/8068/17183+++")]
    public void Remittance_GoesWhereItBelongs(string type, string text, string? structured, string? reference, string communication)
    {
        var receipt = Receipt($"\"amount\":1,\"currency\":\"EUR\",\"remittanceInformationType\":\"{type}\",\"remittanceInformation\":\"{text}\"");
        (receipt.Structured, receipt.CreditorReference, receipt.Communication).ShouldBe((structured, reference, communication));
    }

    [Theory]
    [InlineData("\"valueDate\":\"2026-05-14T22:00:00.000Z\"", "2026-05-15", null, "202605")]
    [InlineData("\"valueDate\":\"2026-06-01\",\"executionDate\":\"2026-05-31T00:00:00Z\"", "2026-06-01", "2026-05-31", "202605")]
    [InlineData("\"executionDate\":\"2026-04-30T00:00:00Z\"", "2026-04-30", "2026-04-30", "202604")]
    [InlineData("\"valueDate\":\"soon\"", "2026-05-15", null, "202605")]
    public void Dates_AreOfBrussels_AndFallBack(string json, string valueDate, string? entryDate, string month)
    {
        var receipt = Receipt($"\"amount\":1,\"currency\":\"EUR\",{json}");
        receipt.ValueDate.ShouldBe(DateOnly.Parse(valueDate, System.Globalization.CultureInfo.InvariantCulture));
        receipt.EntryDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(entryDate);
        receipt.PartitionKey.ShouldEndWith(month);
    }

    [Fact]
    public void MoneyThatCameBack_IsAReturn()
    {
        var receipt = Receipt("\"amount\":-90,\"currency\":\"EUR\",\"bankTransactionCode\":\"PMNT-IDDT-UPDD\"");
        (receipt.State, receipt.IsReturn, receipt.Reason).ShouldBe((ReceiptState.Received, true, "returned"));
    }

    [Theory]
    [InlineData("""{"data":[{"type":"transaction","attributes":{}}]}""")]
    [InlineData("""{"data":[{"id":"x"}]}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("[]")]
    public void Page_WithoutIdsOrData_IsRefusedAsAWhole(string json) =>
        Should.Throw<IbanityException>(() => PontoPage.Read(JsonDocument.Parse(json).RootElement, Path, Root)).Reason.ShouldBe("answer-malformed");

    [Theory]
    [InlineData("https://evil.example/ponto-connect/accounts/a/transactions?after=x")]
    [InlineData("http://api.ibanity.com/ponto-connect/accounts/a/transactions?after=x")]
    [InlineData("https://api.ibanity.com:444/ponto-connect/accounts/a/transactions?after=x")]
    [InlineData("https://api.ibanity.com@evil.example/ponto-connect/accounts/a/transactions?after=x")]
    [InlineData("https://api.ibanity.com/ponto-connect/accounts/b/transactions?after=x")]
    [InlineData("/ponto-connect/accounts/a/transactions?after=x")]
    [InlineData("https://api.ibanity.com/ponto-connect/accounts/a/transactions")]
    public void NextLink_ThatLeadsElsewhere_IsNeverFollowed(string link) =>
        Should.Throw<IbanityException>(() => PontoPage.Read(JsonDocument.Parse($$"""{"data":[],"links":{"next":"{{link}}"} }""").RootElement, Path, Root)).Reason.ShouldBe("next-link-elsewhere");

    [Fact]
    public void NextLink_OfTheProvider_IsGood_BehindAGateway() =>
        PontoPage.Read(JsonDocument.Parse("""{"data":[],"links":{"next":"https://api.ibanity.com/ponto-connect/accounts/a/transactions?page[after]=x"} }""").RootElement, Path, new Uri("https://gateway.example/"))
            .NextQuery.ShouldBe("?page[after]=x");

    [Theory]
    [InlineData("success", "2026-05-15T08:00:00Z", true)]
    [InlineData("error", "2026-05-15T08:00:00Z", false)]
    [InlineData("error", "2026-05-15T10:00:00Z", true)]
    [InlineData("pending", "2026-05-15T08:00:00Z", false)]
    public void Synchronisation_CountsWhenItSucceeded(string status, string createdAt, bool expected)
    {
        var json = $$$"""{"data":[],"meta":{"synchronizedAt":"2026-05-15T09:00:00Z","latestSynchronization":{"attributes":{"status":"{{{status}}}","createdAt":"{{{createdAt}}}"} } } }""";
        PontoPage.Read(JsonDocument.Parse(json).RootElement, Path, Root).SynchronizedAt.HasValue.ShouldBe(expected);
    }

    [Fact]
    public void NewestFirst_StopsBehindTheOverlap()
    {
        var known = new DateOnly(2026, 5, 10);
        var pull = new PontoPull { Wish = 1 };

        pull = PontoPaging.After(pull, Page("?2", 15, 14), known);
        pull.IsFetched.ShouldBeFalse();
        pull = PontoPaging.After(pull, Page("?3", 5, 3), known);
        pull.IsFetched.ShouldBeFalse("Seven days before the known one are read again.");
        pull = PontoPaging.After(pull, Page("?4", 2, 1), known);

        (pull.IsFetched, pull.Order, pull.Newest).ShouldBe((true, PontoOrder.NewestFirst, new DateOnly(2026, 5, 15)));
        PontoPaging.StartOf(pull).ShouldBeNull();
    }

    [Fact]
    public void OldestFirst_GoesToTheEnd_AndStartsAtTheOverlapNextTime()
    {
        var pull = new PontoPull { Wish = 1 };
        pull = PontoPaging.After(pull, Page("?2", 1, 2), new DateOnly(2026, 5, 20));
        pull = PontoPaging.After(pull, Page("?3", 3, 9), new DateOnly(2026, 5, 20));
        pull = PontoPaging.After(pull, Page("?4", 9, 10), new DateOnly(2026, 5, 20));
        pull = PontoPaging.After(pull, Page(null, 11, 12), new DateOnly(2026, 5, 20));

        (pull.IsFetched, pull.Order).ShouldBe((true, PontoOrder.OldestFirst));
        PontoPaging.StartOf(pull).ShouldBe("?2");
    }

    [Fact]
    public void NoOrder_LeavesNothingOut()
    {
        var known = new DateOnly(2026, 5, 20);
        var pull = PontoPaging.After(new PontoPull { Wish = 1 }, Page("?2", 3, 1, 2), known);
        pull = PontoPaging.After(pull, Page("?3", 2, 1), known);

        (pull.IsFetched, pull.Order).ShouldBe((false, PontoOrder.Mixed));
        PontoPaging.After(pull, Page(null, 1), known).IsFetched.ShouldBeTrue();
    }

    [Fact]
    public void Pages_ThatLeadToThemselves_EndThePull() =>
        Should.Throw<IbanityException>(() => PontoPaging.After(new PontoPull { Wish = 1, Query = "?2" }, Page("?2", 1), null)).Reason.ShouldBe("pages-do-not-end");

    [Theory]
    [InlineData("2026-05-15T04:00:00Z", "2026-05-15T04:00:00Z")]
    [InlineData("2026-05-15T03:59:00Z", "2026-05-15T01:00:00Z")]
    [InlineData("2026-05-15T00:30:00Z", "2026-05-14T19:00:00Z")]
    public void Schedule_IsInHoursOfBrussels(string now, string due) =>
        FeedSchedule.LastDue(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), "3, 6,21,x,99")
            .ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Schedule_WithoutHours_IsNeverDue() => FeedSchedule.LastDue(DateTimeOffset.UnixEpoch, "").ShouldBeNull();

    private static PontoPage Page(string? next, params int[] days) => new(
        [.. days.Select((day, index) => new PontoTransaction { Id = $"{next}-{index}", Amount = 1, AmountText = "1", Currency = "EUR", ExecutionDate = new DateOnly(2026, 5, day) })], next, null);

    private static ReceiptRow Receipt(string attributes) =>
        PontoTransaction.Read(JsonDocument.Parse($$"""{"id":"t1","attributes":{ {{attributes}} } }""").RootElement).ToReceipt(Account, Today, DateTimeOffset.UnixEpoch);
}
