using Microsoft.DurableTask.Client;
using Smart.Local.Durable;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests.Timelines;

/// <summary>Small histories, and how they read.</summary>
public sealed class TimelineTests
{
    // Monday, nine in the morning in Brussels; winter time.
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly FailureInfo Refused = new("Azure.RequestFailedException", "Busy\nStatus: 503", null, null);

    private static TimelineSubject Subject(OrchestrationRuntimeStatus status = OrchestrationRuntimeStatus.Running) => new("Dun", "dun-4k3x9q7w2m5t8r1n6z0a-1", status);

    private static HistoryEvent At(double minutes, HistoryEvent line) => line with { At = Nine.AddMinutes(minutes) };

    private static HistoryEvent Starts(double minutes = 0) => At(minutes, new ExecutionStarted("Dun", null, "", null));

    private static HistoryEvent Runs(double minutes = 0) => At(minutes, new EpisodeStarted());

    private static string Text(params HistoryEvent[] events) => TextTimeline.Write(Subject(), events);

    private static string[] Steps(params HistoryEvent[] events) => [.. Text(events).Split('\n').Skip(2).Where(line => line.Length > 0).Select(line => line.Trim())];

    [Fact]
    public void Text_OfAWholeStory_ReadsFromTopToBottom() => TextTimeline.Write(
        Subject(OrchestrationRuntimeStatus.Completed),
        [
            Starts(), Runs(), At(0, new ActivityScheduled(0, "Evaluate", null)),
            Runs(), At(0, new ActivityCompleted(0, "\"Wait\"")), At(0, new TimerCreated(1, Nine.AddDays(2))),
            Runs(1440), At(1440, new EventRaised("Hint", "\"paid\"")), At(1440, new TimerCanceled(2, 1)),
            Starts(1440), Runs(1440), At(1440, new ActivityScheduled(0, "Close", null)),
            Runs(1500), At(1500, new ActivityCompleted(0, null)), At(1500, new ExecutionFinished("true", null)),
        ]).ShouldBe("""
            Dun dun-4k3x9q…-1: Completed
            Mon 2 March 2026
              09:00  begins
              09:00  Evaluate → Wait
              09:00  waits until Wed 4 March 09:00
            Tue 3 March 2026
              09:00  hears Hint: paid
              09:00  waits no longer
              09:00  continues as new
              09:00  asks for Close
              10:00  Close → done
              10:00  ends: yes

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Mermaid_OfTheSame_NamesWhoTakesPart_AndJoinsNotes() => MermaidTimeline.Write(
        Subject(),
        [
            Starts(), Runs(), At(0, new ActivityScheduled(0, "Evaluate", null)),
            Runs(), At(0, new ActivityCompleted(0, "\"a;b#c\"")), At(0, new TimerCreated(1, Nine.AddDays(2))),
            Runs(2880), At(2880, new TimerFired(1)), At(2880, new EventRaised("Hint", null)), At(2880, new ExecutionFinished(null, Refused)),
        ]).ShouldBe("""
            sequenceDiagram
                participant w as outside
                participant o as Dun
                participant a as activities
                Note over o: Mon 2 March 2026<br/>09:00 begins
                o->>a: 09:00 Evaluate
                a-->>o: a#59;b#35;c
                Note over o: 09:00 waits until Wed 4 March 09:00
                Note over o: Wed 4 March 2026<br/>09:00 the time has come
                w-)o: 09:00 Hint
                Note over o: 09:00 fails: RequestFailedException (Busy)

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Retries_AreCounted_UntilOneSucceeds() => Steps(
        Starts(), Runs(), At(0, new ActivityScheduled(0, "Send", "1")),
        Runs(1), At(1, new ActivityFailed(0, Refused)), At(1, new TimerCreated(1, Nine.AddMinutes(1).AddSeconds(5))),
        Runs(2), At(2, new TimerFired(1)), At(2, new ActivityScheduled(2, "Send", "1")), At(2, new ActivityScheduled(3, "Send", "2")),
        Runs(2), At(2, new ActivityCompleted(2, null)), At(2, new ActivityCompleted(3, null)), At(2, new ActivityScheduled(4, "Send", "1")))
        .ShouldBe([
            "09:00  begins", "09:00  asks for Send", "09:01  Send fails: RequestFailedException (Busy)", "09:01  waits until 09:01:05",
            "09:02  the time has come", "09:02  Send → done (attempt 2)", "09:02  Send → done", "09:02  asks for Send",
        ]);

