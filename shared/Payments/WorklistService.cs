using System.Text.Json;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Payments.TakingBack;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>Who decides about a receipt, on which version of it.</summary>
/// <param name="Partition">The receipt's partition.</param>
/// <param name="Key">The receipt's key.</param>
/// <param name="Version">The version that the person saw; null when any will do.</param>
/// <param name="By">Hash of the identity.</param>
public sealed record ReceiptDecider(string Partition, string Key, string? Version, string By);

/// <summary>A part of a receipt that is split.</summary>
/// <param name="DebtorId">Who paid.</param>
/// <param name="InvoiceNumber">What they paid; null for their open invoices, oldest due date first.</param>
/// <param name="Amount">How much of it, above zero.</param>
public sealed record SplitPart(string DebtorId, string? InvoiceNumber, Money Amount);

/// <summary>
/// What persons decide about receipts. Each decision is kept with who made it; the same again is success. 404 for an unknown
/// receipt, 409 for one in another state, 412 <c>receipt-changed</c> for a stale version, 422 for a target that cannot take it.
/// </summary>
public sealed class WorklistService(
    ReceiptStore receipts, PaymentService payments, Worklist worklist, OpenInvoices open, DebtorService debtors, WorkIndex work, BusinessClock clock)
{
    private const int MostParts = 50;

    /// <summary>Books an unmatched receipt for a debtor: one invoice, or their open invoices, oldest due date first.</summary>
    public Task<Result<ReceiptOutcome>> AllocateAsync(ReceiptDecider by, string debtorId, string? invoiceNumber, CancellationToken cancellationToken = default) =>
        DecideAsync(
            by,
            receipt => receipt.DecidedBy is not null && receipt.DebtorId == debtorId && receipt.InvoiceNumber == invoiceNumber,
            async receipt => Check(receipt, isMoneyIn: true, ReceiptState.Unmatched) ?? await CheckTargetAsync(debtorId, invoiceNumber, cancellationToken),
            receipt => (receipt with { State = ReceiptState.Received, DebtorId = debtorId, InvoiceNumber = invoiceNumber }, "allocate", invoiceNumber ?? debtorId, null),
            cancellationToken);

    /// <summary>Takes a receipt off the list: nothing of ours to book, for a reason.</summary>
    public async Task<Result<ReceiptOutcome>> SetAsideAsync(ReceiptDecider by, string reason, CancellationToken cancellationToken = default)
    {
        if (DecisionReason.Check(reason) is { } wrong) return wrong;
        return await DecideAsync(
            by,
            receipt => receipt.State == ReceiptState.NotOurs,
            receipt => Task.FromResult(Check(receipt, null, ReceiptState.Unmatched, ReceiptState.Outgoing) ?? CheckNothingBooked(receipt)),
            receipt => (receipt with { State = ReceiptState.NotOurs, Reason = reason.Trim() }, "not-ours", null, reason.Trim()),
            cancellationToken);
    }

    /// <summary>Undoes the allocation of a receipt, for a reason: what it paid is open again, and it waits in the worklist.</summary>
    public async Task<Result<ReceiptOutcome>> ReverseAsync(ReceiptDecider by, string reason, CancellationToken cancellationToken = default)
    {
        if (DecisionReason.Check(reason) is { } wrong) return wrong;
        return await DecideAsync(
            by,
            receipt => receipt.Undoing is not null || receipt is { State: ReceiptState.Unmatched, Reason: ReceiptReason.Undone },
            receipt => Task.FromResult(CheckUndoable(receipt)),
            receipt => (receipt with { Undoing = AllocationCorrections.KeyFor(receipt) }, "reverse", receipt.DebtorId, reason.Trim()),
            cancellationToken);
    }

    /// <summary>Says which payment a return takes back.</summary>
    public Task<Result<ReceiptOutcome>> TakeBackAsync(ReceiptDecider by, string paymentPartition, string paymentKey, CancellationToken cancellationToken = default) =>
        DecideAsync(
            by,
            receipt => receipt.DecidedBy is not null && receipt.ReturnsKey == paymentKey,
            async receipt => Check(receipt, isMoneyIn: false, ReceiptState.Unmatched) ?? CheckPayment(receipt, await receipts.FindAsync(paymentPartition, paymentKey, cancellationToken)),
            receipt => (receipt with { State = ReceiptState.Received, ReturnsPartition = paymentPartition, ReturnsKey = paymentKey }, "take-back", paymentKey, null),
            cancellationToken);

    /// <summary>A person saw that a payment came back: it leaves the list.</summary>
    public Task<Result<ReceiptOutcome>> SeeAsync(ReceiptDecider by, CancellationToken cancellationToken = default) =>
        DecideAsync(
            by,
            receipt => receipt is { State: ReceiptState.TookBack, DecidedBy: not null },
            receipt => Task.FromResult(Check(receipt, null, ReceiptState.TookBack)),
            receipt => (receipt, "seen", null, null),
            cancellationToken);

    /// <summary>Splits an unmatched receipt into several, each booked for itself; together they are the receipt.</summary>
    public async Task<Result<ReceiptOutcome>> SplitAsync(ReceiptDecider by, IReadOnlyList<SplitPart> parts, CancellationToken cancellationToken = default)
    {
        if (await receipts.FindAsync(by.Partition, by.Key, cancellationToken) is not { } receipt) return Refusal.Missing("receipt");
        if (receipt.TakingBack is not null) throw new BusyException(receipt.Key);
        if (receipt.State != ReceiptState.Split)
        {
            if ((Stale(receipt, by.Version) ?? Check(receipt, isMoneyIn: true, ReceiptState.Unmatched) ?? CheckParts(receipt, parts)) is { } refused) return refused;
            foreach (var part in parts)
            {
                if (await CheckTargetAsync(part.DebtorId, part.InvoiceNumber, cancellationToken) is { } wrong) return wrong;
            }
        }

        var children = receipt.State == ReceiptState.Split ? null : parts.Select((part, index) => Child(receipt, part, index + 1, by)).ToList();
        var keys = children?.Select(child => child.Key).ToList() ?? [.. receipt.SplitInto];
        foreach (var key in keys.Append(by.Key)) await work.PutAsync(clock.Today, by.Partition, WorkPurpose.Allocate, AllocateWork.OfReceipt(key), cancellationToken);
        if (children is not null)
        {
            var split = Decided(receipt, by) with { State = ReceiptState.Split, SplitInto = keys };
            if (!await receipts.DecideAsync(split, Decision(receipt, by, "split", null, null), children, cancellationToken)) return Changed();
        }

        var wakes = new List<string>();
        foreach (var key in keys) wakes.AddRange((await payments.ReceiveAsync(by.Partition, key, cancellationToken)).Wakes);
        var outcome = await payments.ReceiveAsync(by.Partition, by.Key, cancellationToken);
        return outcome with { Wakes = [.. outcome.Wakes.Concat(wakes).Distinct(StringComparer.Ordinal)] };
    }

    private async Task<Result<ReceiptOutcome>> DecideAsync(
        ReceiptDecider by,
        Func<ReceiptRow, bool> isSame,
        Func<ReceiptRow, Task<Refusal?>> check,
        Func<ReceiptRow, (ReceiptRow Receipt, string What, string? Target, string? Reason)> decide,
        CancellationToken cancellationToken)
    {
        if (await receipts.FindAsync(by.Partition, by.Key, cancellationToken) is not { } receipt) return Refusal.Missing("receipt");
        if (receipt.TakingBack is not null) throw new BusyException(receipt.Key);
        var same = isSame(receipt);
        if (!same && (Stale(receipt, by.Version) ?? await check(receipt)) is { } refusal) return refusal;
        var guard = await work.PutAsync(clock.Today, by.Partition, WorkPurpose.Allocate, AllocateWork.OfReceipt(by.Key), cancellationToken);
        if (!same)
        {
            var (decided, what, target, reason) = decide(receipt);
            if (!await receipts.DecideAsync(Decided(decided, by), Decision(receipt, by, what, target, reason), cancellationToken: cancellationToken)) return Changed();
        }

        var outcome = await payments.ReceiveAsync(by.Partition, by.Key, cancellationToken);
        if (outcome.Receipt.State == ReceiptState.TookBack && outcome.Receipt.DecidedBy is not null) await worklist.ReleaseAsync(outcome.Receipt, cancellationToken);
        await work.DeleteAsync(guard, cancellationToken);
        return outcome;
    }

    private static Refusal? Stale(ReceiptRow receipt, string? version) => version is not null && version != receipt.ETag.ToString() ? Changed() : null;

    private static Refusal? Check(ReceiptRow receipt, bool? isMoneyIn, params ReadOnlySpan<ReceiptState> allowed)
    {
        if (!allowed.Contains(receipt.State) || receipt.Undoing is not null)
        {
            return Refusal.State("receipt-not-unmatched", $"That is decided only about a receipt that is {Words(allowed)}, and this one is {Words(receipt.State)}.");
        }

        if (isMoneyIn is not null && receipt.Amount.IsZero) return Refusal.State("receipt-wrong-direction", "No euro stands behind this one: look into it, then take it off the list (not-ours).");
        return isMoneyIn is { } moneyIn && receipt.Amount.IsPositive != moneyIn
            ? Refusal.State("receipt-wrong-direction", moneyIn ? "This is money that left: say which payment it takes back." : "This is money that came in.")
            : null;
    }

    // In the words of the API.
    private static string Words(params ReadOnlySpan<ReceiptState> states)
    {
        var words = new List<string>(states.Length);
        foreach (var state in states) words.Add(JsonNamingPolicy.CamelCase.ConvertName(state.ToString()));
        return string.Join(" or ", words);
    }

    private static Refusal? CheckNothingBooked(ReceiptRow receipt) => receipt.ToShares.IsPositive
        ? Refusal.State("receipt-partly-booked", "A part of it paid shares: the rest belongs to a debtor or is paid back.")
        : null;

    private static Refusal? CheckUndoable(ReceiptRow receipt)
    {
        if (receipt.State != ReceiptState.Allocated) return Refusal.State("receipt-not-allocated", $"There is an allocation to undo only of a receipt that is allocated, and this one is {Words(receipt.State)}.");
        return receipt.DebtorId is null ? Refusal.State("receipt-paid-shares", "It paid shares: the register is not undone here.") : null;
    }

    private static Refusal? CheckPayment(ReceiptRow returned, ReceiptRow? payment)
    {
        if (payment is null) return Refusal.Rules("payment-unknown", "There is no such payment.", "key");
        return payment.Amount - payment.TakenBack < -returned.Amount || payment.ToShares.IsPositive
            ? Refusal.Rules("payment-too-small", "More came back than that payment stands for, or it paid shares.", "key")
            : null;
    }

    private static Refusal? CheckParts(ReceiptRow receipt, IReadOnlyList<SplitPart> parts)
    {
        if (parts.Count is < 2 or > MostParts) return Refusal.Rules("parts-invalid", $"A receipt is split into 2 to {MostParts} parts.", "parts");
        return parts.Any(part => !part.Amount.IsPositive || part.Amount.Currency != receipt.Amount.Currency) || parts.Sum(part => part.Amount) != receipt.ForInvoices
            ? Refusal.Rules("parts-do-not-add-up", $"The parts are above zero and add up to {receipt.ForInvoices}.", "parts")
            : null;
    }

    private async Task<Refusal?> CheckTargetAsync(string debtorId, string? number, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(debtorId) || await debtors.FindHeadAsync(debtorId, cancellationToken) is null)
        {
            return Refusal.Rules("debtor-unknown", "There is no such debtor.", "debtorId");
        }

        return number is not null && await open.FindAsync(debtorId, number, cancellationToken) is null
            ? Refusal.Rules("invoice-not-open", "Nothing of that invoice is open for this debtor; leave it out to book on the debtor's account.", "invoiceNumber")
            : null;
    }

    private ReceiptRow Child(ReceiptRow receipt, SplitPart part, int number, ReceiptDecider by) => receipt with
    {
        RowKey = $"{receipt.Key}+{number}",
        ETag = default,
        Amount = part.Amount,
        ToShares = Money.Zero,
        TakenBack = Money.Zero,
        TakenBackBy = [],
        State = ReceiptState.Received,
        DebtorId = part.DebtorId,
        InvoiceNumber = part.InvoiceNumber,
        InvoiceNumbers = null,
        Candidates = [],
        Reason = null,
        DecidedBy = by.By,
        DecidedAt = clock.Now,
        Decisions = 0,
    };

    private ReceiptRow Decided(ReceiptRow receipt, ReceiptDecider by) =>
        receipt with { DecidedBy = by.By, DecidedAt = clock.Now, Decisions = receipt.Decisions + 1 };

    private ReceiptDecisionRow Decision(ReceiptRow receipt, ReceiptDecider by, string what, string? target, string? reason) => new()
    {
        PartitionKey = receipt.PartitionKey,
        RowKey = ReceiptDecisionRow.Key(receipt.Key, receipt.Decisions + 1),
        ReceiptKey = receipt.Key,
        What = what,
        By = by.By,
        At = clock.Now,
        Target = target,
        Reason = reason,
    };

    private static Refusal Changed() => new(RefusalKind.Stale, "receipt-changed", "The receipt changed since it was read: look at it again.");
}
