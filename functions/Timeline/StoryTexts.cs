using Smart.Shared;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Dunning;
using Smart.Shared.Invoicing;
using Smart.Shared.Legal;

namespace Smart.Functions.Timeline;

/// <summary>Says what happened to an invoice in plain sentences. Pure.</summary>
internal static class StoryTexts
{
    internal static IEnumerable<TimelineEntry> Issue(InvoiceView view)
    {
        var invoice = view.Row;
        yield return new TimelineEntry(
            invoice.IssuedOn, invoice.IssuedAt, "issued", $"Invoice {invoice.Number} was issued, due on {invoice.DueOn:yyyy-MM-dd}.", invoice.Payable, $"/api/invoices/{invoice.Number}/pdf");
        if (invoice is { Delivery: DeliveryState.Delivered, DeliveredAt: { } at })
        {
            yield return new TimelineEntry(BusinessClock.DateOf(at), at, "delivered", $"It was handed over for delivery by {Word(invoice.DeliveredBy)}.");
        }

        if (invoice.Delivery == DeliveryState.Failed)
        {
            yield return new TimelineEntry(invoice.IssuedOn, invoice.IssuedAt, "delivered", "No channel took it: somebody must look at the client's address.");
        }

        if (invoice is { Delivery: DeliveryState.Unclear, SendingAt: { } left })
        {
            yield return new TimelineEntry(BusinessClock.DateOf(left), left, "delivered", $"It may have gone by {Word(invoice.DeliveredBy)}; the provider cannot say: somebody must ask the client.");
        }

        if (view.Closed is { } closed) yield return new TimelineEntry(closed.ClosedOn, DateTimeOffset.MaxValue, "closed", "Nothing is open any more.");
    }

    internal static IEnumerable<TimelineEntry> Ledger(LedgerEntry entry)
    {
        var (kind, text) = entry.Kind switch
        {
            EntryKind.PrincipalPaid => ("paid", $"A payment of {Text(-entry.Amount)} was set against the invoice."),
            EntryKind.InterestPaid => ("paid", $"{Text(-entry.Amount)} of a payment went to claimed interest."),
            EntryKind.CostsPaid => ("paid", $"{Text(-entry.Amount)} of a payment went to claimed costs."),
            EntryKind.InterestClaimed => ("claimed", $"Interest of {Text(entry.Amount)} was claimed by an effective letter."),
            EntryKind.CostsClaimed => ("claimed", $"Costs of {Text(entry.Amount)} were claimed by an effective letter."),
            EntryKind.Waived when entry.Cause.StartsWith(InvoiceClosed.WriteOffCause, StringComparison.Ordinal) => ("written-off", $"{Text(-entry.Amount)} was given up."),
            EntryKind.Waived => ("waived", $"{Text(-entry.Amount)} of interest or costs was waived."),
            EntryKind.Reversal => ("reversed", $"An earlier entry of {Text(-entry.Amount)} was reversed."),
            _ => ("", ""),
        };
        if (kind.Length > 0) yield return new TimelineEntry(entry.ValueDate, entry.BookedAt, kind, text, entry.Amount);
    }

    internal static TimelineEntry Letter(LetterAttempt letter, string number)
    {
        var line = letter.Lines.First(line => line.Number == number);
        var which = line.Advances ? $"Letter {letter.Number} reminded of it at level {line.Level}" : $"Letter {letter.Number} listed it";
        var text = letter.State switch
        {
            LetterState.Sent => $"{which}, sent by {Word(letter.Channel)}; {Text(line.Total)} to pay by {letter.PayBefore:yyyy-MM-dd}.",
            LetterState.Bounced => $"{which} by {Word(letter.Channel)}, but came back ({letter.Failure}): it does not count.",
            LetterState.Refused => $"Letter {letter.Number} was refused by the provider ({letter.Failure}): it was not sent.",
            LetterState.Lapsed => $"Letter {letter.Number} was given up before it left: something changed, or its day ended.",
            LetterState.NotSent => $"Letter {letter.Number} was not sent: the provider does not know it.",
            LetterState.Reserved => $"Letter {letter.Number} is reserved.",
            _ => $"Letter {letter.Number} is on its way.",
        };
        var link = letter.Document is null ? null : $"/api/cases/{letter.CaseId}/letters/{letter.Number}/{letter.Attempt}/pdf";
        return new TimelineEntry(letter.BusinessDate, letter.SendingAt, "letter", text, line.Total, link);
    }

    internal static TimelineEntry Reason(DecisionRow row) => new(row.Date, null, "reason", ReasonText(row.Reason) + Next(row));

    internal static IEnumerable<TimelineEntry> Case(DunningCaseRow row)
    {
        yield return new TimelineEntry(row.OpenedOn, null, "case", $"Case {row.CaseId} was opened under policy {row.PolicyVersion}.");
        if (row.ClosedOn is { } closed) yield return new TimelineEntry(closed, DateTimeOffset.MaxValue, "case", $"Case {row.CaseId} was closed.");
    }

    internal static IEnumerable<TimelineEntry> Legal(LegalFileRow file, string number)
    {
        if (file.Claims.FirstOrDefault(claim => claim.Number == number) is not { } claim) yield break;
        var link = $"/api/legal-files/{file.CaseId}";
        if (file.Date is { } built)
        {
            yield return new TimelineEntry(built, null, "legal", $"Version {file.Version} of the legal file claims {Text(claim.Total)} on it.", claim.Total, link);
        }

        if (file.DecidedAt is { } decidedAt)
        {
            var decision = file.State == LegalFileState.Refused ? "refused" : "approved";
            yield return new TimelineEntry(BusinessClock.DateOf(decidedAt), decidedAt, "legal", $"The legal file was {decision}.", Link: link);
        }

        if (file.HandedOverOn is { } handed) yield return new TimelineEntry(handed, file.HandingOverAt, "legal", "The legal file was handed over to the lawyer.", Link: link);
    }

    private static string ReasonText(string reason) => reason switch
    {
        Shared.Dunning.Reason.NotYet => "No letter: the next step has a later date",
        Shared.Dunning.Reason.Allocating => "No letter: a receipt is being set against the invoices",
        Shared.Dunning.Reason.NotAWorkingDay => "No letter: weekend or holiday",
        Shared.Dunning.Reason.ReceiptMayMatch => "No letter: a receipt in the worklist may be the client's",
        Shared.Dunning.Reason.Announced => "No letter: a direct debit of the client is on its way",
        Shared.Dunning.Reason.Promised => "No letter: the client pays in parts as promised",
        Shared.Dunning.Reason.BankDataStale => "No letter: the bank data is not recent enough",
        Shared.Dunning.Reason.BelowMinimum => "No letter: the overdue balance is below the minimum",
        Shared.Dunning.Reason.Insolvent => "No letter: the client is insolvent",
        Shared.Dunning.Reason.Unreachable => "No letter: no address is left to write to",
        Shared.Dunning.Reason.LetterUnderWay => "A letter is under way",
        Shared.Dunning.Reason.Escalated => "All levels were sent: the legal file is prepared",
        _ when reason.StartsWith(Shared.Dunning.Reason.Reminded, StringComparison.Ordinal) => $"A reminder at level {reason[(Shared.Dunning.Reason.Reminded.Length + 1)..]} is due",
        _ => reason,
    };

    private static string Next(DecisionRow row) => row.Next is { } next ? $"; looked at again on {next:yyyy-MM-dd}." : ".";

    private static string Word(Channel? channel) => channel == Channel.Post ? "post" : "e-mail";

    private static string Text(Money amount) => $"{amount.Currency} {amount.ToPlainString()}";
}
