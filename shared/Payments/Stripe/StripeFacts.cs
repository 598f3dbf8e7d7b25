using System.Globalization;
using Smart.Shared.Calendar;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Reads what events of any API version say, in our terms.</summary>
internal static class StripeFacts
{
    private const string Euro = "eur";
    private const int LongestId = 200;
    private const int LongestText = 1_000;

    // Amounts of these currencies have no cents.
    private static readonly string[] Whole = ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"];

    // Amounts of these are in thousandths.
    private static readonly string[] Thousandths = ["bhd", "jod", "kwd", "omr", "tnd"];

    /// <summary>The id when it may be a table key, else null.</summary>
    internal static string? Key(string? id) => id is { Length: > 0 and <= LongestId } && id.All(IsOfKeys) ? id : null;

    internal static bool IsEuro(string? currency) => string.Equals(currency, Euro, StringComparison.OrdinalIgnoreCase);

    internal static string? Value(IReadOnlyDictionary<string, string>? metadata, string key) => metadata?.GetValueOrDefault(key) is { Length: > 0 } value ? Text(value) : null;

    internal static DateTimeOffset At(Event received) => Utc(received.Created);

    internal static DateOnly DayOf(Event received) => BusinessClock.DateOf(At(received));

    /// <summary>A text of others as a row can hold it: what is longer than they allow today is cut.</summary>
    internal static string Text(string? text) => text is null ? "" : text.Length <= LongestText ? text : text[..LongestText];

    /// <summary>The partition of receipts by the instant that something was made; by the event's where an old version leaves it out.</summary>
    internal static string PartitionOf(DateTime made, Event received) =>
        string.Create(CultureInfo.InvariantCulture, $"stripe-{(made.Year < 2000 ? At(received) : Utc(made)):yyyyMM}");

    /// <summary>An amount of another currency as a person reads it.</summary>
    internal static string Foreign(long amount, string? currency)
    {
        var name = (currency ?? "").ToUpperInvariant();
        if (Whole.Contains(currency, StringComparer.OrdinalIgnoreCase)) return string.Create(CultureInfo.InvariantCulture, $"{amount} {name}");
        return Thousandths.Contains(currency, StringComparer.OrdinalIgnoreCase)
            ? string.Create(CultureInfo.InvariantCulture, $"{amount / 1000m:0.000} {name}")
            : string.Create(CultureInfo.InvariantCulture, $"{amount / 100m:0.00} {name}");
    }

    /// <summary>The desk's row for money of another currency that went back or came again; null when it names no amount or currency.</summary>
    internal static ReceiptRow? Shown(Event received, string? key, DateTime made, long amount, string? currency, string about, DateTimeOffset now) =>
        Key(key) is { } name && amount != 0 && currency is { Length: > 0 } && !IsEuro(currency)
            ? new ReceiptRow
            {
                PartitionKey = PartitionOf(made, received),
                RowKey = name,
                Source = ReceiptSource.Stripe,
                Amount = Money.Zero,
                ValueDate = DayOf(received),
                ReceivedAt = now,
                State = ReceiptState.Unmatched,
                Reason = "other-currency",
                OriginalAmount = Foreign(amount, currency),
                Communication = Text(about),
            }
            : null;

    internal static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static bool IsOfKeys(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';
}
