using Microsoft.Extensions.Options;
using Smart.Shared.Debtors;
using Smart.Shared.Documents;
using Smart.Shared.Mail;
using Smart.Shared.Settings;

namespace Smart.Shared.Dunning;

/// <summary>A letter as it leaves: the message, and the PDF in it.</summary>
/// <param name="Mail">What the provider gets.</param>
/// <param name="Pdf">The bytes of the letter.</param>
public sealed record RenderedLetter(OutgoingMail Mail, BinaryData Pdf);

/// <summary>Writes the letter that was reserved: its amounts, not today's.</summary>
public sealed class LetterContent(IOptions<CreditorSettings> creditor)
{
    private const decimal ConsumerCeiling = 100m;

    /// <summary>Renders. The open rows give dates, subjects and references; the amounts are those of the reservation.</summary>
    public async Task<RenderedLetter> RenderAsync(LetterAttempt letter, CaseFacts facts)
    {
        var debtor = facts.Profile ?? throw new InvalidOperationException($"Debtor {facts.Head.DebtorId} has no profile.");
        var document = Document(letter, facts, debtor);
        var pdf = new BinaryData(LetterPdf.Render(document));
        var body = await LetterMail.RenderAsync(document);
        var recipient = new MailRecipient(debtor.Name, debtor.Email, debtor.Address);
        var attachment = new MailAttachment($"{document.Reference}.pdf", "application/pdf", pdf);
        return new RenderedLetter(new OutgoingMail(letter.OperationId, letter.Channel, recipient, body.Subject, body.Text, body.Html, [attachment]), pdf);
    }

    private LetterDocument Document(LetterAttempt letter, CaseFacts facts, DebtorProfile debtor)
    {
        var open = facts.Open.ToDictionary(invoice => invoice.Number, StringComparer.Ordinal);
        return new LetterDocument
        {
            Language = facts.Head.Language.InDocuments(),
            Regime = facts.Head.Kind.InDocuments(),
            Creditor = creditor.Value.InDocuments(),
            Addressee = debtor.InDocuments(),
            Reference = $"{letter.CaseId}-{letter.Number}",
            Date = letter.BusinessDate,
            PayBefore = PayBefore(letter, facts),
            ComputedTo = letter.BusinessDate,
            Rows = [.. letter.Lines.Select(line => Row(line, open[line.Number]))],
            FirstReminder = FirstReminder(letter, facts),
        };
    }

    // A consumer's first reminder may not ask for the money before the free period of the law is over.
    private static DateOnly PayBefore(LetterAttempt letter, CaseFacts facts)
    {
        if (!IsFirstReminder(letter, facts)) return letter.PayBefore;
        var lastFreeDay = LetterAttempts.FreePeriodOf(letter).LastFreeDay;
        return lastFreeDay > letter.PayBefore ? lastFreeDay : letter.PayBefore;
    }

    private static LetterRow Row(LetterLine line, OpenInvoice open) => new()
    {
        Number = line.Number,
        IssueDate = open.IssuedOn,
        DueDate = open.DueOn,
        Original = line.Original,
        Principal = line.Principal,
        Interest = line.Interest + line.EarlierInterest,
        Costs = line.Costs + line.EarlierCosts,
        Level = Math.Max(1, line.Level),
        StructuredCommunication = open.Reference,
        Description = open.Subject,
        PenaltyIfUnpaid = open.Regime == DebtorKind.Consumer && open.HasPenaltyClause
            ? LatePayment.ConsumerRules.LumpSumCap(line.Principal)
            : null,
    };

    private static FirstReminderTerms? FirstReminder(LetterAttempt letter, CaseFacts facts)
    {
        if (!IsFirstReminder(letter, facts)) return null;
        var period = LetterAttempts.FreePeriodOf(letter);
        var hasClause = facts.Open.Any(open => open.HasPenaltyClause && letter.Lines.Any(line => line.Number == open.Number));
        var statutory = LatePayment.StatutoryRates.Current.CarriedOnTo(period.ChargeFrom).RateOn(period.ChargeFrom).Percent;
        decimal? percent = hasClause ? LatePayment.ContractRate.Applied(DebtorKind.Consumer, ConsumerCeiling, statutory) : null;
        return new FirstReminderTerms(period.Start, period.LastFreeDay, percent);
    }

    private static bool IsFirstReminder(LetterAttempt letter, CaseFacts facts) =>
        facts.Head.Kind == DebtorKind.Consumer && letter.Lines.Any(line => line is { Advances: true, Level: 1 });
}
