namespace Smart.Shared.Documents;

/// <summary>Prints a dunning letter. The same model always gives the same bytes.</summary>
public static class LetterPdf
{
    /// <summary>The PDF, with the statement of what exceeds forty invoices attached.</summary>
    public static byte[] Render(LetterDocument letter) => BodyPdf.Render(LetterBody.Of(letter));
}

/// <summary>Writes a dunning letter as an e-mail.</summary>
public static class LetterMail
{
    /// <summary>Subject, HTML and plain text; each holds everything that the printed letter holds but the code to scan.</summary>
    public static Task<MailBody> RenderAsync(LetterDocument letter) => BodyMail.RenderAsync(LetterBody.Of(letter));
}
