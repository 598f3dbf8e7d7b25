using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Documents;
using Smart.Shared.Mail;
using Smart.Shared.Members;
using Smart.Shared.Settings;

namespace Smart.Shared.Shares;

/// <summary>Writes what members get about shares.</summary>
public sealed class ShareLetters(IOptions<CreditorSettings> creditor, BusinessClock clock)
{
    private const string Pdf = "application/pdf";

    /// <summary>The request to pay, or the reminder of it.</summary>
    public async Task<OutgoingMail> RequestAsync(string operationId, Member member, ShareRequestRow request, bool isReminder)
    {
        var document = new ShareRequestDocument
        {
            Language = member.Head.Language.InDocuments(),
            Cooperative = creditor.Value.InDocuments(),
            Member = AddresseeOf(member),
            MemberNumber = member.Id,
            Reference = request.RequestId,
            Date = clock.Today,
            PayBefore = request.PayBefore,
            Shares = request.Count,
            Amount = request.Amount - request.Received,
            CoversUntilYear = FirstYear(member.Head, request) + request.Count - 1,
            StructuredCommunication = request.Reference,
            Reminder = isReminder,
        };
        var body = await ShareDocuments.RenderMailAsync(document);
        return Outgoing(operationId, member, body, new MailAttachment($"{request.RequestId}.pdf", Pdf, new BinaryData(ShareDocuments.RenderPdf(document))));
    }

    /// <summary>The certificate of an entry of the register.</summary>
    public async Task<OutgoingMail> CertificateAsync(string operationId, Member member, ShareEntry entry)
    {
        var document = CertificateOf(member, entry);
        var body = await ShareDocuments.RenderMailAsync(document);
        return Outgoing(operationId, member, body, new MailAttachment($"{entry.Cause}.pdf", Pdf, new BinaryData(ShareDocuments.RenderPdf(document))));
    }

    /// <summary>The certificate as PDF.</summary>
    public BinaryData CertificatePdf(Member member, ShareEntry entry) => new(ShareDocuments.RenderPdf(CertificateOf(member, entry)));

    private static int FirstYear(MemberHead head, ShareRequestRow request)
    {
        var asked = request.RenewalYear ?? request.RequestedOn.Year;
        return head.CoveredUntil is { } until && until.Year >= asked ? until.Year + 1 : asked;
    }

    private static Addressee AddresseeOf(Member member) => new(member.Profile.Name, member.Profile.Address.InDocuments());

    private static OutgoingMail Outgoing(string operationId, Member member, MailBody body, MailAttachment attachment) => new(
        operationId,
        Channel.Email,
        new MailRecipient(member.Profile.Name, member.Profile.Email, member.Profile.Address),
        body.Subject,
        body.Text,
        body.Html,
        [attachment]);

    private ShareCertificateDocument CertificateOf(Member member, ShareEntry entry) => new()
    {
        Language = member.Head.Language.InDocuments(),
        Cooperative = creditor.Value.InDocuments(),
        Member = AddresseeOf(member),
        MemberNumber = member.Id,
        Number = entry.Cause,
        Date = clock.Today,
        RegisteredOn = entry.ValueDate,
        ShareClass = entry.ShareClass,
        Shares = entry.Count,
        SharesHeld = member.Head.ShareCount,
        Paid = entry.Paid,
        CoveredUntil = member.Head.CoveredUntil ?? entry.ValueDate,
    };
}
