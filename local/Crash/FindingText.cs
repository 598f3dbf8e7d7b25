using System.Globalization;
using System.Text;

namespace Smart.Local.Crash;

/// <summary>Shows what happened in a run that broke a rule: the effects around the fault and after it, then what each orchestration did.</summary>
public static class FindingText
{
    private const int Before = 25, After = 60;

    /// <summary>The timeline of a finding.</summary>
    public static string Of(Finding finding)
    {
        var (story, run, violation) = finding;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{violation.Invariant} is broken in {story.Name}, {run.Plan}: {violation.Detail}");
        var at = run.Disturbed?.Number ?? run.Effects.Count;
        var from = Math.Max(0, at - Before);
        if (from > 0) text.AppendLine(CultureInfo.InvariantCulture, $"  … {from} effects before");
        foreach (var effect in run.Effects.Skip(from).Take(Before + After))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {effect}");
            if (effect.Number == run.Disturbed?.Number) text.AppendLine(CultureInfo.InvariantCulture, $"  ======== {run.Plan} ========");
        }

        if (run.Effects.Count > from + Before + After) text.AppendLine(CultureInfo.InvariantCulture, $"  … {run.Effects.Count - from - Before - After} effects more");
        text.AppendLine();
        text.Append(run.Timelines.Value);
        return text.ToString();
    }
}