    [Fact]
    public void Children_AreStartedAndCome_WellOrNot() => Steps(
        Starts(), Runs(), At(0, new ChildStarted(0, "Kid", "kid-1", null, "")), At(0, new ChildStarted(1, "Kid", "kid-2", null, "")),
        Runs(), At(0, new ChildCompleted(0, "7")), Runs(3), At(3, new ChildFailed(1, Refused)), At(3, new ChildTerminationSent("kid-3")))
        .ShouldBe([
            "09:00  begins", "09:00  Kid → 7 (as kid-1)", "09:00  starts Kid (as kid-2)", "09:03  Kid fails: RequestFailedException (Busy)", "09:03  child (kid-3 is told to end)",
        ]);

    [Fact]
    public void RequestsFromOutside_AreTold() => Steps(
        At(0, new ExecutionStarted("Dun", null, "", new ParentLink("boss-1", "Boss", 1, 0))), At(1, new ExecutionSuspended("lunch")), At(2, new ExecutionResumed(null)),
        Runs(2), At(2, new EventSent(0, "other-1", "Hint", "\"x\"")), At(3, new StepNotSeen()), At(4, new ExecutionTerminated(null, false)), Starts(5))
        .ShouldBe([
            "09:00  begins (asked by boss-1)", "09:01  is suspended", "09:02  goes on", "09:02  says Hint: x (to other-1)",
            "09:03  did something that was not recorded", "09:04  is terminated", "09:05  begins",
        ]);

    [Fact]
    public void Result_ThatCameAfterSomethingElse_KeepsItsPlace() => Steps(
        Starts(), Runs(), At(0, new ActivityScheduled(0, "Slow", null)), Runs(), At(0, new EventRaised("Hint", null)), Runs(), At(0, new ActivityCompleted(0, null)))
        .ShouldBe(["09:00  begins", "09:00  asks for Slow", "09:00  hears Hint", "09:00  Slow → done"]);

    [Fact]
    public void ExecutionsThatDidTheSame_AreDrawnTogether_ButNotTheOneThatStillWaits()
    {
        List<HistoryEvent> events = [];
        for (var day = 0; day < 4; day++)
        {
            var now = day * 1440;
            events.AddRange([Starts(now), Runs(now), At(now, new ActivityScheduled(0, "Evaluate", null)), Runs(now), At(now, new ActivityCompleted(0, "1")), At(now, new TimerCreated(1, Nine.AddDays(day + 1)))]);
            if (day < 2) events.AddRange([Runs(now + 1440), At(now + 1440, new TimerFired(1))]);
            if (day == 2) events.AddRange([Runs(now + 60), At(now + 60, new EventRaised("Hint", "\"sweep\"")), At(now + 60, new TimerCanceled(2, 1))]);
        }

        Steps([.. events]).ShouldBe([
            "09:00  begins", "09:00  Evaluate → 1", "3 times, until Thu 5 March 09:00: the time had come 2 times, heard Hint: sweep once",
            "Thu 5 March 2026", "09:00  Evaluate → 1", "09:00  waits until Fri 6 March 09:00",
        ]);
        MermaidTimeline.Write(Subject(), events).ShouldContain("    loop 3 times, until Thu 5 March 09:00: the time had come 2 times, heard Hint: sweep once\n    o->>a: 09:00 Evaluate\n    a-->>o: 1\n    end\n");
    }

    [Fact]
    public void EventCarriedOver_IsToldOnce() => Steps(
        Starts(), Runs(), At(0, new EventRaised("Hint", null)), Starts(), At(0, new EventRaised("Hint", null)), Runs(), At(0, new ExecutionFinished(null, null)))
        .ShouldBe(["09:00  begins", "09:00  hears Hint", "09:00  continues as new", "09:00  ends"]);

    [Fact]
    public void Times_AreThoseOfBrussels_InSummerToo() => Steps(
        Starts(), Runs(), At(0, new TimerCreated(0, new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero))), At(0, new TimerCreated(1, new DateTimeOffset(2026, 7, 1, 7, 0, 0, TimeSpan.Zero))))
        .ShouldBe(["09:00  begins", "09:00  waits until Fri 1 January 2027 00:30", "09:00  waits until Wed 1 July 09:00"]);

    [Fact]
    public void NothingKnown_IsAHeadingAlone() => Text().ShouldBe("Dun dun-4k3x9q…-1: Running\n");
}
