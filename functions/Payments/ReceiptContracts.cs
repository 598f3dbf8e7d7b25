using Smart.Shared;
using Smart.Shared.Payments;

namespace Smart.Functions.Payments;

/// <summary>A receipt, with the personal data that helps to see whose it is.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
/// <param name="Version">Its version, for <c>If-Match</c>.</param>
/// <param name="State">How far it is.</param>
/// <param name="Amount">Signed: positive came in.</param>
/// <param name="ValueDate">The day from which it counts.</param>
/// <param name="CounterpartyName">The other side.</param>
/// <param name="CounterpartyAccount">The other side's account.</param>
/// <param name="Communication">Free text.</param>
/// <param name="Structured">Digits of a structured field.</param>
/// <param name="Reason">Why it is in that state.</param>
/// <param name="Candidates">Whose it may be, best first.</param>
/// <param name="DebtorId">The debtor it was booked for.</param>
/// <param name="AllocatedTo">What it paid.</param>
/// <param name="OnAccount">What stayed on the debtor's account.</param>
/// <param name="InvoiceNumbers">The invoices that it names.</param>
/// <param name="MatchedBy">Why it was booked without asking.</param>
/// <param name="MatchPoints">0 to 100: how sure that was.</param>
/// <param name="TakenBack">What came back of it later.</param>
/// <param name="Returns">The payment that this return takes back: partition and key.</param>
/// <param name="SameAs">The receipt that is the same money, told by another channel: partition and key.</param>
/// <param name="SplitInto">The receipts of the same partition that it was split into.</param>
/// <param name="History">What persons decided about it, in order; only of a single receipt.</param>
public sealed record ReceiptResponse(
    string Partition, string Key, string Version, ReceiptState State, Money Amount, DateOnly ValueDate, string CounterpartyName, string CounterpartyAccount,
    string Communication, string? Structured, string? Reason, IReadOnlyList<ReceiptCandidate> Candidates, string? DebtorId,
    IReadOnlyList<ReceiptPart> AllocatedTo, Money OnAccount, IReadOnlyList<string> InvoiceNumbers, IReadOnlyList<string> MatchedBy, int MatchPoints, Money TakenBack, ReceiptName? Returns, ReceiptName? SameAs, IReadOnlyList<string> SplitInto,
    IReadOnlyList<ReceiptDecisionResponse>? History = null)
{
    internal static ReceiptResponse Of(ReceiptRow row, IReadOnlyList<ReceiptDecisionRow>? history = null) => new(
        row.PartitionKey, row.Key, row.ETag.ToString(), row.State, row.Amount, row.ValueDate, row.CounterpartyName, row.CounterpartyAccount,
        row.Communication, row.Structured, row.Reason, row.Candidates, row.DebtorId, row.AllocatedTo, row.OnAccount,
        row.Named, row.MatchedBy ?? [], row.MatchPoints, row.TakenBack, ReceiptName.Of(row.ReturnsPartition, row.ReturnsKey), ReceiptName.Of(row.SamePartition, row.SameKey), row.SplitInto,
        history is null ? null : [.. history.Select(ReceiptDecisionResponse.Of)]);
}

/// <summary>Names a receipt.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
public sealed record ReceiptName(string Partition, string Key)
{
    internal static ReceiptName? Of(string? partition, string? key) => partition is null || key is null ? null : new ReceiptName(partition, key);
}

/// <summary>What a person decided about a receipt.</summary>
/// <param name="What">allocate, split, reverse, take-back, not-ours or seen.</param>
/// <param name="By">A hash of who.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Target">What was named.</param>
/// <param name="Reason">Why.</param>
public sealed record ReceiptDecisionResponse(string What, string By, DateTimeOffset At, string? Target, string? Reason)
{
    internal static ReceiptDecisionResponse Of(ReceiptDecisionRow row) => new(row.What, row.By, row.At, row.Target, row.Reason);
}

/// <summary>A page of the worklist.</summary>
/// <param name="Receipts">Oldest value date first.</param>
/// <param name="Next">Where the next page starts; absent on the last.</param>
public sealed record ReceiptListResponse(IReadOnlyList<ReceiptResponse> Receipts, string? Next);

/// <summary>Whose a receipt is.</summary>
/// <param name="DebtorId">Who paid.</param>
/// <param name="InvoiceNumber">What they paid; absent for their open invoices, oldest due date first.</param>
public sealed record AllocateReceiptRequest(string DebtorId, string? InvoiceNumber = null);

/// <summary>How a receipt is split.</summary>
/// <param name="Parts">Two or more; together they are the receipt.</param>
public sealed record SplitReceiptRequest(IReadOnlyList<SplitPartRequest> Parts);

/// <summary>A part of a receipt.</summary>
/// <param name="DebtorId">Who paid it.</param>
/// <param name="Amount">How much.</param>
/// <param name="InvoiceNumber">What it paid; absent for their open invoices, oldest due date first.</param>
public sealed record SplitPartRequest(string DebtorId, Money Amount, string? InvoiceNumber = null);

/// <summary>Why an allocation is undone.</summary>
/// <param name="Reason">A sentence, kept with the decision.</param>
public sealed record ReverseReceiptRequest(string Reason);

/// <summary>The payment that a return takes back.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
public sealed record TakeBackRequest(string Partition, string Key);

/// <summary>Why a receipt is not booked.</summary>
/// <param name="Reason">A sentence, kept with the receipt.</param>
public sealed record NotOursRequest(string Reason);

/// <summary>What a decision did; keys and amounts only.</summary>
/// <param name="Partition">The receipt's partition.</param>
/// <param name="Key">The receipt's key.</param>
/// <param name="State">How far it is now.</param>
/// <param name="AllocatedTo">What it paid.</param>
/// <param name="OnAccount">What stayed on the debtor's account.</param>
public sealed record ReceiptOutcomeResponse(string Partition, string Key, ReceiptState State, IReadOnlyList<ReceiptPart> AllocatedTo, Money OnAccount)
{
    internal static ReceiptOutcomeResponse Of(ReceiptOutcome outcome) => new(
        outcome.Receipt.PartitionKey, outcome.Receipt.Key, outcome.Receipt.State, outcome.Receipt.AllocatedTo, outcome.Receipt.OnAccount);
}
