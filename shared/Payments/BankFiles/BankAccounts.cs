using Smart.Shared.References;

namespace Smart.Shared.Payments.BankFiles;

/// <summary>Account numbers as files write them.</summary>
internal static class BankAccounts
{
    private const int BelgianLength = 12;

    /// <summary>The IBAN when the account is one, or a Belgian number that makes one; else the account as it is written.</summary>
    internal static string IbanOf(string account)
    {
        if (Iban.TryParse(account, out var iban)) return iban.ToString();
        if (account.Length != BelgianLength || !account.All(char.IsAsciiDigit)) return account;
        var check = 98 - (int)(UInt128.Parse(account + "111400", System.Globalization.CultureInfo.InvariantCulture) % 97);
        return Iban.TryParse($"BE{check:00}{account}", out var belgian) ? belgian.ToString() : account;
    }
}
