using System.Globalization;
using System.Text.Json.Nodes;

namespace Smart.Local.Simulation;

/// <summary>What happens to money at the simulated card payments, and the events it makes.</summary>
internal sealed class StripeMoney(StripeBooks books, StripeFaults faults, Func<DateTimeOffset> now)
{
    private const long Fee = 25;
    private const string StripeIban = "BE43068999999501";

    private readonly Lock _gate = new();
    private long _balance;

    public SimulatedCardPayment Complete(string sessionId, string method)
    {
        var (session, payment) = Start(sessionId, method, "paid");
        Succeed(payment.Id());
        var told = books.Tell("checkout.session.completed", session);
        return new SimulatedCardPayment(told, payment.Id(), session.Number("amount_total"), now());
    }

    public SimulatedStripeChange OrderDebit(string sessionId)
    {
        var (session, payment) = Start(sessionId, "sepa_debit", "unpaid");
        string[] told = [books.Tell("payment_intent.processing", payment), books.Tell("checkout.session.completed", session)];
        return new SimulatedStripeChange(payment.Id(), session.Number("amount_total"), told);
    }

    public SimulatedStripeChange SettleDebit(string paymentId, string? failure)
    {
        var session = books.Where(item => item.Text("object") == "checkout.session" && item.Text("payment_intent") == paymentId).Single();
        if (failure is null)
        {
            var paid = books.Change(session.Id(), _ => true, item => item["payment_status"] = "paid")!;
            Succeed(paymentId);
            return new SimulatedStripeChange(paymentId, paid.Number("amount_total"), [books.Tell("checkout.session.async_payment_succeeded", paid)]);
        }

        var failed = Changed(paymentId, item => item.Text("status") == "processing", item =>
        {
            item["status"] = "requires_payment_method";
            item["last_payment_error"] = new JsonObject { ["code"] = failure, ["type"] = "invalid_request_error" };
        });
        string[] told = [books.Tell("payment_intent.payment_failed", failed), books.Tell("checkout.session.async_payment_failed", session)];
        return new SimulatedStripeChange(paymentId, failed.Number("amount"), told);
    }

    public SimulatedStripeChange Refund(string paymentId, long? cents, bool isPending, string? reason)
    {
        var amount = 0L;
        var payment = Changed(paymentId, item => item.Text("status") == "succeeded" && (cents ?? 0) <= Left(item), item =>
        {
            amount = cents ?? Left(item);
            item["refunded"] = item.Number("refunded") + amount;
        });
        Move(-amount);
        var refund = books.Add(StripeObjects.Refund(books.NextId("re"), payment, amount, isPending ? "pending" : "succeeded", reason, now()));
        var charge = StripeObjects.Charge(payment, faults.IsOld ? books.Where(item => item.Text("object") == "refund" && item.Text("payment_intent") == paymentId) : null);
        var told = new List<string> { books.Tell("charge.refunded", charge) };
        if (!faults.IsOld) told.Insert(0, books.Tell("refund.created", refund));
        return new SimulatedStripeChange(refund.Id(), amount, told);
    }

    public SimulatedStripeChange SettleRefund(string refundId, bool hasFailed)
    {
        var refund = Changed(refundId, item => item.Text("status") is "pending" or "succeeded", item => item["status"] = hasFailed ? "failed" : "succeeded");
        if (hasFailed) Move(refund.Number("amount"));
        return new SimulatedStripeChange(refundId, refund.Number("amount"), [books.Tell(hasFailed ? "refund.failed" : "refund.updated", refund)]);
    }

    public SimulatedStripeChange Dispute(string paymentId, string reason)
    {
        var payment = books.Find(paymentId) ?? throw new InvalidOperationException($"There is no payment {paymentId}.");
        var dispute = books.Add(StripeObjects.Dispute(books.NextId("du"), payment, Left(payment), reason, now()));
        Move(-dispute.Number("amount"));
        string[] told = [books.Tell("charge.dispute.created", dispute), books.Tell("charge.dispute.funds_withdrawn", dispute)];
        return new SimulatedStripeChange(dispute.Id(), dispute.Number("amount"), told);
    }

    public SimulatedStripeChange CloseDispute(string disputeId, bool isWon)
    {
        var dispute = Changed(disputeId, item => item.Text("status") == "needs_response", item => item["status"] = isWon ? "won" : "lost");
        var told = new List<string> { books.Tell("charge.dispute.closed", dispute) };
        if (isWon)
        {
            Move(dispute.Number("amount"));
            told.Add(books.Tell("charge.dispute.funds_reinstated", dispute));
        }

        return new SimulatedStripeChange(disputeId, dispute.Number("amount"), told);
    }

    public SimulatedStripeChange PayOut(DateOnly arrives, SimulatedBank? bank)
    {
        long cents;
        lock (_gate) (cents, _balance) = (_balance, 0);
        var payout = books.Add(StripeObjects.Payout(books.NextId("po"), cents, arrives, now()));
        bank?.Receive(cents, "STRIPE", StripeIban, text: "STRIPE PAYOUT");
        string[] told = [books.Tell("payout.paid", payout), books.Tell("payout.reconciliation_completed", payout)];
        return new SimulatedStripeChange(payout.Id(), cents, told);
    }

    public SimulatedStripeChange FailPayout(string payoutId, SimulatedBank? bank)
    {
        var payout = Changed(payoutId, item => item.Text("status") == "paid", item =>
        {
            item["status"] = "failed";
            item["failure_code"] = "account_closed";
        });
        var cents = payout.Number("amount");
        Move(cents);
        bank?.Receive(-cents, "STRIPE", StripeIban, text: "STRIPE PAYOUT RETURNED");
        return new SimulatedStripeChange(payoutId, cents, [books.Tell("payout.failed", payout)]);
    }

    private (JsonObject Session, JsonObject Payment) Start(string sessionId, string method, string status)
    {
        var id = books.NextId("pi");
        var time = now().ToUnixTimeSeconds();
        var session = Changed(sessionId, item => item.Text("status") == "open" && item.Number("expires_at") > time, item =>
        {
            item["status"] = "complete";
            item["payment_status"] = status;
            item["payment_intent"] = id;
        });
        return (session, books.Add(StripeObjects.Payment(id, session, method, now())));
    }

    private void Succeed(string paymentId)
    {
        var payment = Changed(paymentId, item => item.Text("status") == "processing", item =>
        {
            item["status"] = "succeeded";
            item["amount_received"] = item.Number("amount");
        });
        Move(payment.Number("amount") - Fee);
        books.Tell("payment_intent.succeeded", payment);
    }

    private void Move(long cents)
    {
        lock (_gate) _balance += cents;
    }

    private JsonObject Changed(string id, Func<JsonObject, bool> allowed, Action<JsonObject> change) =>
        books.Change(id, allowed, change) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{id} is not there, or not in a state for this."));

    private static long Left(JsonObject payment) => payment.Number("amount") - payment.Number("refunded");
}
