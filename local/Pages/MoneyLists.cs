using Smart.Shared.Payments;
using Smart.Shared.Payments.Stripe;

namespace Smart.Local.Pages;

/// <summary>The lists of money that nobody has to decide about: payouts, and receipts with the reason for what became of each.</summary>
internal static class MoneyLists
{
    private const int Latest = 40;

    /// <summary>The payouts of Stripe, newest first, and whether the bank account has them.</summary>
    public static Html Payouts(IEnumerable<PayoutRow> payouts) => Html.Of($"""
        <h2>Payouts of Stripe</h2>
        {Html.Table(["Arrives", "Payout", "State", "Bank movement", "#Amount"], payouts.OrderByDescending(payout => payout.ArrivesOn).Select(payout => Html.Of(
            $"<td class=\"d\">{payout.ArrivesOn}</td><td class=\"fine\">{payout.PayoutId}</td><td>{State(payout)}</td><td class=\"fine w\">{payout.ReceiptKey}</td><td class=\"n\">{payout.Amount}</td>")), "Stripe has paid nothing out.")}
        """);

    /// <summary>The latest receipts, and why each was matched, or what else became of it.</summary>
    public static Html Receipts(IEnumerable<ReceiptRow> receipts, Dictionary<string, string> names) => Html.Of($"""
        <h2>Latest receipts</h2>
        {Html.Table(["Value date", "Told by", "From", "State", "For", "Why", "#Amount"], receipts.OrderByDescending(receipt => receipt.ReceivedAt).Take(Latest).Select(receipt => Html.Of(
            $"<td class=\"d\">{receipt.ValueDate}</td><td class=\"t\">{Source(receipt.Source)}</td><td>{receipt.CounterpartyName}</td><td>{State(receipt.State)}</td><td class=\"w\">{For(receipt, names)}</td><td class=\"w\">{Why(receipt)}</td><td class=\"n\">{receipt.Amount}</td>")), "No money has been told of.")}
        """);

    private static Html State(PayoutRow payout) => payout.State switch
    {
        PayoutState.Expected => Html.Of($"<span class=\"tag warn\">expected</span>"),
        PayoutState.Arrived => Html.Of($"<span class=\"tag good\">arrived</span>"),
        PayoutState.Failed => Html.Of($"<span class=\"tag bad\">failed</span> <span class=\"fine\">{payout.Failure}</span>"),
        _ => Html.Of($"<span class=\"tag bad\">taken back</span> <span class=\"fine\">{payout.Failure}</span>"),
    };

    private static Html State(ReceiptState state) => state switch
    {
        ReceiptState.Allocated => Html.Of($"<span class=\"tag good\">booked</span>"),
        ReceiptState.Unmatched => Html.Of($"<span class=\"tag warn\">waits</span>"),
        ReceiptState.Received => Html.Of($"<span class=\"tag warn\">being booked</span>"),
        ReceiptState.Returned => Html.Of($"<span class=\"tag bad\">came back later</span>"),
        ReceiptState.TookBack => Html.Of($"<span class=\"tag bad\">took back</span>"),
        ReceiptState.SameMoney => Html.Of($"<span class=\"tag\">same money</span>"),
        ReceiptState.NotOurs => Html.Of($"<span class=\"tag\">not ours</span>"),
        ReceiptState.Payout => Html.Of($"<span class=\"tag\">payout</span>"),
        ReceiptState.Split => Html.Of($"<span class=\"tag\">split</span>"),
        _ => Html.Of($"<span class=\"tag\">money out</span>"),
    };

    private static Html For(ReceiptRow receipt, Dictionary<string, string> names)
    {
        var parts = Html.Each(receipt.AllocatedTo, part => Html.Of($"<a href=\"/invoices/{part.Number}\">{part.Number}</a> "));
        var shares = receipt.ToShares.IsPositive ? Html.Of($"shares ") : Html.None;
        var account = receipt.OnAccount.IsPositive ? Html.Of($"<span class=\"fine\">{receipt.OnAccount} went on account of {names.GetValueOrDefault(receipt.DebtorId ?? "")}</span>") : Html.None;
        return Html.Of($"{parts}{shares}{account}");
    }

    private static Html Why(ReceiptRow receipt)
    {
        if (receipt.State == ReceiptState.Allocated && receipt.MatchedBy is { Count: > 0 } reasons)
        {
            return Html.Of($"<span class=\"fine\">{string.Join(", ", reasons)} · {receipt.MatchPoints} points</span>");
        }

        return Html.Of($"<span class=\"fine\">{(receipt is { DecidedBy: not null, State: not ReceiptState.TookBack and not ReceiptState.NotOurs } ? "a person decided" : receipt.Reason)}</span>");
    }

    private static string Source(ReceiptSource source) => source switch
    {
        ReceiptSource.BankFile => "bank file",
        ReceiptSource.BankApi => "Ponto",
        _ => "Stripe",
    };
}
