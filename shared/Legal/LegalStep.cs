namespace Smart.Shared.Legal;

/// <summary>What to do about a legal file now: at most one thing.</summary>
public abstract record LegalStep
{
    private LegalStep()
    {
    }

    /// <summary>Build the file, or a new version of it because what is owed changed.</summary>
    /// <param name="Version">The version to build, or a later one.</param>
    public sealed record Build(int Version) : LegalStep;

    /// <summary>Write to the approver.</summary>
    /// <param name="Number">The how-many-th time: part of the operation id.</param>
    public sealed record Nag(int Number) : LegalStep;

    /// <summary>The deadline passed: call for attention, and wait on.</summary>
    public sealed record Expire : LegalStep;

    /// <summary>Approved and still true: hand it to the lawyer.</summary>
    public sealed record HandOver : LegalStep;

    /// <summary>It may have left: ask the provider.</summary>
    public sealed record ResolveHandOver : LegalStep;

    /// <summary>Ask the provider whether it came back.</summary>
    public sealed record CheckDelivery : LegalStep;

    /// <summary>Everything claimed is paid: close file and case.</summary>
    public sealed record Close : LegalStep;

    /// <summary>The case is not at the legal stage: end.</summary>
    public sealed record End : LegalStep;

    /// <summary>Nothing to do now.</summary>
    /// <param name="Until">The day on which something may be due.</param>
    public sealed record Wait(DateOnly Until) : LegalStep;
}
