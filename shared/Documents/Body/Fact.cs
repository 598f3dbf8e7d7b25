namespace Smart.Shared.Documents;

/// <summary>A labelled value.</summary>
public sealed record Fact(string Label, string Value);
