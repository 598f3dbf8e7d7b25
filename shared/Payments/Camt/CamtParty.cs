using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>One side of a transaction.</summary>
internal sealed class CamtParty
{
    private const int LongestAddress = 300;

    internal string Name { get; set; } = "";

    /// <summary>On whose behalf; stands in when the side itself has no name.</summary>
    internal string Ultimate { get; set; } = "";

    internal string Identification { get; set; } = "";

    internal string Account { get; set; } = "";

    internal string OtherAccount { get; set; } = "";

    internal string Bic { get; set; } = "";

    internal string Address { get; private set; } = "";

    private string Number => Account.Length > 0 ? Account : OtherAccount;

    private bool IsKnown => Name.Length > 0 || Ultimate.Length > 0 || Number.Length > 0;

    internal void AddAddress(string line)
    {
        if (Address.Length < LongestAddress) Address = Address.Length == 0 ? line : $"{Address} {line}";
    }

    /// <summary>
    /// The other side: the debtor of a credit, the creditor of a debit. Reversals and collections keep the roles of the original
    /// payment, so that a side that is empty or is our own account gives way to the other.
    /// </summary>
    internal static BankCounterparty Other(CamtParty debtor, CamtParty creditor, bool isCredit, string ourAccount, string ourName)
    {
        var (expected, opposite) = isCredit ? (debtor, creditor) : (creditor, debtor);
        return (expected.IsKnown && !expected.IsOurs(ourAccount, ourName)) || !opposite.IsKnown || opposite.IsOurs(ourAccount, ourName) ? expected.ToCounterparty() : opposite.ToCounterparty();
    }

    /// <summary>Our account; a name alone when it is the holder's and no account stands beside it.</summary>
    private bool IsOurs(string account, string holder) => Number.Length > 0
        ? BankAccounts.IbanOf(Compact(Number)) == account
        : Name.Length > 0 && Name.Equals(holder, StringComparison.OrdinalIgnoreCase);

    private BankCounterparty ToCounterparty() => new(Name.Length > 0 ? Name : Ultimate, Compact(Number), Bic, Address);

    private static string Compact(string account) => account.Contains(' ', StringComparison.Ordinal) ? account.Replace(" ", "", StringComparison.Ordinal) : account;
}
