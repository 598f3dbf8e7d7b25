using Smart.Shared.Documents.Layout;
using Smart.Shared.Documents.Texts;

namespace Smart.Shared.Documents;

/// <summary>Composes the documents about shares.</summary>
internal static class ShareBodies
{
    internal static DocumentBody Of(ShareRequestDocument request)
    {
        var (language, common, texts) = (request.Language, CommonTexts.In(request.Language), ShareTexts.In(request.Language));
        var (amount, before) = (language.WithCurrency(request.Amount), language.Date(request.PayBefore));
        var title = request.Reminder ? texts.ReminderTitle : texts.RequestTitle;
        var payment = PaymentFacts.To(request.Cooperative, common);
        payment.Add(new Fact(common.Amount, amount));
        payment.Add(new Fact(common.Communication, DocumentFormat.Communication(request.StructuredCommunication)));
        payment.Add(new Fact(common.PayBefore, before));
        var payload = EpcPayment.Payload(request.Cooperative, request.Amount, request.StructuredCommunication);
        return new DocumentBody
        {
            Language = language,
            Date = request.Date,
            Sender = request.Cooperative,
            Addressee = request.Member,
            Title = title,
            Reference = request.Reference,
            Subject = $"{title} – {amount} – {request.Reference}",
            Facts = [new(common.Date, language.Date(request.Date)), new(texts.MemberNumber, request.MemberNumber), new(common.PayBefore, before)],
            Blocks =
            [
                new DocumentBlock.Paragraph(common.Salutation),
                new DocumentBlock.Paragraph(texts.Request(request.Shares, amount, before, request.CoversUntilYear)),
                new DocumentBlock.Paragraph(texts.WhyShare),
                new DocumentBlock.Payment(common.HowToPay, payment, payload, common.ScanToPay),
                new DocumentBlock.Paragraph(texts.AfterPayment(request.Cooperative.Email)),
                Closing(common, request.Cooperative),
            ],
        };
    }

    internal static DocumentBody Of(ShareCertificateDocument certificate)
    {
        var (language, common, texts) = (certificate.Language, CommonTexts.In(certificate.Language), ShareTexts.In(certificate.Language));
        var registered = language.Date(certificate.RegisteredOn);
        return new DocumentBody
        {
            Language = language,
            Date = certificate.Date,
            Sender = certificate.Cooperative,
            Addressee = certificate.Member,
            Title = texts.CertificateTitle,
            Reference = certificate.Number,
            Subject = $"{texts.CertificateTitle} – {certificate.Number}",
            Facts = [new(common.Date, language.Date(certificate.Date)), new(texts.MemberNumber, certificate.MemberNumber), new(texts.RegisteredOn, registered)],
            Blocks =
            [
                new DocumentBlock.Paragraph(common.Salutation),
                new DocumentBlock.Paragraph(texts.Certify(certificate.Cooperative.Name, certificate.Member.Name, certificate.Shares, certificate.ShareClass, registered)),
                new DocumentBlock.Grid(
                    [new(texts.Class, 95), new(texts.Acquired, 95, Right: true), new(texts.Held, 95, Right: true), new(texts.Paid, 105, Right: true), new(texts.CoveredUntil, 105, Right: true)],
                    [
                        new([
                            certificate.ShareClass, certificate.Shares.ToString("0"), certificate.SharesHeld.ToString("0"),
                            language.WithCurrency(certificate.Paid), language.ShortDate(certificate.CoveredUntil),
                        ]),
                    ]),
                new DocumentBlock.Paragraph(texts.Proof),
                Closing(common, certificate.Cooperative),
            ],
        };
    }

    private static DocumentBlock.Paragraph Closing(CommonTexts common, Creditor sender) => new($"{common.Greeting}\n{sender.Name}");
}
