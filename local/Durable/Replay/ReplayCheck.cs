namespace Smart.Local.Durable;

/// <summary>Runs an orchestrator a second time and compares what it asks for, down to the inputs.</summary>
internal static class ReplayCheck
{
    internal static NonDeterminismException? Differs(RunRequest request, RunResult first)
    {
        // All of it is history now, as it will be tomorrow: nothing is logged twice.
        var second = OrchestrationRun.Execute(request with { NewFrom = request.History.Count, ForeignAwait = static () => { } });
        var line = request.History.Count;
        for (var index = 0; index < Math.Max(first.Actions.Count, second.Actions.Count); index++, line++)
        {
            var expected = index < first.Actions.Count ? first.Actions[index] : null;
            var found = index < second.Actions.Count ? second.Actions[index] : null;
            if (expected != found)
            {
                return NonDeterminismException.Of(request.Row, new(line, Show(expected), Show(found)));
            }
        }

        if (!Same(first.Outcome, second.Outcome))
        {
            return NonDeterminismException.Of(request.Row, new(line, first.Outcome.Describe(), second.Outcome.Describe()));
        }

        return null;
    }

    private static bool Same(Outcome first, Outcome second) => (first, second) switch
    {
        (Outcome.Finished a, Outcome.Finished b) => a.Output == b.Output && a.Failure?.Type == b.Failure?.Type && a.Failure?.Message == b.Failure?.Message,
        (Outcome.ContinuedAsNew a, Outcome.ContinuedAsNew b) => a.Input == b.Input && a.Carried.SequenceEqual(b.Carried),
        _ => first.GetType() == second.GetType(),
    };

    private static string Show(ActionEvent? action) => action is null
        ? "nothing"
        : $"{action.Describe()} with {(action switch
        {
            ActivityScheduled activity => activity.Input,
            ChildStarted child => child.Input,
            EventSent sent => sent.Payload,
            TimerCreated timer => timer.FireAt.ToString("O"),
            _ => null,
        }) ?? "nothing"}";
}
