namespace Smart.Shared.Shares;

/// <summary>What a receipt does to a request.</summary>
/// <param name="Request">The request as it shall be.</param>
/// <param name="Applied">What of the receipt is set against it.</param>
/// <param name="Excess">What is not needed: it stays with payments.</param>
/// <param name="Completes">True when the shares enter the register now.</param>
public sealed record SharePaymentDecision(ShareRequestRow Request, Money Applied, Money Excess, bool Completes);

/// <summary>Sets money against a request for shares: parts add up, and the shares are issued when all is paid (art. 6:109 CSA).</summary>
public static class SharePayment
{
    /// <summary>Decides for a receipt; a request that is paid takes nothing more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not above zero.</exception>
    public static SharePaymentDecision Decide(ShareRequestRow request, Money amount, DateOnly valueDate)
    {
        if (!amount.IsPositive) throw new ArgumentOutOfRangeException(nameof(amount), amount, "Money in is above zero.");
        var applied = Money.Min(request.Amount - request.Received, amount);
        if (applied.IsZero) return new(request, Money.Zero, amount, Completes: false);
        var received = request.Received + applied;
        var updated = request with
        {
            Received = received,
            LastValueDate = request.LastValueDate > valueDate ? request.LastValueDate : valueDate,
            State = received == request.Amount ? ShareRequestState.Paid : ShareRequestState.Open,
        };
        return new(updated, applied, amount - applied, updated.State == ShareRequestState.Paid);
    }
}
