using Stripe;

namespace Smart.Shared.Payments.Stripe;

/// <summary>What an event asks for.</summary>
public abstract record StripeDecision
{
    private StripeDecision()
    {
    }

    /// <summary>Money came in.</summary>
    /// <param name="Receipt">The receipt to store; its key is the payment, so that several events of one payment make one receipt.</param>
    /// <param name="AwaitsSession">Nothing says what it pays: the session behind it may, and is given time to.</param>
    public sealed record Received(ReceiptRow Receipt, bool AwaitsSession = false) : StripeDecision;

    /// <summary>Money went out again: refunds, or a dispute that withdrew it.</summary>
    /// <param name="Returns">One receipt each.</param>
    public sealed record TookBack(IReadOnlyList<StripeReturn> Returns) : StripeDecision;

    /// <summary>A charge says how much of it went back in all, and not by which refunds: each of them is told by itself.</summary>
    /// <param name="Charge">How much, and of which payment.</param>
    public sealed record Refunded(ChargeRefunds Charge) : StripeDecision;

    /// <summary>Money that had gone out is ours again: a refund failed, or a dispute was won.</summary>
    /// <param name="Return">What had taken it.</param>
    public sealed record GaveBack(StripeReturn Return) : StripeDecision;

    /// <summary>A payment takes days: it is announced.</summary>
    /// <param name="News">Which.</param>
    public sealed record Announced(PaymentNews News) : StripeDecision;

    /// <summary>A payment did not succeed.</summary>
    /// <param name="News">Which, and why.</param>
    public sealed record Failed(PaymentNews News) : StripeDecision;

    /// <summary>A client disputes a payment, or the dispute ended; no money moved by that.</summary>
    /// <param name="Dispute">Which.</param>
    public sealed record Disputed(DisputeNews Dispute) : StripeDecision;

    /// <summary>What clients paid is on its way to our bank account, or came back from it.</summary>
    /// <param name="Payout">Which.</param>
    public sealed record PaidOut(PayoutNews Payout) : StripeDecision;

    /// <summary>Money that no ledger of ours can hold: a person looks.</summary>
    /// <param name="Receipt">For the worklist, of no euro.</param>
    public sealed record Unbookable(ReceiptRow Receipt) : StripeDecision;

    /// <summary>Money of another currency went back, or came again: a person looks, as at the payment behind it.</summary>
    /// <param name="Rows">For the worklist, of no euro.</param>
    public sealed record Shown(IReadOnlyList<ReceiptRow> Rows) : StripeDecision;

    /// <summary>Nothing to do.</summary>
    /// <param name="Why">In a word.</param>
    public sealed record Nothing(string Why) : StripeDecision;
}

/// <summary>One family of events.</summary>
public interface IStripeEventHandler
{
    /// <summary>The types, such as <c>checkout.session.completed</c>.</summary>
    IReadOnlyList<string> Types { get; }

    /// <summary>Decides what an event of these types asks for. Answers whatever it holds; fields may be missing in older versions.</summary>
    StripeDecision Decide(Event received, DateTimeOffset now);
}

/// <summary>A refund or dispute as far as it moves money.</summary>
/// <param name="Id">The refund or dispute.</param>
/// <param name="Partition">Of its receipts: by its own creation, the same in every event.</param>
/// <param name="Amount">What it moves, above zero.</param>
/// <param name="PaymentId">The payment that it takes back; null when the event does not name one.</param>
/// <param name="Reason">In Stripe's word.</param>
/// <param name="ValueDate">The day of the event in Brussels.</param>
public sealed record StripeReturn(string Id, string Partition, Money Amount, string? PaymentId, string? Reason, DateOnly ValueDate)
{
    /// <summary>The key of the receipt that gives it back.</summary>
    public string ReinstatedKey => $"{Id}-reinstated";
}

/// <summary>What a charge says of its refunds.</summary>
/// <param name="Id">The charge.</param>
/// <param name="Partition">Of the desk's row: by the event.</param>
/// <param name="PaymentId">The payment behind it.</param>
/// <param name="Total">What went back of it so far, above zero.</param>
/// <param name="ValueDate">The day of the event in Brussels.</param>
public sealed record ChargeRefunds(string Id, string Partition, string PaymentId, Money Total, DateOnly ValueDate);

/// <summary>What an event says of a payment that is not money yet, or will not be.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="ToldAt">When the provider said so, UTC.</param>
/// <param name="Amount">How much.</param>
/// <param name="DebtorId">The debtor, where it is an invoice's.</param>
/// <param name="InvoiceNumber">The invoice.</param>
/// <param name="Reference">The structured communication.</param>
/// <param name="Why">Why it failed, in Stripe's word.</param>
public sealed record PaymentNews(
    string PaymentId, DateTimeOffset ToldAt, Money Amount, string? DebtorId, string? InvoiceNumber, string? Reference, string? Why = null);

/// <summary>A dispute, for the desk.</summary>
/// <param name="Id">The dispute.</param>
/// <param name="Partition">Of its row: by its own creation.</param>
/// <param name="PaymentId">What is disputed.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reason">In Stripe's word.</param>
/// <param name="AnswerBefore">The last day for evidence, Brussels; null where the bank takes none.</param>
/// <param name="OpenedOn">Its day.</param>
/// <param name="Outcome">Won, lost…; null while it is open.</param>
public sealed record DisputeNews(
    string Id, string Partition, string? PaymentId, Money Amount, string? Reason, DateOnly? AnswerBefore, DateOnly OpenedOn, string? Outcome);

/// <summary>A payout.</summary>
/// <param name="Id">The payout.</param>
/// <param name="Amount">Signed: negative takes money from our account.</param>
/// <param name="ArrivesOn">The day the bank should have it.</param>
/// <param name="Descriptor">What the statement may show.</param>
/// <param name="Failure">Why it came back, where it did.</param>
public sealed record PayoutNews(string Id, Money Amount, DateOnly ArrivesOn, string? Descriptor, string? Failure);
