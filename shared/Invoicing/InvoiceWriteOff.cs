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
    /// Writes off the whole balance, once. The same again is success. 404 for an unknown invoice, 409 <c>invoice-not-open</c> for one
    /// that is paid. A letter under way is decided anew.
    /// </summary>
    /// <param name="number">The invoice.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<WrittenOff>> WriteOffAsync(string number, CancellationToken cancellationToken = default)
    {
        if (!InvoiceNumber.TryParse(number, out var parsed) || await numbers.FindAsync(parsed, cancellationToken) is not { } claim) return Refusal.Missing("invoice");
        var done = await OptimisticRetry.RunAsync(number, token => TryWriteOffAsync(claim.DebtorId, number, token), cancellationToken);
        return done.Result;
    }

    private async Task<Outcome?> TryWriteOffAsync(string debtorId, string number, CancellationToken cancellationToken)
    {
        KeyRange[] more = [KeyRange.One(InvoiceClosed.Key(number)), KeyRange.One(DebtorKeys.Entry(number, InvoiceClosed.WriteOffCause))];
        var facts = await debtors.LoadAsync(debtorId, more, cancellationToken) ?? throw new InvalidOperationException($"Debtor {debtorId} has no head.");
        if (facts.OpenInvoices.FirstOrDefault(open => open.Number == number) is not { } invoice)
        {
            var before = facts.Find<LedgerEntry>(DebtorKeys.Entry(number, InvoiceClosed.WriteOffCause));
            return facts.Find<InvoiceClosed>(InvoiceClosed.Key(number)) is { IsWrittenOff: true } && before is not null
                ? new(Answer(facts.Head, number, -before.Amount))
                : new(Refusal.State("invoice-not-open", "Nothing of this invoice is open."));
        }

        if (facts.Head.Allocating is not null) throw new BusyException(debtorId);
        var cause = facts.Find<LedgerEntry>(DebtorKeys.Entry(number, InvoiceClosed.WriteOffCause)) is null ? InvoiceClosed.WriteOffCause : $"{InvoiceClosed.WriteOffCause}-{clock.Today:yyyyMMdd}";
        var entry = LedgerEntry.Of(debtorId, number, cause, EntryKind.Waived, -invoice.Balance, clock.Today, clock.Now);
        var end = invoice.AccruedTo(clock.Today) with { Principal = Money.Zero, ClaimedInterest = Money.Zero, ClaimedCosts = Money.Zero };
        var batch = InvoiceClosing.AddTo(DebtorBatch.Of(facts.Head, altersLetters: true).Insert(entry), invoice, end, clock.Today, cause);
        return (await store.CommitAsync(batch, cancellationToken)).IsCommitted ? new(Answer(facts.Head, number, invoice.Balance)) : null;
    }

    private static Result<WrittenOff> Answer(DebtorHead head, string number, Money amount) => new WrittenOff(number, amount, head);

    private sealed record Outcome(Result<WrittenOff> Result);
}
