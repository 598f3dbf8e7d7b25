using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;

namespace Smart.Shared.Tests.Payments;

/// <summary>Open invoices to pay.</summary>
internal static class Invoices
{
    internal static readonly DateOnly Due = new(2026, 3, 31);

    internal static OpenInvoice Open(int ordinal, long principal, long interest = 0, long costs = 0, int level = 0, DateOnly? due = null)
    {
        var number = new InvoiceNumber(2026, ordinal);
        return new OpenInvoice
        {
            PartitionKey = "debtor",
            RowKey = DebtorKeys.Open(number.ToString()),
            Number = number.ToString(),
            MemberId = "member",
            Regime = DebtorKind.Enterprise,
            IssuedOn = new DateOnly(2026, 3, 1),
            DueOn = due ?? Due,
            Subject = "Translation",
            Reference = number.Reference.Digits,
            Original = Money.Eur(principal),
            Principal = Money.Eur(principal),
            ClaimedInterest = Money.Eur(interest),
            ClaimedCosts = Money.Eur(costs),
            AccruedThrough = due ?? Due,
            Level = level,
        };
    }
}
