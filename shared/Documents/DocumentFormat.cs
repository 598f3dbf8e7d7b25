using System.Globalization;

namespace Smart.Shared.Documents;

/// <summary>How numbers, dates and references are printed in each language.</summary>
public static class DocumentFormat
{
    private const string NoBreakSpace = "\u00a0";

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>An amount with two decimals and grouped thousands, without the currency.</summary>
    public static string Amount(this DocumentLanguage language, Money amount) => language.Decimal(amount.ToDecimal(), 2, 2);

    /// <summary>An amount with its currency, before or after it by the habit of the language.</summary>
    public static string WithCurrency(this DocumentLanguage language, Money amount) => language is DocumentLanguage.Nl or DocumentLanguage.En
        ? $"{amount.Currency}{NoBreakSpace}{language.Amount(amount)}"
        : $"{language.Amount(amount)}{NoBreakSpace}{amount.Currency}";

    /// <summary>A number with as many decimals as it has, between the two limits; more are rounded half away from zero.</summary>
    public static string Decimal(this DocumentLanguage language, decimal value, int leastDecimals = 0, int mostDecimals = 4)
    {
        var (point, group) = language switch
        {
            DocumentLanguage.Fr => (",", NoBreakSpace),
            DocumentLanguage.En => (".", ","),
            _ => (",", "."),
        };
        var rounded = decimal.Round(value, mostDecimals, MidpointRounding.AwayFromZero);
        var pattern = "#,##0." + new string('0', leastDecimals) + new string('#', mostDecimals - leastDecimals);
        return rounded.ToString(pattern, new NumberFormatInfo { NumberDecimalSeparator = point, NumberGroupSeparator = group, NegativeSign = "-" });
    }

    /// <summary>A percentage: <c>10,5 %</c>, in English <c>10.5%</c>.</summary>
    public static string Percent(this DocumentLanguage language, decimal percent)
        => language.Decimal(percent) + (language == DocumentLanguage.En ? "%" : NoBreakSpace + "%");

    /// <summary>A date in running text: <c>31/03/2026</c>, in English <c>31 March 2026</c>.</summary>
    public static string Date(this DocumentLanguage language, DateOnly date) => language == DocumentLanguage.En
        ? $"{date.Day} {EnglishMonths[date.Month - 1]} {date.Year}"
        : language.ShortDate(date);

    /// <summary>A date in a table: <c>31/03/2026</c>, in English <c>31 Mar 2026</c>.</summary>
    public static string ShortDate(this DocumentLanguage language, DateOnly date) => language == DocumentLanguage.En
        ? $"{date.Day} {EnglishMonths[date.Month - 1][..3]} {date.Year}"
        : date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A structured communication as printed, <c>+++202/6012/34520+++</c> (rules 3.1), from its twelve digits.</summary>
    public static string Communication(string digits) => digits.Length == 12 && digits.All(char.IsAsciiDigit)
        ? $"+++{digits[..3]}/{digits[3..7]}/{digits[7..]}+++"
        : throw new ArgumentException("A structured communication has twelve digits.", nameof(digits));

    /// <summary>An IBAN in groups of four.</summary>
    public static string Iban(string iban) => string.Join(NoBreakSpace, iban.Chunk(4).Select(group => new string(group)));

    /// <summary>An enterprise number as printed, <c>0403.019.261</c> (rules 3.4), from its ten digits.</summary>
    public static string EnterpriseNumber(string digits) => digits.Length == 10 ? $"{digits[..4]}.{digits[4..7]}.{digits[7..]}" : digits;

    /// <summary>A VAT number as printed: a Belgian one as <c>BE 0403.019.261</c>, others untouched.</summary>
    public static string VatNumber(string number) => number.StartsWith("BE", StringComparison.Ordinal) && number.Length == 12
        ? $"BE{NoBreakSpace}{EnterpriseNumber(number[2..])}"
        : number;
}
