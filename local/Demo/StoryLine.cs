namespace Smart.Local.Demo;

/// <summary>What kind of thing happened, for its sign and colour.</summary>
public enum StoryKind
{
    /// <summary>A new part begins.</summary>
    Chapter,

    /// <summary>Somebody registered, declared, or was refused.</summary>
    Member,

    /// <summary>An invoice.</summary>
    Invoice,

    /// <summary>Money.</summary>
    Payment,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>A legal file.</summary>
    Legal,

    /// <summary>A rule said no.</summary>
    Refusal,
}

/// <summary>A line of the story.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Text">What happened.</param>
public sealed record StoryLine(DateOnly Date, StoryKind Kind, string Text);

/// <summary>Something that the story expected did not happen.</summary>
public sealed class StoryException(string message) : InvalidOperationException(message);
