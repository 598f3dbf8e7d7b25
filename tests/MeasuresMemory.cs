namespace Smart.Tests;

/// <summary>Tests that measure the memory of the process: nothing else runs meanwhile, for it would be counted with them.</summary>
[CollectionDefinition(nameof(MeasuresMemory), DisableParallelization = true)]
public sealed class MeasuresMemory;
