using System.Globalization;
using Smart.Shared.Calendar;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>Dates as Ibanity writes them: instants, dates at midnight UTC, or local times without a zone.</summary>
internal static class IbanityDates
{
    /// <summary>An instant, UTC; null when the text is none or names no zone.</summary>
    public static DateTimeOffset? Instant(string? text) => text is not null && HasZone(text) && TryParse(text, out var instant) ? instant.ToUniversalTime() : null;

    /// <summary>The date in Brussels of an instant; of a text without a zone the date that stands there.</summary>
    public static DateOnly? Date(string? text)
    {
        if (text is not { Length: >= 10 }) return null;
        if (HasZone(text)) return TryParse(text, out var instant) ? BusinessClock.DateOf(instant) : null;
        return DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private static bool HasZone(string text) => text.Length > 10 && (text.EndsWith('Z') || text.AsSpan(10).IndexOfAny('+', '-') >= 0);

    private static bool TryParse(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant) && instant.Year is > 1900 and < 9000;
}
