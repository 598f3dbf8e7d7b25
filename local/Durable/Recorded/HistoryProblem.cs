namespace Smart.Local.Durable;

/// <summary>A recorded history that the code of today does not replay.</summary>
/// <param name="History">The history.</param>
/// <param name="Difference">The first difference.</param>
public sealed record HistoryProblem(RecordedHistory History, HistoryDifference Difference)
{
    private const string HowToChange = """
        Instances that live today hold such histories; deployed as it is, this code makes them fail. To change an orchestrator:
          1. Leave the old path as it is for those that run. Put the new one in an orchestrator of a new name and start that, or start
             new instances with a Version and branch: if (context.CompareVersionTo("2.0") >= 0) new path, else old path.
          2. Take the old path out when no instance of it is left.
          3. Record anew: ./smart histories --record, and review what changed in the files.
        """;

    private const string AfterTheEnd = """
        The history was replayed to its last line, and only what follows differs: no instance that lives today is harmed, since it takes
        the new code up where it stands. Is the change meant? Then record anew: ./smart histories --record.
        """;

    /// <summary>Which history, which line, what was expected, what was found, and how to go on.</summary>
    public string Explain() => $"""
        Recorded history {History.Name}: the code of today does not replay it.
          event {Difference.Line}, line {HistoryFile.FirstEventLine + Difference.Line} of the file
          expected {Difference.Expected}
          found    {Difference.Found}
        {(Difference.Line < History.Events.Count ? HowToChange : AfterTheEnd)}
        """;
}
