namespace Smart.Functions.Tests.Timelines;

/// <summary>The console shows an orchestration as a timeline.</summary>
public sealed class InstancePageTests(TestStorage storage)
{
    [Fact]
    public async Task Page_OfAnInstance_ShowsItsWholeStory_AsTextAndAsMermaid()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var system = await Local.LocalSystem.StartAsync(
            new()
            {
                ConnectionString = await storage.ConnectAsync(),
                Prefix = storage.NewPrefix(),
                VirtualStart = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
                Console = true,
                Schedules = Local.Demo.DemoRun.Schedules,
            },
            ct);
        await system.AdvanceToAsync(new DateOnly(2026, 3, 3), cancellationToken: ct);
        var id = system.Timelines!.Instances.Single(instance => instance.StartsWith("bankfile-", StringComparison.Ordinal));

        var page = await system.Host.Http.GetStringAsync(new Uri($"/work/{id}", UriKind.Relative), ct);

        page.ShouldContain("<h2>Timeline</h2>");
        page.ShouldContain("18:00  VerifyBankFile → yes\n  18:00  continues as new\n");
        page.ShouldContain("sequenceDiagram");
        page.ShouldContain("a--&gt;&gt;o: yes");
        page.ShouldNotContain("<script", Case.Insensitive);
    }
}
