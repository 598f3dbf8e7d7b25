using System.Net;
using Smart.Shared.Debtors;
using Smart.Shared.Documents;
using Smart.Shared.Mail;
using Smart.Shared.Settings;

namespace Smart.Shared.Invoicing;

/// <summary>The message that an invoice travels with, in the client's language.</summary>
internal static class InvoiceMail
{
    internal static OutgoingMail Of(
        string operationId, Channel channel, InvoiceRow invoice, DebtorProfile client, CreditorSettings creditor, BinaryData pdf)
    {
        var language = invoice.Content.Language;
        var paragraphs = Paragraphs(language, invoice, creditor);
        var recipient = new MailRecipient(
            client.Name, channel == Channel.Email ? client.Email : null, channel == Channel.Post ? client.Address : null);
        return new OutgoingMail(
            operationId,
            channel,
            recipient,
            $"{Title(language)} {invoice.Number} – {creditor.Name}",
            string.Join("\n\n", paragraphs) + "\n",
            string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>")),
            [new MailAttachment($"{invoice.Number}.pdf", InvoiceDocuments.ContentType, pdf)]);
    }

    private static string Title(Language language) => language switch
    {
        Language.Fr => "Facture",
        Language.Nl => "Factuur",
        Language.En => "Invoice",
        Language.De => "Rechnung",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
    };

    private static string[] Paragraphs(Language language, InvoiceRow invoice, CreditorSettings creditor)
    {
        var print = language.InDocuments();
        var (amount, due) = (print.WithCurrency(invoice.Payable), print.Date(invoice.DueOn));
        var (iban, communication) = (DocumentFormat.Iban(creditor.Iban), DocumentFormat.Communication(invoice.Reference));
        return language switch
        {
            Language.Fr =>
            [
                "Madame, Monsieur,",
                $"Vous trouverez ci-joint la facture {invoice.Number} d’un montant de {amount}, payable au plus tard le {due}.",
                $"Merci de payer sur le compte {iban} avec la communication {communication}.",
                $"Une question ? Écrivez à {creditor.Email}.",
                creditor.Name,
            ],
            Language.Nl =>
            [
                "Geachte mevrouw, geachte heer,",
                $"In bijlage vindt u factuur {invoice.Number} voor een bedrag van {amount}, te betalen uiterlijk op {due}.",
                $"Gelieve te betalen op rekening {iban} met de mededeling {communication}.",
                $"Een vraag? Schrijf naar {creditor.Email}.",
                creditor.Name,
            ],
            Language.En =>
            [
                "Dear Sir or Madam,",
                $"Please find attached invoice {invoice.Number} for {amount}, payable by {due}.",
                $"Please pay to account {iban} with the communication {communication}.",
                $"A question? Write to {creditor.Email}.",
                creditor.Name,
            ],
            Language.De =>
            [
                "Sehr geehrte Damen und Herren,",
                $"in der Anlage finden Sie die Rechnung {invoice.Number} über {amount}, zahlbar bis zum {due}.",
                $"Bitte zahlen Sie auf das Konto {iban} mit der Mitteilung {communication}.",
                $"Eine Frage? Schreiben Sie an {creditor.Email}.",
                creditor.Name,
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(language), language, "Unknown language."),
        };
    }
}
