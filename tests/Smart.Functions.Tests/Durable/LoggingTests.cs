using Microsoft.Extensions.Logging;

namespace Smart.Functions.Tests.Durable;

/// <summary>What an orchestrator logs, however often it is replayed.</summary>
public sealed class LoggingTests
{
    [Fact]
    public async Task ReplaySafeLogger_WritesEachLineOnce()
    {
        using var lines = new Lines();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var durable = await DurableHarness.StartAsync(
            new LambdaFunctions().Activity<int>("Add", value => value + 1).Orchestrator("Told", async context =>
            {
                var safe = context.CreateReplaySafeLogger("Story");
                safe.LogInformation("Begins");
                var sum = await context.CallActivityAsync<int>("Add", 1);
                safe.LogInformation("Has {Sum}", sum);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                safe.LogInformation("Ends");
                return sum;
            }),
            loggers: factory);
        await durable.StartNewAsync("Told");
        await durable.RestartAsync();

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        (await durable.OutputAsync<int>()).ShouldBe(2);
        lines.Of("Story").ShouldBe(["Begins", "Has 2", "Ends"]);
    }

    [Fact]
    public async Task PlainLogger_WritesOnEveryReplay()
    {
        using var lines = new Lines();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var plain = factory.CreateLogger("Story");
        var durable = await DurableHarness.StartAsync(
            new LambdaFunctions().Orchestrator("Told", async context =>
            {
                plain.LogInformation("Begins");
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return null;
            }),
            replayCheck: false,
            loggers: factory);
        await durable.StartNewAsync("Told");

        await durable.AdvanceAsync(TimeSpan.FromDays(1));

        lines.Of("Story").ShouldBe(["Begins", "Begins"]);
    }

    private sealed class Lines : ILoggerProvider
    {
        private readonly List<(string Category, string Text)> _lines = [];

        public IReadOnlyList<string> Of(string category) => [.. _lines.Where(line => line.Category == category).Select(line => line.Text)];

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
            // Nothing is held.
        }

        private sealed class Logger(Lines owner, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                owner._lines.Add((category, formatter(state, exception)));
        }
    }
}
