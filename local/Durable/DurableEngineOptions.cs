using System.Text.Json;
using Smart.Local.Runtime;

namespace Smart.Local.Durable;

/// <summary>How an engine behaves.</summary>
public sealed record DurableEngineOptions
{
    /// <summary>Largest input, output, event or status, in bytes of UTF-8: larger things belong in a blob.</summary>
    public const int MaxPayloadBytes = 200 * 1024;

    /// <summary>
    /// After each episode the orchestrator is run again from the whole history and must ask for the same. On in tests.
    /// </summary>
    public bool ReplayCheck { get; init; }

    /// <summary>Serialisation of inputs and outputs; the default keeps names and reads them without regard to case.</summary>
    public JsonSerializerOptions Json { get; init; } = new() { IncludeFields = true, PropertyNameCaseInsensitive = true };

    /// <summary>
    /// What becomes of an event that a client raises: lost, repeated, or late on the clock of the runtime. A late one is lost
    /// when the process ends before it arrives. Null: every event arrives.
    /// </summary>
    public IMessageFaults? Faults { get; init; }

    /// <summary>How many histories stay in memory; a sleeping instance beyond them costs its state row only.</summary>
    public int CachedHistories { get; init; } = 256;

    /// <summary>Told of each committed step, after the store has it; null: nobody.</summary>
    public IReadOnlyList<IDurableObserver>? Observers { get; init; }
}
