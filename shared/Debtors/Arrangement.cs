using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>One payment that a debtor promised.</summary>
/// <param name="DueOn">The last day for it.</param>
/// <param name="Amount">How much.</param>
public sealed record Instalment(DateOnly DueOn, Money Amount);

/// <summary>Whether an arrangement holds.</summary>
public enum ArrangementState
{
    /// <summary>What was promised until now was paid: no letter meanwhile.</summary>
    Kept,

    /// <summary>A promised payment is missing: reminders go on from where they stood.</summary>
    Broken,

    /// <summary>Everything is paid.</summary>
    Fulfilled,

    /// <summary>A person ended it.</summary>
    Cancelled,
}

/// <summary>
/// What a debtor promised to pay, and when, for some invoices; with a structured communication of its own. Whether it is kept is no
/// field: it follows from what is open. Stored names: renaming needs a migration.
/// </summary>
public sealed record ArrangementRow : DebtorRow
{
    /// <summary>Its id.</summary>
    public required string ArrangementId { get; init; }

    /// <summary>The invoices, in the order in which payments go to them.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>The promised payments, by date.</summary>
    public required IReadOnlyList<Instalment> Instalments { get; init; }

    /// <summary>What was open of the invoices when it was agreed.</summary>
    public required Money Owed { get; init; }

    /// <summary>The twelve digits to pay with.</summary>
    public required string Reference { get; init; }

    /// <summary>The day it was agreed.</summary>
    public required DateOnly AgreedOn { get; init; }

    /// <summary>Hash of the identity that agreed it.</summary>
    public required string AgreedBy { get; init; }

    /// <summary>The day a person ended it.</summary>
    public DateOnly? CancelledOn { get; init; }

    /// <summary>Every arrangement of a debtor.</summary>
    public static KeyRange All { get; } = KeyRange.Prefix("arrangement|");

    /// <summary>Its row key.</summary>
    public static string Key(string arrangementId) => $"arrangement|{arrangementId}";

    /// <summary>How it stands on a day.</summary>
    /// <param name="open">The debtor's open invoices.</param>
    /// <param name="today">The business date.</param>
    /// <param name="graceDays">Calendar days that a promised payment may be late, for transfers take time.</param>
    public ArrangementStanding On(IEnumerable<OpenInvoice> open, DateOnly today, int graceDays)
    {
        var left = open.Where(invoice => Numbers.Contains(invoice.Number)).Sum(invoice => invoice.Balance);
        var paid = Owed - left;
        var due = Instalments.Where(instalment => instalment.DueOn.AddDays(graceDays) < today).Sum(instalment => instalment.Amount);
        var next = Instalments.FirstOrDefault(instalment => instalment.DueOn.AddDays(graceDays) >= today);
        var state = CancelledOn is not null ? ArrangementState.Cancelled
            : left.IsZero ? ArrangementState.Fulfilled
            : paid < due || next is null ? ArrangementState.Broken
            : ArrangementState.Kept;
        return new ArrangementStanding(this, state, paid, left, next?.DueOn.AddDays(graceDays + 1));
    }
}

/// <summary>How an arrangement stands.</summary>
/// <param name="Arrangement">The arrangement.</param>
/// <param name="State">Whether it holds.</param>
/// <param name="Paid">What was paid since it was agreed.</param>
/// <param name="Left">What is open of its invoices.</param>
/// <param name="LookAgainOn">The day on which the next promised payment would be missing.</param>
public sealed record ArrangementStanding(ArrangementRow Arrangement, ArrangementState State, Money Paid, Money Left, DateOnly? LookAgainOn);
