using Smart.Local.Durable;

namespace Smart.Local.Timelines;

/// <summary>A step was committed and its answer lost: the recorder was not told what happened.</summary>
public sealed record StepNotSeen : HistoryEvent;
