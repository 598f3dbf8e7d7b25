using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Smart.Local.Bench;

/// <summary>
/// Webhooks at a pace that does not wait for answers: a third of them are repetitions, each payment is told twice (by itself and by
/// its session), and all of them come in any order.
/// </summary>
/// <param name="webhooks">How many, a multiple of three.</param>
/// <param name="perSecond">How many a second.</param>
public sealed class WebhookStorm(int webhooks, int perSecond)
{
    private const int Seed = 20260515;
    private const int Parts = 3; // the payment, its session, a repetition
    private static readonly TimeSpan Repaired = TimeSpan.FromMinutes(30);

    private int Payments => webhooks / Parts;

    /// <summary>Posts them, waits until everything is booked, and looks at the books.</summary>
    /// <param name="system">A system without other payments.</param>
    /// <param name="debtors">How many pay.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StormFigures> RunAsync(LocalSystem system, int debtors, CancellationToken cancellationToken)
    {
        var ledger = new BenchLedger(system, debtors);
        await ledger.SeedAsync(cancellationToken);
        var events = new BenchEvents(ledger, system.Host.TimeProvider.GetUtcNow());
        var address = new Uri(system.Host.BaseAddress, "/api/webhooks/stripe");
        var (answers, waits) = (new ConcurrentDictionary<HttpStatusCode, int>(), new ConcurrentBag<double>());
        var (start, posts) = (Stopwatch.GetTimestamp(), new List<Task>());
        foreach (var (index, body) in Bodies(events).Index())
        {
            var early = TimeSpan.FromSeconds((double)index / perSecond) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero) await Task.Delay(early, TimeProvider.System, cancellationToken); // the pace is that of the real clock
            posts.Add(Task.Run(() => PostAsync(body), cancellationToken));
        }

        await Task.WhenAll(posts);
        var answered = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await system.Host.RunUntilIdleAsync(cancellationToken);
        var booked = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await system.Host.AdvanceAsync(Repaired, cancellationToken);
        var good = answers.Where(answer => (int)answer.Key is >= 200 and < 300).Sum(answer => answer.Value);
        return new StormFigures(posts.Count, good, Payments, await ledger.ReadAsync(cancellationToken), answered, booked, Measured.Median(waits), waits.Max());

        async Task PostAsync(string body)
        {
            var before = Stopwatch.GetTimestamp();
            var status = await events.PostAsync(system.Host.Http, address, body, cancellationToken);
            waits.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            answers.AddOrUpdate(status, 1, (_, count) => count + 1);
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "A seeded random makes a run repeatable; nothing secret is drawn.")]
    private List<string> Bodies(BenchEvents events)
    {
        var random = new Random(Seed);
        var bodies = Enumerable.Range(0, Payments).SelectMany(payment => new[] { events.Paid($"storm{payment}", payment), events.Completed($"storm{payment}", payment) }).ToList();
        bodies.AddRange(random.GetItems(bodies.ToArray(), webhooks - bodies.Count));
        var shuffled = bodies.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }
}

/// <summary>What came of a storm of webhooks.</summary>
/// <param name="Posted">How many.</param>
/// <param name="Answered">How many were answered 2xx.</param>
/// <param name="Payments">Payments that they told of.</param>
/// <param name="Books">What the ledgers hold then.</param>
/// <param name="AnsweredAfter">Seconds from the first until each was answered.</param>
/// <param name="BookedAfter">Seconds from the first until each payment was booked.</param>
/// <param name="MedianWait">Milliseconds to an answer, the middle one.</param>
/// <param name="LongestWait">The longest.</param>
public sealed record StormFigures(int Posted, int Answered, int Payments, BenchBooks Books, double AnsweredAfter, double BookedAfter, double MedianWait, double LongestWait)
{
    /// <summary>True when each was answered 2xx and each payment is booked once.</summary>
    public bool IsExact => Answered == Posted && Books.AreExactly(Payments);
}
