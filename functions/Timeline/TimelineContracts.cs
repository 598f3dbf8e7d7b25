using Smart.Shared;

namespace Smart.Functions.Timeline;

/// <summary>One thing that happened to an invoice.</summary>
/// <param name="Date">The business date that counts: value date of money, date of a letter.</param>
/// <param name="At">The instant, UTC, where it is known.</param>
/// <param name="Kind">What: <c>issued</c>, <c>delivered</c>, <c>paid</c>, <c>claimed</c>, <c>waived</c>, <c>written-off</c>, <c>reversed</c>, <c>letter</c>, <c>reason</c>, <c>case</c>, <c>legal</c>, <c>closed</c>.</param>
/// <param name="Text">A plain sentence; no personal data.</param>
/// <param name="Amount">The amount it is about.</param>
/// <param name="Link">Where to read on, under this site.</param>
public sealed record TimelineEntry(DateOnly Date, DateTimeOffset? At, string Kind, string Text, Money? Amount = null, string? Link = null);

/// <summary>An orchestration behind the invoice.</summary>
/// <param name="InstanceId">Its name.</param>
/// <param name="Status">Running, Completed, Failed…</param>
/// <param name="Doing">What it does now, in its own word.</param>
/// <param name="LastUpdatedAt">When it last moved, UTC.</param>
public sealed record TimelineInstance(string InstanceId, string Status, string? Doing, DateTimeOffset LastUpdatedAt);

/// <summary>The whole story of an invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Entries">In order of date.</param>
/// <param name="Instances">The orchestrations that handle or handled it.</param>
public sealed record TimelineResponse(string Number, IReadOnlyList<TimelineEntry> Entries, IReadOnlyList<TimelineInstance> Instances);
