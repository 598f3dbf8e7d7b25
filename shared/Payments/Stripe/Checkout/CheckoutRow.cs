using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Stripe;

/// <summary>
/// The page on which an invoice or a request for shares can be paid now: one a subject, written before the provider is asked, so
/// that whoever asks again asks for the same. Stored names: renaming needs a migration.
/// </summary>
public sealed record CheckoutRow : StoredRow
{
    /// <summary>Which page of the subject this is: part of the key given to the provider.</summary>
    public required int Turn { get; init; }

    /// <summary>What it takes.</summary>
    public required Money Amount { get; init; }

    /// <summary>When it stops taking, UTC, whole seconds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The provider's session; null until it answered.</summary>
    public string? SessionId { get; init; }

    /// <summary>The page.</summary>
    public string? Url { get; init; }

    /// <summary>The row of a subject.</summary>
    public static string Key(string subject) => $"checkout|{subject}";
}
