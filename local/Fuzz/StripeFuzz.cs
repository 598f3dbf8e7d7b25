using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;

namespace Smart.Local.Fuzz;

/// <summary>
/// Webhooks of Stripe, spoilt after signing and before it: what is let in must be signed by a second, simpler reading of header and
/// body, and every handler must decide on it.
/// </summary>
public sealed class StripeFuzz : IFuzzTarget
{
    private const long ToleranceSeconds = 300;

    private readonly Lazy<(StripeGate Gate, IReadOnlyList<IStripeEventHandler> Handlers)> _product = new(() =>
    {
        var services = FuzzProduct.Compose();
        return (services.GetRequiredService<StripeGate>(), [.. services.GetServices<IStripeEventHandler>()]);
    });

    /// <inheritdoc />
    public string Name => "stripe";

    /// <inheritdoc />
    public byte[] Generate(Random random) => Signed(Encoding.UTF8.GetBytes(FuzzEvents.Make(random)), random);

    /// <inheritdoc />
    public byte[] Mutate(byte[] input, Random random)
    {
        var (lines, body) = FuzzDelivery.Split(input, 1);
        var header = lines[0];
        return random.Next(8) switch
        {
            0 => FuzzBytes.Any(input, random),
            1 => FuzzDelivery.Join(FuzzJson.Spoil(body, random), header),
            2 => FuzzDelivery.Join(body, Encoding.Latin1.GetString(FuzzBytes.Any(Encoding.Latin1.GetBytes(header), random)).Replace('\n', ' ')),
            3 => FuzzDelivery.Join(body, random.Next(4) switch { 0 => $"{header},{header}", 1 => header.Replace("v1=", "v0=", StringComparison.Ordinal), 2 => $"{header},v1=", _ => header.ToUpperInvariant() }),
            _ => Signed(FuzzJson.Spoil(body, random), random),
        };
    }

    /// <inheritdoc />
    public Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        var (lines, body) = FuzzDelivery.Split(input, 1);
        var opened = _product.Value.Gate.Open(body, [lines[0]], isEventGrid: false);
        if (opened.Refusal is not null) return Task.FromResult(new FuzzAnswer("refused"));
        if (!IsSigned(lines[0], body)) return Task.FromResult(new FuzzAnswer("accepted", "By a second reading the signature does not fit."));
        if (opened.Value.Event is not { } received) return Task.FromResult(new FuzzAnswer("asks nothing"));

        // Also those of other types: an object is not always what its event says.
        var decisions = _product.Value.Handlers.Select(handler => (handler.Types, Decision: handler.Decide(received, FuzzProduct.Now))).ToList();
        var doubt = decisions.Select(decided => Doubt(decided.Decision)).FirstOrDefault(found => found is not null);
        var asks = decisions.Exists(decided => decided.Types.Contains(received.Type) && decided.Decision is not StripeDecision.Nothing);
        return Task.FromResult(new FuzzAnswer(asks ? "accepted" : "asks nothing", doubt));
    }

    /// <summary>Whether one of the signatures in a header fits, by a plain reading.</summary>
    public static bool IsSigned(string header, byte[] body)
    {
        var parts = header.Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToList();
        var times = parts.Where(part => part[0] == "t").Select(part => part[1]).ToList();
        if (times.Count != 1 || !long.TryParse(times[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var time)) return false;
        if (Math.Abs(time - FuzzProduct.Now.ToUnixTimeSeconds()) > ToleranceSeconds) return false;
        var expected = Signature(times[0], body);
        return parts.Exists(part => part[0] == "v1" && part[1] == expected);
    }

    private static string? Doubt(StripeDecision decision)
    {
        var receipt = decision switch { StripeDecision.Received received => received.Receipt, StripeDecision.Unbookable unbookable => unbookable.Receipt, _ => null };
        if (decision is StripeDecision.Received && !receipt!.Amount.IsPositive) return "Money came in, and it is none.";
        if (decision is StripeDecision.Unbookable && (!receipt!.Amount.IsZero || receipt.State == ReceiptState.Received)) return "What cannot be booked would be.";
        if (receipt is not null && receipt.Key.AsSpan().IndexOfAny("/\\#?\0") >= 0) return "A receipt has a key that storage refuses.";
        return decision is StripeDecision.TookBack tookBack && tookBack.Returns.Any(taken => !taken.Amount.IsPositive) ? "Money was taken back, and it is none." : null;
    }

    private static byte[] Signed(byte[] body, Random random)
    {
        var late = random.Next(10) == 0 ? random.Next(-400, 400) : 0;
        var time = (FuzzProduct.Now.ToUnixTimeSeconds() + late).ToString(CultureInfo.InvariantCulture);
        return FuzzDelivery.Join(body, $"t={time},v1={Signature(time, body)}");
    }

    private static string Signature(string time, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(FuzzProduct.StripeSecret), Encoding.UTF8.GetBytes(time + ".").Concat(body).ToArray()));
}
