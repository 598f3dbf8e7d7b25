using System.Globalization;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>What was given up of an invoice.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Amount">What was open of it.</param>
/// <param name="Head">The debtor's head as it was read: its open case may have nothing left to do.</param>
public sealed record WrittenOff(string Number, Money Amount, DebtorHead Head);

/// <summary>
/// Gives up what is open of an invoice: the ledger says so, the invoice closes, nobody is reminded of it. Money that comes for it
/// later waits for a person.
/// </summary>
public sealed class InvoiceWriteOff(TableStore store, DebtorReader debtors, InvoiceNumbers numbers, BusinessClock clock)
{
    /// <summary>
    /// Writes off the whole balance, once, for a reason that is kept. The same again is success. 404 for an unknown invoice, 409
    /// <c>invoice-not-open</c> for one that is paid, 422 without a reason. A letter under way is decided anew.
    /// </summary>
    /// <param name="number">The invoice.</param>
    /// <param name="reason">A sentence of the person who decides.</param>
    /// <param name="by">Hash of the identity.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<WrittenOff>> WriteOffAsync(string number, string? reason, string by, CancellationToken cancellationToken = default)
    {
        if (DecisionReason.Check(reason) is { } wrong) return wrong;
        if (!InvoiceNumber.TryParse(number, out var parsed) || await numbers.FindAsync(parsed, cancellationToken) is not { } claim) return Refusal.Missing("invoice");
        var done = await OptimisticRetry.RunAsync(number, token => TryWriteOffAsync(claim.DebtorId, number, (reason!.Trim(), by), token), cancellationToken);
        return done.Result;
    }

    /// <summary>Who gave up what of an invoice, and why, in order; null for an unknown invoice.</summary>
    public async Task<IReadOnlyList<WriteOffRow>?> ListAsync(string number, CancellationToken cancellationToken = default)
    {
        if (!InvoiceNumber.TryParse(number, out var parsed) || await numbers.FindAsync(parsed, cancellationToken) is not { } claim) return null;
        var range = WriteOffRow.Of(number);
        var found = (await debtors.LoadAsync(claim.DebtorId, [range], cancellationToken))?.All<WriteOffRow>(range) ?? [];
        return [.. found.OrderBy(row => row.At)];
    }

    private async Task<Outcome?> TryWriteOffAsync(string debtorId, string number, (string Reason, string By) why, CancellationToken cancellationToken)
    {
        var entries = KeyRange.Prefix(DebtorKeys.Entry(number, InvoiceClosed.WriteOffCause));
        var facts = await debtors.LoadAsync(debtorId, [KeyRange.One(InvoiceClosed.Key(number)), entries], cancellationToken)
            ?? throw new InvalidOperationException($"Debtor {debtorId} has no head.");
        var before = facts.All<LedgerEntry>(entries);
        if (facts.OpenInvoices.FirstOrDefault(open => open.Number == number) is not { } invoice)
        {
            return facts.Find<InvoiceClosed>(InvoiceClosed.Key(number)) is { IsWrittenOff: true } closed && before.FirstOrDefault(entry => entry.Cause == closed.Cause) is { } last
                ? new(Answer(facts.Head, number, -last.Amount))
                : new(Refusal.State("invoice-not-open", "Nothing of this invoice is open."));
        }

        if (facts.Head.Allocating is not null) throw new BusyException(debtorId);

        // Open again after a payment came back, it may be given up once more, on the same day too.
        var cause = before.Count == 0 ? InvoiceClosed.WriteOffCause : string.Create(CultureInfo.InvariantCulture, $"{InvoiceClosed.WriteOffCause}-{before.Count + 1}");
        var entry = LedgerEntry.Of(debtorId, number, cause, EntryKind.Waived, -invoice.Balance, clock.Today, clock.Now);
        var row = new WriteOffRow
        {
            PartitionKey = debtorId,
            RowKey = WriteOffRow.Key(number, cause),
            Number = number,
            Cause = cause,
            Amount = invoice.Balance,
            Reason = why.Reason,
            By = why.By,
            At = clock.Now,
        };
        var end = invoice.AccruedTo(clock.Today) with { Principal = Money.Zero, ClaimedInterest = Money.Zero, ClaimedCosts = Money.Zero };
        var batch = InvoiceClosing.AddTo(DebtorBatch.Of(facts.Head, altersLetters: true).Insert(entry).Insert(row), invoice, end, clock.Today, cause);
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? new(Answer(facts.Head, number, invoice.Balance)) : null;
    }

    private static Result<WrittenOff> Answer(DebtorHead head, string number, Money amount) => new WrittenOff(number, amount, head);

    private sealed record Outcome(Result<WrittenOff> Result);
}
