using System.Globalization;
using System.Numerics;

namespace Smart.Local.Demo;

/// <summary>Numbers with right check digits for people and companies who do not exist.</summary>
internal static class DemoAccounts
{
    /// <summary>A Belgian IBAN of the bank 001.</summary>
    public static string Iban(int account)
    {
        var number = $"001{account:D7}";
        var check = (int)(long.Parse(number, CultureInfo.InvariantCulture) % 97);
        var bban = $"{number}{(check == 0 ? 97 : check):D2}";
        return $"BE{98 - (int)(BigInteger.Parse($"{bban}111400", CultureInfo.InvariantCulture) % 97):D2}{bban}";
    }

    /// <summary>A Belgian enterprise number.</summary>
    public static string Enterprise(int first)
    {
        var digits = $"08{first:D6}";
        return $"{digits}{97 - (long.Parse(digits, CultureInfo.InvariantCulture) % 97):D2}";
    }
}
