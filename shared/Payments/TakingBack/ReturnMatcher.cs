namespace Smart.Shared.Payments.TakingBack;

/// <summary>Decides which payment came back. Pure.</summary>
public static class ReturnMatcher
{
    /// <summary>
    /// The one payment that a return takes back: of its amount, before it, and agreeing in structured communication, end-to-end
    /// reference, account or text, more than any other. Null when that is not certain.
    /// </summary>
    /// <param name="returned">Money that left, below zero.</param>
    /// <param name="payments">Payments of the same account.</param>
    public static ReceiptRow? Choose(ReceiptRow returned, IEnumerable<ReceiptRow> payments)
    {
        var traits = SameMoney.MoneyTraits.Of(returned);
        var ranked = payments
            .Where(payment => payment.Amount == -returned.Amount && payment.ValueDate <= returned.ValueDate && payment.TakenBack.IsZero)
            .Select(payment => (Payment: payment, Agreement: traits.AgreementWith(SameMoney.MoneyTraits.Of(payment))))
            .Where(found => found.Agreement > 0)
            .OrderByDescending(found => found.Agreement)
            .Take(2)
            .ToList();
        return ranked switch
        {
            [var only] => only.Payment,
            [var best, var next] when best.Agreement > next.Agreement => best.Payment,
            _ => null,
        };
    }
}
