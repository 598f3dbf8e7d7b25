using System.Text.Json;
using Microsoft.DurableTask;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Durable;

/// <summary>Inputs, outputs, events and statuses of every shape, through the stored form.</summary>
public sealed class PayloadTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("")]
    [InlineData(17)]
    [InlineData(long.MinValue)]
    [InlineData(true)]
    [InlineData(null)]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData("Théâtre – naïve ✓ 🎭 \u0000 \\ \" </script>")]
    public async Task Value_OfAnyJsonShape_ComesThroughOrchestratorAndActivity(object? input)
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Activity<JsonElement?>("Echo", value => value)
            .Orchestrator("Echo", async context => await context.CallActivityAsync<object?>("Echo", context.GetInput<object?>())));

        await durable.StartNewAsync("Echo", input);
        await durable.RestartAsync();

        var output = (await durable.ReadAsync()).SerializedOutput;
        Canonical(output).ShouldBe(input is null ? null : Canonical(JsonSerializer.Serialize(input)));
    }

    [Fact]
    public async Task Record_WithEverythingInIt_ComesThroughChildEventAndStatus()
    {
        var order = new Order(
            Guid.Parse("6b29fc40-ca47-1067-b31d-00dd010662da"),
            new Party("Coopérative Été", null),
            [new Line("Light", 2, 500.00m), new Line("Søund", 1, 0.01m)],
            new DateOnly(2026, 2, 28),
            new DateTimeOffset(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)),
            TimeSpan.FromDays(1.5),
            Level.Second,
            new Dictionary<string, int?>(StringComparer.Ordinal) { ["a b"] = 1, [""] = null });
        var durable = await DurableHarness.StartAsync(new LambdaFunctions()
            .Orchestrator("Child", context =>
            {
                context.SetCustomStatus(context.GetInput<Order>());
                return Task.FromResult<object?>(context.GetInput<Order>());
            })
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<Order>(
                "Child", await context.WaitForExternalEvent<Order>("order"), new TaskOptions().WithInstanceId("child"))));
        await durable.StartNewAsync("Parent");

        await durable.RaiseAsync("order", order);

        (await durable.OutputAsync<Order>()).ShouldBeEquivalentTo(order);
        (await durable.ReadAsync("child")).ReadCustomStatusAs<Order>().ShouldBeEquivalentTo(order);
        (await durable.ReadAsync("child")).ReadInputAs<Order>().ShouldBeEquivalentTo(order);
    }

    [Fact]
    public async Task PropertyNames_AreReadWithoutRegardToCase()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Read", context =>
            Task.FromResult<object?>(context.GetInput<Party>()!.Name)));

        await durable.StartNewAsync("Read", new { NAME = "Lina" });

        (await durable.OutputAsync<string>()).ShouldBe("Lina");
    }

    [Fact]
    public async Task Text_AsBigAsAllowed_ComesThrough_AndABiggerOneIsRefusedAtTheDoor()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Measure", context =>
            Task.FromResult<object?>(context.GetInput<string>()!.Length)));
        var most = DurableEngineOptions.MaxPayloadBytes - 2;

        await durable.StartNewAsync("Measure", new string('x', most));
        (await durable.OutputAsync<int>()).ShouldBe(most);

        await Should.ThrowAsync<ArgumentException>(() => durable.StartNewAsync("Measure", new string('x', most + 1), "two"));
        await Should.ThrowAsync<ArgumentException>(() => durable.Client.RaiseEventAsync("one", "go", new string('x', most + 1)));
        (await durable.Client.GetInstanceAsync("two")).ShouldBeNull();
    }

    [Fact]
    public async Task Output_TooBig_FailsTheInstance()
    {
        var durable = await DurableHarness.StartAsync(new LambdaFunctions().Orchestrator("Large", _ =>
            Task.FromResult<object?>(new string('x', DurableEngineOptions.MaxPayloadBytes))));

        await durable.StartNewAsync("Large");

        (await durable.FailureAsync()).ErrorMessage.ShouldContain("store it as a blob");
    }

    private static string? Canonical(string? json) => json is null ? null : JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(json));

    private enum Level
    {
        First = 1,
        Second = 2,
    }

    private sealed record Party(string Name, string? Phone);

    private sealed record Line(string What, int Quantity, decimal Price);

    private sealed record Order(
        Guid Id, Party Party, Line[] Lines, DateOnly Due, DateTimeOffset At, TimeSpan Within, Level Level, Dictionary<string, int?> Notes);
}
