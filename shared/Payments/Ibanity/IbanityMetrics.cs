using System.Diagnostics.Metrics;

namespace Smart.Shared.Payments.Ibanity;

/// <summary>Counts what comes from Ibanity.</summary>
public sealed class IbanityMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Smart.Payments.Ibanity";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _events;

    /// <summary>Makes the counter <c>smart.ibanity.events</c>: deliveries by type of event and what became of them.</summary>
    public IbanityMetrics() => _events = _meter.CreateCounter<long>("smart.ibanity.events", "{event}", "Verified webhooks of Ibanity");

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts a verified delivery.</summary>
    /// <param name="type">The provider's word for it.</param>
    /// <param name="outcome">taken, repeated, replayed, unknown.</param>
    public void Count(string type, string outcome) => _events.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("outcome", outcome));
}
