using Smart.Shared.LatePayment;

namespace Smart.Shared.Debtors;

/// <summary>The interest that runs on an open invoice, exact until it is claimed (rules 1.4, 1.5).</summary>
public static class InvoiceInterest
{
    /// <summary>
    /// Exact euros of interest through a day. A consumer's invoice bears none before its free period passed or without a clause.
    /// The rate table is carried on at its last rate where a half-year is not published yet.
    /// </summary>
    public static decimal Through(OpenInvoice invoice, DateOnly day)
    {
        var from = invoice.AccruedThrough;
        if (invoice.Regime == DebtorKind.Consumer)
        {
            if (!invoice.HasPenaltyClause || invoice.ChargeFrom is not { } chargeFrom || day < chargeFrom) return invoice.AccruedInterest;
            var dayBefore = (invoice.InterestFrom ?? chargeFrom).AddDays(-1);
            from = from < dayBefore ? dayBefore : from;
        }

        return invoice.AccruedInterest + Calculator(invoice, day).Accrue(invoice.Principal, from, day);
    }

    /// <summary>
    /// The interest through a day computed anew from the invoice's history, by segment: what a claim shows. A consumer's free period
    /// and clause count as in <see cref="Through"/>.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="changes">Its principal after each payment, by value date.</param>
    /// <param name="day">The last day, counted.</param>
    public static InterestResult Detail(OpenInvoice invoice, IEnumerable<PrincipalChange> changes, DateOnly day)
    {
        var from = invoice.DueOn;
        if (invoice.Regime == DebtorKind.Consumer)
        {
            if (!invoice.HasPenaltyClause || invoice.ChargeFrom is not { } chargeFrom || day < chargeFrom) return new InterestResult([]);
            from = (invoice.InterestFrom ?? chargeFrom).AddDays(-1);
        }

        return Calculator(invoice, day).Between(invoice.Original, from, day, changes);
    }

    /// <summary>The invoice with its interest carried through a day: done before its principal changes. An earlier day changes nothing.</summary>
    public static OpenInvoice AccruedTo(this OpenInvoice invoice, DateOnly day) => day <= invoice.AccruedThrough
        ? invoice
        : invoice with { AccruedInterest = Through(invoice, day), AccruedThrough = day };

    /// <summary>Interest that a letter may claim on a day beyond what letters claimed before; rounded once, never negative.</summary>
    public static Money Claimable(OpenInvoice invoice, DateOnly day)
    {
        var more = Money.EurRounded(Through(invoice, day)) - invoice.InterestEverClaimed;
        return more.IsPositive ? more : Money.Zero;
    }

    private static InterestCalculator Calculator(OpenInvoice invoice, DateOnly day) => new(
        StatutoryRates.Current.CarriedOnTo(day),
        new InterestSettings { Debtor = invoice.Regime, ContractPercent = invoice is { Regime: DebtorKind.Consumer, HasPenaltyClause: true } ? decimal.MaxValue : null });
}
