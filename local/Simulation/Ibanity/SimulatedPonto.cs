using System.Globalization;
using System.Text.Json.Nodes;

namespace Smart.Local.Simulation.Ibanity;

/// <summary>A transaction that the simulated bank gives.</summary>
public sealed record SimulatedTransaction
{
    /// <summary>As a number of JSON, such as <c>121.00</c> or <c>-12.5</c>.</summary>
    public required string Amount { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>What the payer wrote.</summary>
    public string Remittance { get; init; } = "";

    /// <summary>structured or unstructured.</summary>
    public string RemittanceType { get; init; } = "unstructured";

    /// <summary>The other side's name.</summary>
    public string CounterpartName { get; init; } = "CLIENT";

    /// <summary>The other side's account.</summary>
    public string CounterpartReference { get; init; } = "BE71096123456769";

    /// <summary>ISO 20022 code.</summary>
    public string Code { get; init; } = "PMNT-RCDT-ESCT";

    /// <summary>The day the bank enters it; today when left out.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Its id; made when left out.</summary>
    public string? Id { get; init; }

    /// <summary>An amount in cents with a structured communication.</summary>
    public static SimulatedTransaction Structured(long cents, string digits) =>
        new() { Amount = (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture), Remittance = digits, RemittanceType = "structured" };
}

/// <summary>The order in which pages come.</summary>
public enum SimulatedOrder
{
    /// <summary>As documented.</summary>
    NewestFirst,

    /// <summary>The other way.</summary>
    OldestFirst,

    /// <summary>Each page in disorder.</summary>
    Shuffled,
}

/// <summary>The accounts of the simulated Ponto Connect and what is on them, in the documented shapes. Callers hold the lock.</summary>
internal sealed class SimulatedPonto
{
    private readonly List<Account> _accounts = [];
    private int _transactions;

    public SimulatedOrder Order { get; set; }

    public bool RepeatsItems { get; set; }

    public string? NextHost { get; set; }

    public int PageSize { get; set; } = 10;

    public IEnumerable<string> Ids => _accounts.Select(account => account.Id);

    public string Connect(string iban, string currency, string? id, DateTimeOffset now)
    {
        var account = new Account(id ?? $"simulated-account-{_accounts.Count + 1}", iban, currency) { SynchronizedAt = now };
        _accounts.Add(account);
        return account.Id;
    }

    public void Disconnect(string accountId) => _accounts.RemoveAll(account => account.Id == accountId);

    public string Receive(string accountId, SimulatedTransaction transaction, DateOnly today)
    {
        var made = transaction with { Id = transaction.Id ?? $"simulated-transaction-{++_transactions}", On = transaction.On ?? today };

        // The same id again: the bank says otherwise of it now.
        Find(accountId)!.Transactions.RemoveAll(known => known.Id == made.Id);
        Find(accountId)!.Transactions.Add(made);
        return made.Id!;
    }

    public void Synchronize(string accountId, DateTimeOffset now) => Find(accountId)!.SynchronizedAt = now;

    public JsonObject List(Uri root) => new()
    {
        ["data"] = new JsonArray([.. _accounts.Select(account => Describe(account))]),
        ["links"] = new JsonObject { ["first"] = new Uri(root, "ponto-connect/accounts").ToString() },
        ["meta"] = new JsonObject { ["paging"] = new JsonObject { ["limit"] = 100 } },
    };

    public JsonObject? One(string accountId) => Find(accountId) is { } account ? new JsonObject { ["data"] = Describe(account) } : null;

