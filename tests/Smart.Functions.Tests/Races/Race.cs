using Smart.Local.Storage.Memory;

namespace Smart.Functions.Tests.Races;

/// <summary>Something that runs beside others.</summary>
/// <param name="Name">What it is called in a printed schedule.</param>
/// <param name="Body">What it does, with the services of its line.</param>
internal sealed record RaceFlow(string Name, Func<RaceLine, Task> Body);

/// <summary>Flows that start together from one state, and what must be true whatever the order of their storage calls.</summary>
/// <param name="Start">What is stored at the start.</param>
/// <param name="Now">The time; it stands still.</param>
/// <param name="Flows">The flows.</param>
/// <param name="Watch">Makes the checks of one run.</param>
internal sealed record Race(MemorySnapshot Start, DateTimeOffset Now, IReadOnlyList<RaceFlow> Flows, Func<RaceLine, IRaceWatch> Watch)
{
    /// <summary>Storage takes every write for one of the present version: what the product relies on is gone, and must be missed.</summary>
    public bool ForgetsVersions { get; init; }
}

/// <summary>What must be true in one run of a race. A check that fails throws.</summary>
internal interface IRaceWatch
{
    /// <summary>A storage call has run, no other is under way.</summary>
    void AfterStep(StorageStep step);

    /// <summary>All flows have ended: runs the steps again, one after the other, until nothing is unfinished.</summary>
    Task RepairAsync();

    /// <summary>Now everything must be right.</summary>
    void AtEnd();
}
