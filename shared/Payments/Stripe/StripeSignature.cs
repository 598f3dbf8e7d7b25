using Microsoft.Extensions.Options;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Checks that a webhook comes from Stripe, before anything of it is believed.</summary>
public sealed class StripeSignature(IOptions<StripeSettings> settings, TimeProvider time)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Stripe-Signature";

    private const long ToleranceSeconds = 300;

    /// <summary>
    /// The event, when the one signature fits the body, one of the secrets and the clock (300 seconds either way). 400 otherwise.
    /// </summary>
    /// <param name="json">The body exactly as it came.</param>
    /// <param name="signatures">The values of the header.</param>
    public Result<Event> Verify(string json, IReadOnlyList<string?> signatures)
    {
        if (signatures is not [{ Length: > 0 } signature]) return Wrong("signature-missing", "The request needs one Stripe-Signature header.");
        if (Timestamps(signature) > 1) return Wrong("signature-wrong", "Two signatures were joined into one header.");
        var secrets = settings.Value.WebhookSecrets.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var secret in secrets)
        {
            try
            {
                return EventUtility.ConstructEvent(
                    json, signature, secret, ToleranceSeconds, time.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch: false);
            }
            catch (StripeException)
            {
                // Another secret may fit.
            }
            catch (Exception malformed) when (malformed is FormatException or OverflowException or System.Text.Json.JsonException)
            {
                return Wrong("webhook-malformed", "The signature or the body cannot be read.");
            }
        }

        return Wrong("signature-wrong", "The signature does not fit the body, or it is too old.");
    }

    // A rotated secret gives several signatures of one time; several times are several headers that a proxy joined.
    private static int Timestamps(string signature) => signature.Split(',').Count(part => part.AsSpan().TrimStart().StartsWith("t="));

    private static Refusal Wrong(string type, string detail) => new(RefusalKind.Malformed, type, detail, Header);
}
