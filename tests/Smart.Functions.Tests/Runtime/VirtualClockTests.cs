using Smart.Local.Runtime;

namespace Smart.Functions.Tests.Runtime;

public class VirtualClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock _clock = new(Start);
    private readonly List<string> _fired = [];

    [Fact]
    public void Set_FiresTimersInOrderOfDueTimeAndThenOfCreation()
    {
        using var late = Timer("late", 20);
        using var first = Timer("first", 10);
        using var second = Timer("second", 10);
        using var never = Timer("never", 31);

        _clock.Set(Start.AddSeconds(30));

        _fired.ShouldBe(["first@10", "second@10", "late@20"]);
        _clock.GetUtcNow().ShouldBe(Start.AddSeconds(30));
        _clock.NextTimer.ShouldBe(Start.AddSeconds(31));
    }

    [Fact]
    public void Set_FiresAPeriodicTimerAtEachPeriod()
    {
        using var timer = _clock.CreateTimer(_ => Note("tick"), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

        _clock.Set(Start.AddSeconds(26));

        _fired.ShouldBe(["tick@5", "tick@15", "tick@25"]);
    }

    [Fact]
    public void Set_DoesNotFireADisposedTimer()
    {
        Timer("gone", 1).Dispose();

        _clock.Set(Start.AddSeconds(5));

        _fired.ShouldBeEmpty();
        _clock.NextTimer.ShouldBeNull();
    }

    [Fact]
    public void Set_Backwards_IsRefused() => Should.Throw<ArgumentOutOfRangeException>(() => _clock.Set(Start.AddTicks(-1)));

    [Fact]
    public async Task Delay_InsideAFunction_EndsWithoutTheClock()
    {
        _clock.EnterFunction();

        await Task.Delay(TimeSpan.FromDays(1), _clock, TestContext.Current.CancellationToken);

        _clock.GetUtcNow().ShouldBe(Start);
    }

    private ITimer Timer(string name, int seconds)
        => _clock.CreateTimer(_ => Note(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Note(string name) => _fired.Add($"{name}@{(_clock.GetUtcNow() - Start).TotalSeconds}");
}
