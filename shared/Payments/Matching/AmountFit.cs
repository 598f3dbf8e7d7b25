using Smart.Shared.Debtors;

namespace Smart.Shared.Payments.Matching;

/// <summary>How an amount fits invoices that are paid together.</summary>
/// <param name="Reason">One of <see cref="MatchReason"/>.</param>
/// <param name="Shortfall">What is missing and shall be waived.</param>
internal sealed record AmountFit(string Reason, Money Shortfall)
{
    private const decimal WholeInBasisPoints = 10_000m;

    /// <summary>How the receipt fits these invoices, or null: exactly, within the tolerance, less charges, or as exchanged. Amounts in euro.</summary>
    internal static AmountFit? Of(ReceiptRow receipt, IReadOnlyCollection<OpenInvoice> invoices, MatchingPolicy policy)
    {
        if (invoices.Count == 0) return null;
        Money[] targets = [invoices.Sum(invoice => invoice.Balance), invoices.Sum(invoice => invoice.Principal)];
        if (targets.Contains(receipt.ForInvoices)) return new(invoices.Count == 1 ? MatchReason.AmountFits : MatchReason.AmountOfSeveral, Money.Zero);
        return targets.Select(target => Near(receipt, target, policy)).OfType<AmountFit>().MaxBy(fit => policy.Points[fit.Reason]);
    }

    /// <summary>True for money from an account outside Belgium, or exchanged on its way.</summary>
    internal static bool IsFromAbroad(ReceiptRow receipt) =>
        receipt.OriginalAmount is not null
        || (References.Iban.TryParse(receipt.CounterpartyAccount, out var iban) && !iban.IsBelgian);

    private static AmountFit? Near(ReceiptRow receipt, Money target, MatchingPolicy policy)
    {
        var missing = target - receipt.ForInvoices;
        var apart = missing < Money.Zero ? -missing : missing;
        var shortfall = missing < Money.Zero ? Money.Zero : missing;
        if (apart <= policy.Tolerance) return new(MatchReason.AmountWithinTolerance, shortfall);
        if (!IsFromAbroad(receipt)) return null;
        if (missing.IsPositive && missing <= policy.BankCharges) return new(MatchReason.AmountLessCharges, policy.WaiveCharges ? missing : Money.Zero);
        return receipt.OriginalAmount is not null && apart.Cents <= target.Cents * policy.ExchangeBasisPoints / WholeInBasisPoints
            ? new(MatchReason.ForeignCurrency, Money.Zero)
            : null;
    }
}
