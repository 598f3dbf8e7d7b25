namespace Smart.Shared.Documents;

/// <summary>A request to a member to pay shares: the first purchase, the yearly renewal, or a reminder of either.</summary>
public sealed record ShareRequestDocument
{
    /// <summary>Language of the member.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>The cooperative.</summary>
    public required Creditor Cooperative { get; init; }

    /// <summary>The member.</summary>
    public required Addressee Member { get; init; }

    /// <summary>The member's number.</summary>
    public required string MemberNumber { get; init; }

    /// <summary>Reference of the request.</summary>
    public required string Reference { get; init; }

    /// <summary>Date of the request.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Last day to pay.</summary>
    public required DateOnly PayBefore { get; init; }

    /// <summary>How many shares.</summary>
    public required int Shares { get; init; }

    /// <summary>Price of them all.</summary>
    public required Money Amount { get; init; }

    /// <summary>Last calendar year the shares will cover once paid.</summary>
    public required int CoversUntilYear { get; init; }

    /// <summary>Twelve digits of the structured communication.</summary>
    public required string StructuredCommunication { get; init; }

    /// <summary>True when the member was asked before.</summary>
    public bool Reminder { get; init; }
}

/// <summary>The certificate that a member holds shares, as entered in the register (rules 6.1, 6.3).</summary>
public sealed record ShareCertificateDocument
{
    /// <summary>Language of the member.</summary>
    public required DocumentLanguage Language { get; init; }

    /// <summary>The cooperative.</summary>
    public required Creditor Cooperative { get; init; }

    /// <summary>The member.</summary>
    public required Addressee Member { get; init; }

    /// <summary>The member's number.</summary>
    public required string MemberNumber { get; init; }

    /// <summary>Number of the certificate.</summary>
    public required string Number { get; init; }

    /// <summary>Date of the certificate.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Date of the entry in the register: the value date of the money.</summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Class of the shares, such as <c>A</c>.</summary>
    public required string ShareClass { get; init; }

    /// <summary>Shares acquired by this entry.</summary>
    public required int Shares { get; init; }

    /// <summary>Shares the member holds in all.</summary>
    public required int SharesHeld { get; init; }

    /// <summary>Paid for the shares of this entry.</summary>
    public required Money Paid { get; init; }

    /// <summary>Last day of cover.</summary>
    public required DateOnly CoveredUntil { get; init; }
}

/// <summary>Prints what the cooperative sends about shares, and writes it as e-mail.</summary>
public static class ShareDocuments
{
    /// <summary>The payment request as PDF.</summary>
    public static byte[] RenderPdf(ShareRequestDocument request) => BodyPdf.Render(ShareBodies.Of(request));

    /// <summary>The payment request as e-mail.</summary>
    public static Task<MailBody> RenderMailAsync(ShareRequestDocument request) => BodyMail.RenderAsync(ShareBodies.Of(request));

    /// <summary>The certificate as PDF.</summary>
    public static byte[] RenderPdf(ShareCertificateDocument certificate) => BodyPdf.Render(ShareBodies.Of(certificate));

    /// <summary>The certificate as e-mail.</summary>
    public static Task<MailBody> RenderMailAsync(ShareCertificateDocument certificate) => BodyMail.RenderAsync(ShareBodies.Of(certificate));
}
