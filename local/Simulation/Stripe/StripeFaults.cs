using System.Net;

namespace Smart.Local.Simulation;

/// <summary>What the simulated card payments do wrong, until told otherwise.</summary>
public sealed class StripeFaults
{
    private readonly Lock _gate = new();
    private HttpStatusCode _status;
    private int _failing;

    /// <summary>The API takes so long to answer.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>Events are told to nobody; the list has them.</summary>
    public bool DropWebhooks { get; set; }

    /// <summary>Each event is posted so many times.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Events that happen together are posted last first.</summary>
    public bool Reorder { get; set; }

    /// <summary>The version in which events are told. Before 2022 a charge lists its refunds, which have no events of their own.</summary>
    public string ApiVersion { get; set; } = "2026-04-22.dahlia";

    internal bool IsOld => string.CompareOrdinal(ApiVersion, "2022") < 0;

    /// <summary>The API answers the next requests with a failure.</summary>
    /// <param name="status">500, 429…</param>
    /// <param name="count">How many; the product's client tries each request again on 500.</param>
    public void Fail(HttpStatusCode status, int count = int.MaxValue)
    {
        lock (_gate) (_status, _failing) = (status, count);
    }

    /// <summary>The API works again.</summary>
    public void Recover() => Fail(default, 0);

    internal HttpStatusCode? Next()
    {
        lock (_gate)
        {
            if (_failing == 0) return null;
            _failing--;
            return _status;
        }
    }
}
