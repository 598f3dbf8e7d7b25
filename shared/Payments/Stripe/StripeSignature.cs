using System.Text;
using Microsoft.Extensions.Options;
using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Checks that a webhook comes from Stripe, before anything of it is believed (rules 5.4).</summary>
public sealed class StripeSignature(IOptions<StripeSettings> settings, TimeProvider time)
{
    /// <summary>The header's name.</summary>
    public const string Header = "Stripe-Signature";

    private const long ToleranceSeconds = 300;

    // Bytes that are no text are refused, not replaced: what is read is what was signed.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The body as text, when the one signature fits its bytes, one of the secrets and the clock (300 seconds either way). 400
    /// otherwise.
    /// </summary>
    /// <param name="body">The body exactly as it came.</param>
    /// <param name="signatures">The values of the header.</param>
    public Result<string> Verify(ReadOnlyMemory<byte> body, IReadOnlyList<string?> signatures)
    {
        if (signatures is not [{ Length: > 0 } signature]) return Wrong("signature-missing", "The request needs one Stripe-Signature header.");
        if (Timestamps(signature) > 1) return Wrong("signature-wrong", "Two signatures were joined into one header.");
        try
        {
            var json = Strict.GetString(body.Span);
            var secrets = settings.Value.WebhookSecrets.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return secrets.Any(secret => Fits(json, signature, secret)) ? json : Wrong("signature-wrong", "The signature does not fit the body, or it is too old.");
        }
        catch (Exception malformed) when (malformed is DecoderFallbackException or FormatException or OverflowException)
        {
            return Wrong("webhook-malformed", "The signature or the body cannot be read.");
        }
    }

    // Another secret may fit where this one does not.
    private bool Fits(string json, string signature, string secret)
    {
        try
        {
            EventUtility.ValidateSignature(json, signature, secret, ToleranceSeconds, time.GetUtcNow().ToUnixTimeSeconds());
            return true;
        }
        catch (StripeException)
        {
            return false;
        }
    }

    // A rotated secret gives several signatures of one time; several times are several headers that a proxy joined.
    private static int Timestamps(string signature) => signature.Split(',').Count(part => part.AsSpan().TrimStart().StartsWith("t="));

    private static Refusal Wrong(string type, string detail) => new(RefusalKind.Malformed, type, detail, Header);
}
