using Smart.Shared.Debtors;

namespace Smart.Shared.Dunning;

/// <summary>What to do about a case now: at most one thing.</summary>
public abstract record CaseStep
{
    private CaseStep()
    {
    }

    /// <summary>Reserve a letter and send it.</summary>
    /// <param name="Plan">What it says.</param>
    public sealed record WriteLetter(LetterPlan Plan) : CaseStep;

    /// <summary>Bring a letter that is under way to its end.</summary>
    /// <param name="Letter">The attempt.</param>
    public sealed record ResumeLetter(LetterAttempt Letter) : CaseStep;

    /// <summary>Give up a reservation: its day is over, or what it says is no longer so.</summary>
    /// <param name="Letter">The attempt.</param>
    public sealed record LapseLetter(LetterAttempt Letter) : CaseStep;

    /// <summary>Ask the provider whether a letter came back.</summary>
    /// <param name="Letter">The attempt.</param>
    public sealed record CheckDelivery(LetterAttempt Letter) : CaseStep;

    /// <summary>Hand the case to the legal stage.</summary>
    public sealed record Escalate : CaseStep;

    /// <summary>Nothing overdue is left: close.</summary>
    public sealed record Close : CaseStep;

    /// <summary>The case is closed or handled by another stage: end.</summary>
    public sealed record End : CaseStep;

    /// <summary>Nothing to do now.</summary>
    /// <param name="Until">The day on which something may be due.</param>
    /// <param name="Attention">Why a person must look, or null.</param>
    public sealed record Wait(DateOnly Until, string? Attention = null) : CaseStep;
}

/// <summary>A letter to reserve.</summary>
/// <param name="Number">Its number in the case.</param>
/// <param name="Attempt">The attempt at it.</param>
/// <param name="Channel">How it goes.</param>
/// <param name="PayBefore">Last day to pay that it asks.</param>
/// <param name="Lines">The invoices, oldest first.</param>
public sealed record LetterPlan(int Number, int Attempt, Channel Channel, DateOnly PayBefore, IReadOnlyList<LetterLine> Lines);

/// <summary>Why one invoice was reminded or not.</summary>
/// <param name="Reason">One of <see cref="Dunning.Reason"/>.</param>
/// <param name="Next">The next day on which something may happen, where known.</param>
public sealed record InvoiceReason(string Reason, DateOnly? Next = null);

/// <summary>A step, and the reason for each overdue invoice.</summary>
/// <param name="Step">What to do.</param>
/// <param name="Reasons">By invoice number.</param>
public sealed record CaseDecision(CaseStep Step, IReadOnlyDictionary<string, InvoiceReason> Reasons)
{
    /// <summary>A step with one reason for all.</summary>
    public static CaseDecision ForAll(CaseStep step, IEnumerable<OpenInvoice> overdue, string reason, DateOnly? next = null) =>
        new(step, overdue.ToDictionary(invoice => invoice.Number, _ => new InvoiceReason(reason, next), StringComparer.Ordinal));
}
