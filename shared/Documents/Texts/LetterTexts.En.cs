namespace Smart.Shared.Documents.Texts;

internal abstract partial class LetterTexts
{
    private sealed class English : LetterTexts
    {
        internal override string Issued => "Issued";

        internal override string Original => "Invoiced";

        internal override string Principal => "Principal due";

        internal override string Interest => "Interest";

        internal override string Costs => "Costs";

        internal override string Level => "Level";

        internal override string CommunicationEach => "one per invoice, see the table";

        internal override string ScanOldest(string number) => $"Scan to pay the oldest: {number}";

        internal override string OnStatement(int count) => $"{count} more (statement)";

        internal override string Statement(string reference) => $"Statement attached to letter {reference}";

        internal override string PenaltyIfUnpaid(string amount) => $"compensation if unpaid: {amount}";

        internal override string Title(DocumentRegime regime, int level) => (regime, level) switch
        {
            (DocumentRegime.Consumer, 1) => "First reminder, free of charge",
            (_, 1) => "Reminder",
            (_, 2) => "Formal notice",
            _ => "Final notice",
        };

        internal override string Subject(string title, int invoices, string total, string reference)
            => $"{title} – {invoices} overdue {(invoices == 1 ? "invoice" : "invoices")}, {total} – {reference}";

        internal override IEnumerable<string> Opening(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 1)
            {
                yield return "Unless we are mistaken, we have not yet received payment of the invoices listed below. "
                    + "If your payment has crossed this letter, we thank you and ask you to disregard it.";
                if (regime != DocumentRegime.Consumer) yield return $"Please pay {figures.Total} by {figures.PayBefore}.";
            }
            else
            {
                yield return "Despite our reminders, the invoices listed below remain unpaid. "
                    + $"We hereby give you formal notice to pay {figures.Total} by {figures.PayBefore}.";
                if (figures.HasAccessories) yield return Basis(regime, figures);
            }
        }

        internal override IEnumerable<string> FirstReminder(LetterFigures figures)
        {
            yield return $"This is the first reminder, free of charge, from {figures.Creditor}, enterprise number {figures.EnterpriseNumber} (article XIX.2 of the Belgian Code of Economic Law), "
                + $"for the invoices at level 1 in the table, which states the services and the due dates. Balance due: {figures.FirstBalance}. "
                + $"You have 14 calendar days, from {figures.FreeFrom} to {figures.FreeUntil} inclusive, to pay without any costs, interest or compensation.";
            yield return (figures.Penalty, figures.InterestRate) switch
            {
                (null, null) => "Your contract provides for neither compensation nor interest: the amount claimed after this period remains the balance due.",
                (null, { } rate) => $"Failing this, interest for late payment at a yearly rate of {rate} will be claimed, as your contract provides.",
                ({ } penalty, null) => $"Failing this, a fixed compensation of {penalty} will be claimed, as your contract provides.",
                ({ } penalty, { } rate) => $"Failing this, a fixed compensation of {penalty} and interest for late payment at a yearly rate of {rate} will be claimed, as your contract provides.",
            };
        }

        internal override IEnumerable<string> Consequence(DocumentRegime regime, int level, LetterFigures figures)
        {
            if (level == 2) yield return "Without full payment by that date we shall have to pursue recovery; interest continues to run until payment.";
            if (level >= 3) yield return Final(regime);
        }

        internal override string Why(string creditor)
            => $"You receive this letter because {creditor}, which invoices for its members, is your creditor for the services named under each invoice.";

        internal override string Contest(string email, string? phone)
            => $"Do you dispute an invoice, would you like the supporting documents, or to agree a payment plan? Write to {email}{(phone is null ? "" : $" or call {phone}")}. "
            + "A reasoned dispute suspends the reminders for that invoice while we examine it.";

        private static string Basis(DocumentRegime regime, LetterFigures figures) => regime == DocumentRegime.Consumer
            ? $"This amount includes the contractual interest and compensation, computed to {figures.ComputedTo} within the limits of Book XIX of the Belgian Code of Economic Law."
            : $"This amount includes, computed to {figures.ComputedTo}, the interest and the fixed sum of EUR 40 per invoice that are due by operation of law under the Belgian law of 2 August 2002 on combating late payment in commercial transactions.";

        private static string Final(DocumentRegime regime) => regime switch
        {
            DocumentRegime.Enterprise => "This is our final notice. Without payment or a reasoned dispute by that date, we shall hand the file to our lawyer, who may instruct a bailiff to recover the undisputed debt (articles 1394/20 and following of the Belgian Judicial Code). The resulting costs will be added to the debt to the extent the law allows.",
            DocumentRegime.PublicBody => "This is our final notice. Without payment or a reasoned dispute by that date, we shall hand the file to our lawyer.",
            _ => "This is our final notice. Without payment or a reasoned dispute by that date, we shall hand the file to our lawyer, who may bring it before the justice of the peace.",
        };
    }
}
