using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Stripe;

public static class EventUtility
{
    public const int DefaultTimeTolerance = 300;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Event ParseEvent(string json, bool throwOnApiVersionMismatch = true)
    {
        var stripeEvent = StripeJson.Read<Event>(json);
        if (throwOnApiVersionMismatch && !IsCompatibleApiVersion(stripeEvent.ApiVersion))
            throw new StripeException($"Received event with API version {stripeEvent.ApiVersion}, but {ApiVersion.Current} is expected; pass throwOnApiVersionMismatch: false to read it all the same.");
        return stripeEvent;
    }

    public static Event ConstructEvent(string json, string stripeSignatureHeader, string secret, long tolerance = DefaultTimeTolerance, bool throwOnApiVersionMismatch = true) =>
        ConstructEvent(json, stripeSignatureHeader, secret, tolerance, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), throwOnApiVersionMismatch);

    public static Event ConstructEvent(string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow, bool throwOnApiVersionMismatch = true)
    {
        ValidateSignature(json, stripeSignatureHeader, secret, tolerance, utcNow);
        return ParseEvent(json, throwOnApiVersionMismatch);
    }

    public static void ValidateSignature(string json, string stripeSignatureHeader, string secret, long tolerance, long utcNow)
    {
        var items = Items(stripeSignatureHeader);
        var timestamp = items["t"].FirstOrDefault();
        if (!HasSignature(items["v1"], Signature(secret, timestamp, json)))
            throw new StripeException("The expected signature was not found in the Stripe-Signature header: the secret is another one, or the body is not the one that was signed.");
        // Unlike the signed text, the number itself is read only once the signature is known to be right.
        if (Math.Abs(utcNow - Convert.ToInt32(timestamp, CultureInfo.InvariantCulture)) > tolerance)
            throw new StripeException("The webhook's timestamp is outside of the allowed tolerance.");
    }

    public static string ComputeSignature(string secret, string timestamp, string payload) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(StrictUtf8.GetBytes(secret), StrictUtf8.GetBytes($"{timestamp}.{payload}")));

    private static string Signature(string secret, string timestamp, string json)
    {
        try
        {
            return ComputeSignature(secret, timestamp, json);
        }
        catch (EncoderFallbackException error)
        {
            throw new StripeException("The webhook's signature cannot be computed: its body is not text.", error);
        }
    }

    private static bool HasSignature(IEnumerable<string> candidates, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(expected);
        return candidates.Any(candidate => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(candidate), bytes));
    }

    private static ILookup<string, string> Items(string header) => header.Trim().Split(',').Select(Item).ToLookup(item => item.Key, item => item.Value, StringComparer.Ordinal);

    private static KeyValuePair<string, string> Item(string text) => text.Trim().Split('=', 2) is [var key, var value]
        ? new(key, value)
        : throw new StripeException("The signature header format is unexpected.");

    /// <summary>Versions are a date and a release train; events of the same train read alike.</summary>
    private static bool IsCompatibleApiVersion(string version) =>
        version?.Split('.') is [_, var train, ..] && train == ApiVersion.Current.Split('.')[1];
}
