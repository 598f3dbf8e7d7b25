using System.Globalization;
using Smart.Local.Simulation;

namespace Smart.Local.Chaos;

/// <summary>Clients who pay by card, and the provider that tells of it: until it is heard, sometimes twice, sometimes late.</summary>
/// <param name="desk">The API, as the desk.</param>
/// <param name="stripe">Takes the payments.</param>
/// <param name="facts">What was paid.</param>
/// <param name="journal">What was done.</param>
internal sealed class CardDesk(HonestClient desk, SimulatedStripe stripe, ChaosFacts facts, ChaosJournal journal)
{
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Overtaken = TimeSpan.FromSeconds(3);

    /// <summary>Opens a page for what is open of an invoice, and pays on it; nothing where nothing is open.</summary>
    public async Task PayAsync(string key, string number, CancellationToken cancellationToken)
    {
        var page = await desk.PostAsync(key, $"invoices/{number}/checkout", new { }, cancellationToken);
        if (page.Problem is "invoice-not-open" or "payment-under-way") return;
        if (!page.Succeeded)
        {
            facts.Surprise(key, $"no page to pay on: {page.Problem}");
            return;
        }

        var paid = stripe.Complete(page.Text("url").Split('/')[^1]);
        facts.Add(new MovementFact(key, string.Create(CultureInfo.InvariantCulture, $"stripe-{paid.At:yyyyMM}"), paid.PaymentId, paid.Cents, number, null));
        journal.Alias(key, paid.PaymentId);
        journal.Alias(key, paid.EventId);
        journal.Write(key, $"paid {paid.Cents} cents by card: {paid.PaymentId}, {paid.EventId}");
        await TellAsync(key, paid, cancellationToken);
    }

    private async Task TellAsync(string key, SimulatedCardPayment paid, CancellationToken cancellationToken)
    {
        // By the place in the plan, so that a seed says which events are overtaken by later ones and which come twice.
        var turn = int.Parse(key.AsSpan(key.Length - 2), CultureInfo.InvariantCulture);
        if (turn % 3 == 0) await Task.Delay(Overtaken, TimeProvider.System, cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, turn % 2 == 0 ? 2 : 1).Select(_ => PostAsync(key, paid.EventId, cancellationToken)));
        facts.Add(new EventFact(key, paid.EventId, paid.PaymentId));
        if (turn % 5 == 0) await PostAsync(key, paid.EventId, cancellationToken);
    }

    private Task<int> PostAsync(string key, string eventId, CancellationToken cancellationToken) =>
        journal.UntilAnsweredAsync(key, () => UntilHeardAsync(key, eventId, cancellationToken));

    private async Task<int> UntilHeardAsync(string key, string eventId, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var status = (int)await stripe.PostAsync(eventId, cancellationToken);
                journal.Write(key, $"webhook {eventId}: {status}");
                if (status is >= 200 and < 300) return status;
            }
            catch (Exception failure) when (HonestClient.IsNoAnswer(failure, cancellationToken))
            {
                journal.Write(key, $"webhook {eventId}: no answer, {failure.GetType().Name}");
            }

            await Task.Delay(BeforeRetry, TimeProvider.System, cancellationToken);
        }
    }
}
