using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Smart.Local.Bench;

/// <summary>Signed events, each another payment, posted to the product and to an endpoint that only reads them, in turns.</summary>
/// <param name="sizes">How much.</param>
internal sealed class WebhookBench(BankBenchSizes sizes)
{
    /// <summary>Measures a system; what follows from the events runs at the same time, and is waited for after each turn.</summary>
    public async Task<WebhookFigures> RunAsync(LocalSystem system, CancellationToken cancellationToken)
    {
        var ledger = new BenchLedger(system, sizes.Invoices);
        await ledger.SeedAsync(cancellationToken);
        var events = new BenchEvents(ledger, system.Host.TimeProvider.GetUtcNow());
        await using var empty = await EmptyAsync(cancellationToken);
        var (taken, bare) = (new List<double>(), new List<double>());
        for (var repeat = 0; repeat <= sizes.Repeats; repeat++)
        {
            var bodies = Enumerable.Range(0, sizes.Webhooks).Select(index => events.Paid($"b{repeat}x{index}", index)).ToList();
            var product = await RateAsync(events, system.Host.Http, new Uri(system.Host.BaseAddress, "/api/webhooks/stripe"), bodies, cancellationToken);
            await system.Host.RunUntilIdleAsync(cancellationToken);
            var nothing = await RateAsync(events, system.Host.Http, new Uri(empty.Urls.First()), bodies, cancellationToken);

            // The first turn warms up.
            if (repeat == 0) continue;
            taken.Add(product);
            bare.Add(nothing);
        }

        var booked = (await ledger.ReadAsync(cancellationToken)).Payments;
        if (booked != sizes.Webhooks * (sizes.Repeats + 1)) throw new InvalidOperationException($"{booked} payments were booked.");
        return new WebhookFigures(Measured.Median(taken), Measured.Median(bare));
    }

    private async Task<double> RateAsync(BenchEvents events, HttpClient http, Uri address, List<string> bodies, CancellationToken cancellationToken)
    {
        var before = Stopwatch.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = sizes.Workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(bodies, options, async (body, cancel) =>
        {
            var status = await events.PostAsync(http, address, body, cancel);
            if (status != HttpStatusCode.Accepted) throw new InvalidOperationException($"A webhook was answered {(int)status}.");
        });
        return bodies.Count / Stopwatch.GetElapsedTime(before).TotalSeconds;
    }

    private static async Task<WebApplication> EmptyAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var web = builder.Build();
        web.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.StatusCode = (int)HttpStatusCode.Accepted;
        });
        await web.StartAsync(cancellationToken);
        return web;
    }
}

/// <summary>Webhooks a second.</summary>
/// <param name="Taken">By the product: verified, stored, queued, answered, while what was queued is being booked.</param>
/// <param name="Empty">By an endpoint in the same process that reads the body and answers.</param>
public sealed record WebhookFigures(double Taken, double Empty)
{
    /// <summary>Which part of the empty endpoint's rate is reached.</summary>
    public double ToEmpty => Taken / Empty;
}
