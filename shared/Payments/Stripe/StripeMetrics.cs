using System.Diagnostics.Metrics;

namespace Smart.Shared.Payments.Stripe;

/// <summary>Counts what Stripe tells: keys and types only.</summary>
public sealed class StripeMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Smart.Stripe";

    /// <summary>The counter of events; tags <c>type</c> and <c>outcome</c>: stored, repeated, found, unknown-type, other-account, test-mode.</summary>
    public const string EventsName = "stripe.events";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _events;

    /// <summary>Makes the meter; one a process.</summary>
    public StripeMetrics() => _events = _meter.CreateCounter<long>(EventsName, "{event}", "Events of Stripe by type and what became of them.");

    /// <summary>One more event.</summary>
    public void Count(string type, string outcome) => _events.Add(1, new("type", type), new("outcome", outcome));

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}
