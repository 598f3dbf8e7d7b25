using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Invoicing;

/// <summary>
/// Issues in three steps (design section 4): the draft, the claim of its number, and the one transaction that turns the draft into
/// the invoice. Nothing after the claim refuses; whoever meets an open claim finishes it: the repeated request, the next claimer
/// or the repair.
/// </summary>
public sealed class InvoiceClaims(TableStore store, InvoiceNumbers numbers, InvoiceWriter writer, BusinessClock clock)
{
    /// <summary>All three steps.</summary>
    /// <param name="debtor">The debtor's head as read; a stale one costs a read, no more.</param>
    /// <param name="draftId">The draft's id, the same on every repetition of the request.</param>
    /// <param name="content">What the invoice will say.</param>
    /// <param name="cancellationToken">Ends the attempt; what is claimed will be finished by another.</param>
    public async Task<InvoiceRow> IssueAsync(DebtorHead debtor, string draftId, InvoiceContent content, CancellationToken cancellationToken = default)
    {
        var (draft, claim) = await BeginAsync(debtor.DebtorId, draftId, content, cancellationToken);
        return await CompleteAsync(draft, claim, debtor, cancellationToken);
    }

    /// <summary>Steps 1 and 2: stores the draft and claims its number. A draft that is there already is carried on as it is.</summary>
    public async Task<(InvoiceDraft Draft, NumberRow Claim)> BeginAsync(
        string debtorId, string draftId, InvoiceContent content, CancellationToken cancellationToken = default)
    {
        using var turn = await numbers.EnterAsync(cancellationToken);
        var next = await numbers.NextAsync(clock.Today.Year, cancellationToken);
        var draft = await StoreDraftAsync(debtorId, draftId, content, next, cancellationToken);
        return await ClaimAsync(draft, cancellationToken);
    }

    /// <summary>Finishes the invoice of a claim; null when there is no such claim.</summary>
    public async Task<InvoiceRow?> FinishAsync(InvoiceNumber number, CancellationToken cancellationToken = default)
    {
        if (await numbers.FindAsync(number, cancellationToken) is not { } claim) return null;
        var draft = await ReadDraftAsync(claim.DebtorId, claim.DraftId, cancellationToken);
        return await CompleteAsync(draft, claim, head: null, cancellationToken);
    }

    /// <summary>
    /// Carries a draft on from wherever it stopped; null when there is none. A draft was accepted: it becomes an invoice even when
    /// nobody repeats the request.
    /// </summary>
    public async Task<InvoiceRow?> FinishDraftAsync(string debtorId, string draftId, CancellationToken cancellationToken = default)
    {
        if (await FindDraftAsync(debtorId, draftId, cancellationToken) is null) return null;
        NumberRow claim;
        InvoiceDraft draft;
        using (await numbers.EnterAsync(cancellationToken))
        {
            (draft, claim) = await ClaimAsync(await ReadDraftAsync(debtorId, draftId, cancellationToken), cancellationToken);
        }

        return await CompleteAsync(draft, claim, head: null, cancellationToken);
    }

    /// <summary>The draft, or null.</summary>
    public Task<InvoiceDraft?> FindDraftAsync(string debtorId, string draftId, CancellationToken cancellationToken = default) =>
        store.FindAsync<InvoiceDraft>(TableNames.Debtors, debtorId, InvoiceDraft.Key(draftId), cancellationToken);

    private async Task<InvoiceDraft> ReadDraftAsync(string debtorId, string draftId, CancellationToken cancellationToken) =>
        await FindDraftAsync(debtorId, draftId, cancellationToken) ?? throw new InvalidOperationException($"Draft {draftId} of {debtorId} is missing.");

    private async Task<InvoiceDraft> StoreDraftAsync(
        string debtorId, string draftId, InvoiceContent content, InvoiceNumber claiming, CancellationToken cancellationToken)
    {
        var draft = new InvoiceDraft
        {
            PartitionKey = debtorId,
            RowKey = InvoiceDraft.Key(draftId),
            DraftId = draftId,
            Claiming = claiming.ToString(),
            Content = content,
        };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, debtorId).Insert(draft), cancellationToken);
        return commit.IsCommitted && commit.ETag != default
            ? draft with { ETag = commit.ETag }
            : await ReadDraftAsync(debtorId, draftId, cancellationToken);
    }

    /// <summary>Step 2. The draft keeps trying its number until the number is its own or another draft's; only then it moves on.</summary>
    private async Task<(InvoiceDraft Draft, NumberRow Claim)> ClaimAsync(InvoiceDraft draft, CancellationToken cancellationToken)
    {
        while (true)
        {
            var number = InvoiceNumber.Parse(draft.IssuedAs ?? draft.Claiming);
            if (draft.IssuedAs is null && await TryClaimAsync(draft, number, cancellationToken) is { } ours) return (draft, ours);
            var there = await numbers.FindAsync(number, cancellationToken) ?? throw new InvalidOperationException($"The claim of {number} is missing.");
            if (there.DraftId == draft.DraftId) return (draft, there);
            await numbers.MeetAsync(there, cancellationToken);
            draft = await MoveOnAsync(draft, await numbers.NextAsync(number.Year, cancellationToken), cancellationToken);
        }
    }

    private async Task<NumberRow?> TryClaimAsync(InvoiceDraft draft, InvoiceNumber number, CancellationToken cancellationToken)
    {
        var before = await numbers.BeforeAsync(number, cancellationToken);
        if (before is { IsSettled: false } open) await FinishAsync(open.Row.Number, cancellationToken);
        var claim = new NumberRow
        {
            PartitionKey = NumberRow.Series(number.Year),
            RowKey = number.ToString(),
            DraftId = draft.DraftId,
            DebtorId = draft.DebtorId,
            IssuedOn = DateOf(number, before?.Row.IssuedOn),
        };
        return await numbers.TryClaimAsync(claim, cancellationToken) ? claim : null;
    }

    private async Task<InvoiceDraft> MoveOnAsync(InvoiceDraft draft, InvoiceNumber next, CancellationToken cancellationToken)
    {
        var moved = draft with { Claiming = next.ToString() };
        var commit = await store.CommitAsync(new RowBatch(TableNames.Debtors, draft.DebtorId).Replace(moved), cancellationToken);
        return commit.IsCommitted && commit.ETag != default
            ? moved with { ETag = commit.ETag }
            : await ReadDraftAsync(draft.DebtorId, draft.DraftId, cancellationToken);
    }

    /// <summary>
    /// Today, but never before the date of the number before, and never outside the year of the series: a draft of the last day of
    /// December that is carried on in January is dated in December.
    /// </summary>
    private DateOnly DateOf(InvoiceNumber number, DateOnly? before)
    {
        var today = clock.Today;
        var lastDay = new DateOnly(number.Year, 12, 31);
        var date = today < lastDay ? today : lastDay;
        return before > date ? before.Value : date;
    }

    private async Task<InvoiceRow> CompleteAsync(InvoiceDraft draft, NumberRow claim, DebtorHead? head, CancellationToken cancellationToken)
    {
        try
        {
            var invoice = await writer.WriteAsync(draft, claim, head, cancellationToken);
            numbers.Settle(claim.Number);
            return invoice;
        }
        catch
        {
            numbers.Doubt(claim.Number);
            throw;
        }
    }
}
