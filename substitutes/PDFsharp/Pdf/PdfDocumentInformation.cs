namespace PdfSharp.Pdf;

/// <summary>What a viewer shows as the properties of a document.</summary>
public sealed class PdfDocumentInformation
{
    /// <summary>The title, shown in the window of the viewer.</summary>
    public string Title { get; set; } = "";

    /// <summary>Who wrote the document.</summary>
    public string Author { get; set; } = "";

    /// <summary>What it is about.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Words to find it by.</summary>
    public string Keywords { get; set; } = "";

    /// <summary>The application that made it.</summary>
    public string Creator { get; set; } = "";

    /// <summary>The moment of creation; written only when set, so that equal input gives equal bytes.</summary>
    public DateTime CreationDate { get; set; }
}
