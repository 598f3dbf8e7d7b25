using System.Globalization;
using System.Text.Json.Serialization;

namespace Smart.Shared;

/// <summary>An amount in whole cents of one currency; the default value is no euro. Arithmetic across currencies throws.</summary>
/// <param name="Cents">The amount in cents; negative for money going out.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money(long Cents, string Currency) : IComparable<Money>
{
    /// <summary>The currency of every ledger of the cooperative.</summary>
    public const string Euro = "EUR";

    // Null for the euro, so that an amount nobody set equals zero euro.
    private readonly string? foreignCurrency = Currency == Euro ? null : Currency;

    /// <summary>ISO 4217 code, upper case.</summary>
    public string Currency
    {
        get => foreignCurrency ?? Euro;
        init => foreignCurrency = value == Euro ? null : value;
    }

    /// <summary>No euro.</summary>
    public static Money Zero { get; } = new(0, Euro);

    /// <summary>True above zero.</summary>
    public bool IsPositive => Cents > 0;

    /// <summary>True at exactly zero.</summary>
    public bool IsZero => Cents == 0;

    /// <summary>An amount in euro cents.</summary>
    public static Money Eur(long cents) => new(cents, Euro);

    /// <summary>An exact euro amount rounded half-up to the cent.</summary>
    public static Money EurRounded(decimal euros) => Eur(Rounding.ToCents(euros * 100m));

    /// <summary>Reads an amount such as <c>1210.00</c> or <c>-0.5</c>: at most two decimals, a point, no grouping.</summary>
    public static bool TryParse(string? text, string currency, out Money amount)
    {
        amount = default;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var value)) return false;
        var cents = value is < -90_000_000_000_000m or > 90_000_000_000_000m ? 0.5m : value * 100m;
        if (cents != decimal.Truncate(cents)) return false;
        amount = new Money((long)cents, currency);
        return true;
    }

    /// <summary>The smaller of two amounts.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>Adds two amounts of one currency; overflow throws.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.CentsIn(left.Currency)), left.Currency);

    /// <summary>Subtracts two amounts of one currency; overflow throws.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.CentsIn(left.Currency)), left.Currency);

    /// <summary>The opposite amount.</summary>
    public static Money operator -(Money value) => new(checked(-value.Cents), value.Currency);

    /// <summary>Compares within one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares within one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares within one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares within one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public int CompareTo(Money other) => Cents.CompareTo(other.CentsIn(Currency));

    /// <summary>The amount in euros or other whole units, exact.</summary>
    public decimal ToDecimal() => Cents / 100m;

    /// <summary>The plain amount with two decimals, without the currency: <c>1210.00</c>.</summary>
    public string ToPlainString() => ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string ToString() => $"{Currency} {ToPlainString()}";

    private long CentsIn(string currency) => Currency == currency
        ? Cents
        : throw new InvalidOperationException($"Amounts in {Currency} and {currency} do not mix.");
}

/// <summary>Adds up amounts.</summary>
public static class MoneySum
{
    /// <summary>The sum in euro; zero for none.</summary>
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    /// <summary>The sum of one amount of each item, in euro; zero for none.</summary>
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount) => items.Select(amount).Sum();
}
