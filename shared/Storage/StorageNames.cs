namespace Smart.Shared.Storage;

/// <summary>Gives every table, container and queue its prefix, so that tests and environments share an account without meeting.</summary>
/// <param name="prefix">At most 20 lower-case letters and digits, first a letter; empty for none.</param>
public sealed class StorageNames(string prefix)
{
    /// <summary>The name of a table: letters and digits.</summary>
    public string Table(string name) => prefix + name;

    /// <summary>The name of a blob container: lower case with hyphens.</summary>
    public string Container(string name) => Hyphened(name);

    /// <summary>The name of a queue: lower case with hyphens.</summary>
    public string Queue(string name) => Hyphened(name);

    private string Hyphened(string name) => prefix.Length == 0 ? name : $"{prefix}-{name}";
}

/// <summary>The tables of the product (design section 5); <c>docs/storage.md</c> says what each row holds.</summary>
public static class TableNames
{
    /// <summary>The truth about a debtor: partition debtor id.</summary>
    public const string Debtors = "Debtors";

    /// <summary>The truth about a member: partition member id.</summary>
    public const string Members = "Members";

    /// <summary>What a structured communication stands for that no invoice number is in.</summary>
    public const string References = "References";

    /// <summary>Money in, one row a movement.</summary>
    public const string Receipts = "Receipts";

    /// <summary>What must be found again on a date; a superset of what is due.</summary>
    public const string Work = "Work";

    /// <summary>Claims of invoice numbers, one partition a series.</summary>
    public const string Numbers = "Numbers";

    /// <summary>Idempotency keys of requests.</summary>
    public const string Requests = "Requests";

    /// <summary>Webhooks received.</summary>
    public const string Inbox = "Inbox";

    /// <summary>Dated policies by version.</summary>
    public const string Policies = "Policies";

    /// <summary>Collecting bank accounts and how far their movements are known.</summary>
    public const string Accounts = "Accounts";

    /// <summary>Daily runs and their results.</summary>
    public const string Sweeps = "Sweeps";

    /// <summary>Who an identity is; link tokens.</summary>
    public const string Principals = "Principals";

    /// <summary>Every table, for creation at start-up.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Debtors, Members, References, Receipts, Work, Numbers, Requests, Inbox, Policies, Accounts, Sweeps, Principals];
}
