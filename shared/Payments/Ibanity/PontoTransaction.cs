using System.Globalization;
using System.Text.Json;
using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Payments.Import;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>A transaction as Ponto Connect gives it.</summary>
public sealed record PontoTransaction
{
    private const int LongestId = 100;
    private const int LongestNumber = 40;

    // ISO 20022 sub-families of money that comes back or is taken back: returns of transfers, unpaid and reversed direct debits.
    private static readonly string[] ReturnFamilies = ["RRTN", "UPDD", "PRDD", "RCDD", "ARET"];

    /// <summary>The provider's id; the same on every page and every day.</summary>
    public required string Id { get; init; }

    /// <summary>Signed, credit positive, with all its decimals; null when it is no number that can be read exactly.</summary>
    public required decimal? Amount { get; init; }

    /// <summary>The number as it is written.</summary>
    public required string AmountText { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; init; }

    /// <summary>The day the money counts from.</summary>
    public DateOnly? ValueDate { get; init; }

    /// <summary>The day the bank entered it.</summary>
    public DateOnly? ExecutionDate { get; init; }

    /// <summary>What the payer wrote.</summary>
    public string Remittance { get; init; } = "";

    /// <summary>The bank says that it is a structured communication.</summary>
    public bool IsStructured { get; init; }

    /// <summary>The other side's name.</summary>
    public string CounterpartName { get; init; } = "";

    /// <summary>The other side's account.</summary>
    public string CounterpartAccount { get; init; } = "";

    /// <summary>The payer's end-to-end reference.</summary>
    public string? EndToEndId { get; init; }

    /// <summary>ISO 20022 code, such as <c>PMNT-RCDT-ESCT</c>; the bank's own where there is none.</summary>
    public string Code { get; init; } = "";

    /// <summary>The bank's own reference.</summary>
    public string InternalReference { get; init; } = "";

    /// <summary>What the bank adds.</summary>
    public string Information { get; init; } = "";

    /// <summary>The day it is ordered by: entered, or else counted.</summary>
    public DateOnly? Day => ExecutionDate ?? ValueDate;

    /// <summary>Reads one.</summary>
    /// <exception cref="IbanityException">It has no id: it could not be told from itself.</exception>
    public static PontoTransaction Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || CompactJws.Text(element, "id") is not { Length: > 0 and <= LongestId } id
            || !element.TryGetProperty("attributes", out var attributes) || attributes.ValueKind != JsonValueKind.Object)
        {
            throw new IbanityException("answer-malformed");
        }

        var (amount, written) = AmountOf(attributes);
        return new PontoTransaction
        {
            Id = id,
            Amount = amount,
            AmountText = written,
            Currency = Text("currency"),
            ValueDate = IbanityDates.Date(Text("valueDate")),
            ExecutionDate = IbanityDates.Date(Text("executionDate")),
            Remittance = Text("remittanceInformation"),
            IsStructured = Text("remittanceInformationType").StartsWith("structured", StringComparison.OrdinalIgnoreCase),
            CounterpartName = Text("counterpartName"),
            CounterpartAccount = Text("counterpartReference"),
            EndToEndId = Text("endToEndId") is { Length: > 0 } reference && reference != "NOTPROVIDED" ? reference : null,
            Code = Text("bankTransactionCode") is { Length: > 0 } code ? code : Text("proprietaryBankTransactionCode"),
            InternalReference = Text("internalReference"),
            Information = Text("additionalInformation") is { Length: > 0 } information ? information : Text("description"),
        };

        string Text(string name) => attributes.TryGetProperty(name, out var value) ? IbanityJson.Written(value)?.Trim() ?? "" : "";
    }

    /// <summary>
    /// Its receipt. What cannot be booked as it is (another currency, parts of a cent, no readable amount) waits for a person with
    /// the amount as it was written.
    /// </summary>
    /// <param name="accountKey">Our account.</param>
    /// <param name="fallback">The day when it names none.</param>
    /// <param name="now">When it is stored, UTC.</param>
    public ReceiptRow ToReceipt(string accountKey, DateOnly fallback, DateTimeOffset now)
    {
        var problem = Problem();
        var movement = ToMovement(problem is null ? Amount!.Value : 0m);
        var receipt = BankReceipt.Of(movement, accountKey, $"ponto-{accountKey}-{Day ?? fallback:yyyyMM}", fallback, now, ReceiptSource.BankApi);
        return problem is null
            ? receipt
            : receipt with { State = ReceiptState.Unmatched, Reason = problem, OriginalAmount = $"{AmountText} {Currency}".Trim() };
    }

    private string? Problem() =>
        Amount is not { } amount || Math.Abs(amount) > BankAmountLimit ? "amount-unreadable"
        : Currency != Money.Euro ? "currency-not-euro"
        : !BankAmounts.IsWholeCents(amount) ? "amount-not-in-cents"
        : null;

    // A trillion euros: cents of it fit a long with room to add.
    private const decimal BankAmountLimit = 1_000_000_000_000m;

    private BankMovement ToMovement(decimal amount)
    {
        var digits = IsStructured ? string.Concat(Remittance.Where(char.IsAsciiDigit)) : "";
        var isCommunication = digits.Length == StructuredCommunication.Length && Remittance.All(character => char.IsAsciiDigit(character) || "+*/. ".Contains(character));
        var isReference = IsStructured && !isCommunication && CreditorReference.TryParse(Remittance, out _);
        return new BankMovement
        {
            Key = BankKeys.Join("ponto", Id),
            Amount = amount,
            Currency = Currency,
            ValueDate = ValueDate,
            EntryDate = ExecutionDate,
            BankReference = InternalReference,
            EndToEndId = EndToEndId,
            StructuredCommunication = isCommunication ? digits : null,
            StructuredValid = isCommunication && StructuredCommunication.TryParse(digits, out _),
            CreditorReference = isReference ? Remittance : null,
            Communication = isCommunication || isReference ? "" : Remittance,
            Information = isCommunication || isReference ? "" : Information,
            Counterparty = new BankCounterparty(CounterpartName, CounterpartAccount, "", ""),
            TransactionCode = Code,
            IsReturn = amount < 0 && ReturnFamilies.Contains(Code.Split('-')[^1]),
        };
    }

    // A number of JSON is text: read as decimal it loses nothing, and one that a decimal cannot hold exactly is none.
    private static (decimal? Amount, string Text) AmountOf(JsonElement attributes)
    {
        if (!attributes.TryGetProperty("amount", out var value) || value.ValueKind != JsonValueKind.Number) return (null, "");
        var text = value.GetRawText();
        return (IsExact(text) && value.TryGetDecimal(out var amount) ? amount : null, text.Length <= LongestNumber ? text : text[..LongestNumber]);
    }

    private static bool IsExact(string number)
    {
        const int MostDigits = 28;
        if (number.Length > LongestNumber || number.Split('e', 'E') is not [var digits, .. var power] || digits.Count(char.IsAsciiDigit) > MostDigits) return false;
        var exponent = 0;
        if (power is [var written] && !int.TryParse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;
        var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return decimals - exponent <= MostDigits;
    }
}
