using Smart.Functions.Tests.Timelines;
using Smart.Local;
using Smart.Local.Demo;
using Smart.Local.Http;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests;

/// <summary>A story on the whole product: a system of its own, a virtual clock, replay checked, one piece of work at a time.</summary>
public abstract class StoryTest(TestStorage storage) : IAsyncLifetime
{
    private readonly TimelineRecorder _timelines = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public LocalSystem World { get; private set; } = null!;

    public ApiClient Desk => World.As("Desk", "desk");

    public ApiClient Finance => World.As("Finance", "finance");

    /// <summary>When the story begins: a Monday morning, unless it says otherwise.</summary>
    protected virtual DateTimeOffset Start => new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        var own = await storage.ForStoryAsync();
        World = await LocalSystem.StartAsync(
            new()
            {
                ConnectionString = own.ConnectionString,
                StorageTransport = own.Transport,
                Prefix = own.Prefix,
                Patience = TestStorage.Patience,
                VirtualStart = Start,
                Deterministic = true,
                ReplayCheck = true,
                Schedules = DemoRun.Schedules,
                Timelines = _timelines,
            },
            Ct);
    }

    public async ValueTask DisposeAsync()
    {
        FailureTimelines.WriteIfFailed(_timelines, World?.Host);
        if (World is not null) await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers a member, lets a sign-in of that name act as it, and gives its id.</summary>
    protected async Task<string> MemberAsync(string name)
    {
        var address = new { street = "Kerkstraat 1", postalCode = "9000", town = "Gent", country = "BE" };
        var email = $"{name.ToLowerInvariant()}@example.be";
        var id = (await Desk.PostAsync("members", new { name, email, language = "nl", address }, cancellationToken: Ct)).Text("memberId");
        var identity = new { issuer = DevelopmentUser.Issuer, subject = $"dev-{name.ToLowerInvariant()}" };
        (await Desk.PutAsync($"members/{id}/identity", identity, cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        return id;
    }

    /// <summary>A client that is signed in as a member.</summary>
    protected ApiClient Member(string name) => World.As(name, "member");

    /// <summary>Declares contracts as a member.</summary>
    protected async Task<ApiAnswer> DeclareAsync(string name, string memberId, int count = 1)
    {
        ApiAnswer last = null!;
        for (var i = 0; i < count; i++)
        {
            last = await Member(name).PostAsync($"members/{memberId}/contracts", new { title = "Concert", startsOn = "2026-04-01" }, cancellationToken: Ct);
        }

        return last;
    }
}
