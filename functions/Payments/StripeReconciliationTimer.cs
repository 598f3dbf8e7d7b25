using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Smart.Shared.Calendar;
using Smart.Shared.Payments.Stripe;

namespace Smart.Functions.Payments;

/// <summary>
/// Once a day in Brussels, before the reminders, finds what no webhook brought: due and not done, whatever hour the platform woke us
/// at. While the provider is down the next hour tries again.
/// </summary>
public sealed partial class StripeReconciliationTimer(
    StripeReconciliation reconciliation, IOptions<StripeSettings> settings, BusinessClock clock, ILogger<StripeReconciliationTimer> log)
{
    private static readonly TimeOnly BusinessHour = new(5, 0);

    /// <summary>Hourly at a quarter past, in UTC: Brussels is a whole number of hours away.</summary>
    [Function(nameof(StripeReconciliationTimer))]
    public async Task RunAsync([TimerTrigger("0 15 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (settings.Value.ApiKey.Length == 0 || clock.TimeOfDay < BusinessHour) return;
        if ((await reconciliation.FindAsync(cancellationToken))?.DoneOn == clock.Today) return;
        var read = await reconciliation.RunAsync(cancellationToken);
        if (read.Refusal is not null)
        {
            LogDown();
            return;
        }

        if (read.Value.Found > 0) LogFound(read.Value.Found);
        if (read.Value.LostThrough is { } lost && lost > clock.Now.AddDays(-31)) LogLost(lost);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of card events could not be read: the next hour tries again")]
    private partial void LogDown();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} card events had been brought by no webhook")]
    private partial void LogFound(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Card events before {Lost} were too old to be listed: finance compares that time by hand")]
    private partial void LogLost(DateTimeOffset lost);
}
