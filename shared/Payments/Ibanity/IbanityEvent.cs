using System.Text.Json;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>The types of event that we know.</summary>
public static class IbanityEventTypes
{
    /// <summary>There are new transactions.</summary>
    public const string TransactionsCreated = "pontoConnect.account.transactionsCreated";

    /// <summary>What is known of transactions grew.</summary>
    public const string TransactionsUpdated = "pontoConnect.account.transactionsUpdated";

    /// <summary>The bank was asked, and had nothing new.</summary>
    public const string SucceededWithoutChange = "pontoConnect.synchronization.succeededWithoutChange";

    /// <summary>The bank could not be asked.</summary>
    public const string SynchronizationFailed = "pontoConnect.synchronization.failed";

    /// <summary>An account was taken from us.</summary>
    public const string AccountRevoked = "pontoConnect.integration.accountRevoked";

    /// <summary>All accounts were taken from us.</summary>
    public const string IntegrationRevoked = "pontoConnect.integration.revoked";

    /// <summary>An account was given to us.</summary>
    public const string AccountAdded = "pontoConnect.integration.accountAdded";

    /// <summary>The holder consented anew.</summary>
    public const string Reauthorized = "pontoConnect.account.reauthorized";

    /// <summary>Those that ask something of us; others are answered and counted.</summary>
    public static IReadOnlySet<string> Handled { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        TransactionsCreated, TransactionsUpdated, SucceededWithoutChange, SynchronizationFailed, AccountRevoked, IntegrationRevoked, AccountAdded, Reauthorized,
    };
}

/// <summary>What a webhook tells: something happened to an account. What, is fetched.</summary>
/// <param name="Id">The event; the same on every delivery.</param>
/// <param name="Type">What happened, in the provider's words.</param>
/// <param name="CreatedAt">When, UTC; null when it does not say.</param>
/// <param name="AccountId">The account, by the provider's id; null when it concerns none.</param>
public sealed record IbanityEvent(string Id, string Type, DateTimeOffset? CreatedAt, string? AccountId)
{
    private const int LongestId = 100;

    /// <summary>Reads a body that was verified. 400 when it is no event.</summary>
    public static Result<IbanityEvent> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            var data = IbanityJson.Member(document.RootElement, "data");
            if (IbanityJson.Text(data, "id") is not { Length: > 0 and <= LongestId } id || IbanityJson.Text(data, "type") is not { Length: > 0 and <= LongestId } type) return Malformed();
            var account = IbanityJson.Text(IbanityJson.Member(IbanityJson.Member(IbanityJson.Member(data, "relationships"), "account"), "data"), "id");
            return new IbanityEvent(id, type, IbanityDates.Instant(IbanityJson.Text(IbanityJson.Member(data, "attributes"), "createdAt")), account is { Length: > 0 and <= LongestId } ? account : null);
        }
        catch (JsonException)
        {
            return Malformed();
        }
    }

    private static Refusal Malformed() => new(RefusalKind.Malformed, "webhook-malformed", "The body is no event.");
}
