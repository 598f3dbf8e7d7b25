namespace Smart.Shared.Documents;

/// <summary>A column of a grid.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Width">Its width in points; the columns of a grid add up to 495.</param>
/// <param name="Right">True when its cells stand at the right, as amounts do.</param>
public sealed record GridColumn(string Title, double Width, bool Right = false);

/// <summary>A row of a grid: a cell a column and, under it, an optional note over the whole width.</summary>
public sealed record GridRow(IReadOnlyList<string> Cells, string? Note = null, bool Strong = false);

/// <summary>A piece of a document. The same blocks become PDF, HTML and plain text.</summary>
public abstract record DocumentBlock
{
    private DocumentBlock()
    {
    }

    /// <summary>Running text.</summary>
    public sealed record Paragraph(string Text, bool Strong = false) : DocumentBlock;

    /// <summary>A heading.</summary>
    public sealed record Heading(string Text) : DocumentBlock;

    /// <summary>A table.</summary>
    public sealed record Grid(IReadOnlyList<GridColumn> Columns, IReadOnlyList<GridRow> Rows) : DocumentBlock;

    /// <summary>How to pay, with the content of a code to scan and what it pays.</summary>
    public sealed record Payment(string Title, IReadOnlyList<Fact> Facts, string? Payload, string Caption) : DocumentBlock;

    /// <summary>What follows is an attachment, on a page of its own.</summary>
    public sealed record Attachment : DocumentBlock;
}

/// <summary>A document of letters and tables, before it takes a form.</summary>
public sealed record DocumentBody
{
    /// <summary>Its language.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>Its date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Who sends it.</summary>
    public required Creditor Sender { get; init; }

    /// <summary>Who gets it.</summary>
    public required Addressee Addressee { get; init; }

    /// <summary>What it is, in a word or two.</summary>
    public required string Title { get; init; }

    /// <summary>Its reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The subject line of the e-mail.</summary>
    public required string Subject { get; init; }

    /// <summary>Dates and references shown at the top.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>The content.</summary>
    public required IReadOnlyList<DocumentBlock> Blocks { get; init; }
}

/// <summary>An e-mail ready to send.</summary>
/// <param name="Subject">Subject line.</param>
/// <param name="Html">Body as HTML, with everything escaped.</param>
/// <param name="Text">The same body as plain text.</param>
public sealed record MailBody(string Subject, string Html, string Text);
