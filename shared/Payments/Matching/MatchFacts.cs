using Smart.Shared.Debtors;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Matching;

/// <summary>A clue that stands for something we know.</summary>
/// <param name="Kind">How the receipt points at it.</param>
/// <param name="Row">What it stands for.</param>
public sealed record KnownClue(ClueKind Kind, ReferenceRow Row);

/// <summary>How well the account of a receipt is known to be a debtor's.</summary>
public enum PayerAccount
{
    /// <summary>It never paid for this debtor.</summary>
    Unknown,

    /// <summary>It paid for this debtor and for others.</summary>
    Shared,

    /// <summary>It paid for this debtor alone.</summary>
    Own,
}

/// <summary>A debtor whose a receipt may be, as far as it was looked up.</summary>
/// <param name="DebtorId">The debtor.</param>
/// <param name="Open">Its open invoices.</param>
/// <param name="Account">What is known of the payer's account.</param>
/// <param name="Name">Its name, or null where it was not looked up. Personal data: it stays in memory.</param>
/// <param name="Closed">Invoices that the receipt names and of which nothing is open: paid, or written off.</param>
public sealed record MatchDebtor(
    string DebtorId, IReadOnlyList<OpenInvoice> Open, PayerAccount Account = PayerAccount.Unknown, string? Name = null, IReadOnlyList<ClosedInvoice>? Closed = null);

/// <summary>An invoice of which nothing is open.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="IsWrittenOff">It was given up, not paid.</param>
public sealed record ClosedInvoice(string Number, bool IsWrittenOff);

/// <summary>Whose a receipt is.</summary>
public abstract record ReceiptMatch
{
    private ReceiptMatch()
    {
    }

    /// <summary>It is booked without asking anyone.</summary>
    /// <param name="Candidate">What it pays, and why.</param>
    /// <param name="IsByReference">One reference decides it, whatever is open: found again on every repetition, it need not be written down first.</param>
    public sealed record Certain(ReceiptCandidate Candidate, bool IsByReference) : ReceiptMatch;

    /// <summary>A person decides.</summary>
    /// <param name="Reason">Why nothing is certain: <c>no-reference</c>, <c>several-references</c>, <c>ambiguous</c>, <c>returned</c>.</param>
    /// <param name="Candidates">Best first, at most ten.</param>
    public sealed record Uncertain(string Reason, IReadOnlyList<ReceiptCandidate> Candidates) : ReceiptMatch;
}