    /// <summary>A page of transactions; null for an account or a cursor that is not known.</summary>
    public JsonObject? Page(string accountId, string? after, Uri root)
    {
        if (Find(accountId) is not { } account) return null;
        var sorted = account.Transactions.OrderBy(item => item.On).ThenBy(item => item.Id!.Length).ThenBy(item => item.Id, StringComparer.Ordinal).ToList();
        if (Order != SimulatedOrder.OldestFirst) sorted.Reverse();
        var from = after is null ? 0 : sorted.FindIndex(item => item.Id == after) + 1;
        if (after is not null && from == 0) return null;
        var size = PageSize;
        var page = sorted.Skip(from).Take(size).ToList();
        var last = page.Count > 0 && from + size < sorted.Count ? page[^1].Id : null;
        if (RepeatsItems) page = [.. sorted.Skip(Math.Max(0, from - 2)).Take(from > 0 ? 2 : 0), .. page, .. page.Take(2)];
        if (Order == SimulatedOrder.Shuffled) page = [.. page.OrderBy(item => item.Id!.Reverse().Sum(character => character * 31 % 7))];
        var path = $"ponto-connect/accounts/{accountId}/transactions";
        var links = new JsonObject { ["first"] = new Uri(root, path).ToString() };
        if (last is not null) links["next"] = new Uri(NextHost is null ? root : new Uri(NextHost), $"{path}?after={last}").ToString();
        return new JsonObject
        {
            ["data"] = new JsonArray([.. page.Select(item => Describe(item, accountId))]),
            ["links"] = links,
            ["meta"] = new JsonObject
            {
                ["paging"] = new JsonObject { ["limit"] = size, ["before"] = null, ["after"] = last },
                ["synchronizedAt"] = Text(account.SynchronizedAt),
                ["latestSynchronization"] = Synchronization(account),
            },
        };
    }

    private Account? Find(string id) => _accounts.Find(account => account.Id == id);

    private static JsonObject Describe(Account account) => new JsonObject
    {
        ["type"] = "account",
        ["id"] = account.Id,
        ["attributes"] = new JsonObject
        {
            ["subtype"] = "checking",
            ["referenceType"] = "IBAN",
            ["reference"] = account.Iban,
            ["currency"] = account.Currency,
            ["deprecated"] = false,
            ["description"] = "Simulated account",
        },
        ["meta"] = new JsonObject { ["synchronizedAt"] = Text(account.SynchronizedAt), ["latestSynchronization"] = Synchronization(account) },
    };

    private static JsonObject Describe(SimulatedTransaction item, string accountId) => new JsonObject
    {
        ["type"] = "transaction",
        ["id"] = item.Id,
        ["relationships"] = new JsonObject { ["account"] = new JsonObject { ["data"] = new JsonObject { ["type"] = "account", ["id"] = accountId } } },
        ["attributes"] = new JsonObject
        {
            ["valueDate"] = $"{item.On:yyyy-MM-dd}T00:00:00.000Z",
            ["executionDate"] = $"{item.On:yyyy-MM-dd}T00:00:00.000Z",
            ["remittanceInformationType"] = item.RemittanceType,
            ["remittanceInformation"] = item.Remittance,
            ["counterpartName"] = item.CounterpartName,
            ["counterpartReference"] = item.CounterpartReference,
            ["currency"] = item.Currency,
            ["amount"] = JsonNode.Parse(item.Amount),
            ["bankTransactionCode"] = item.Code,
            ["endToEndId"] = "NOTPROVIDED",
            ["internalReference"] = $"REF-{item.Id}",
        },
    };

    private static JsonObject Synchronization(Account account) => new()
    {
        ["type"] = "synchronization",
        ["id"] = $"synchronization-of-{account.Id}",
        ["attributes"] = new JsonObject
        {
            ["subtype"] = "accountTransactions",
            ["status"] = "success",
            ["resourceType"] = "account",
            ["resourceId"] = account.Id,
            ["createdAt"] = Text(account.SynchronizedAt),
            ["updatedAt"] = Text(account.SynchronizedAt),
            ["errors"] = new JsonArray(),
        },
    };

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record Account(string Id, string Iban, string Currency)
    {
        public DateTimeOffset SynchronizedAt { get; set; }

        public List<SimulatedTransaction> Transactions { get; } = [];
    }
}
