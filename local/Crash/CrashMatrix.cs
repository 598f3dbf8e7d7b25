using System.Collections.Concurrent;
using System.Diagnostics;
using Smart.Local.Crash.Stories;
using Smart.Local.Runtime;
using Smart.Local.Simulation;

namespace Smart.Local.Crash;

/// <summary>
/// Plays each story without a fault, then again with the process killed before and after each of its effects and with the answer of
/// each lost, and again with a message lost, repeated or late besides. The end must be the same.
/// </summary>
/// <param name="options">Which stories, and how.</param>
/// <param name="progress">Told after each run.</param>
public sealed class CrashMatrix(CrashOptions options, Action<string, int, int>? progress = null)
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(40);
    private static readonly CrashMode[] Modes = [CrashMode.Before, CrashMode.After, CrashMode.AnswerLost];
    private readonly CrashStage _stage = new(options);

    /// <summary>Every story, in the order in which they are played.</summary>
    public static IReadOnlyList<CrashStory> Stories { get; } =
    [
        new IssueAndPay(),
        new ThreeLetters(),
        new ThreeLetters { Memory = MailMemory.LookUpOnly, Visibility = TimeSpan.FromMinutes(2) },
        new ThreeLetters { Memory = MailMemory.Nothing },
        new PartPayment { Memory = MailMemory.LookUpOnly, Visibility = TimeSpan.FromMinutes(2) },
        new BrokenDelivery { Memory = MailMemory.LookUpOnly, Visibility = TimeSpan.FromMinutes(2) },
        new ShareBought { Memory = MailMemory.LookUpOnly, Visibility = TimeSpan.FromMinutes(2) },
        new TwoDebtors { Memory = MailMemory.LookUpOnly },
        new PaymentComesBack { Memory = MailMemory.LookUpOnly, Visibility = TimeSpan.FromMinutes(2) },
        new CallerWhoGivesUp(),
    ];

    /// <summary>Plays them all.</summary>
    public async Task<MatrixReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        var chosen = Stories.Where(story => options.Stories.Count == 0 || options.Stories.Contains(story.Name)).ToList();
        var stories = new List<StoryReport>();
        foreach (var story in chosen) stories.Add(await RunAsync(story, cancellationToken));
        return new MatrixReport(stories, Stopwatch.GetElapsedTime(began));
    }

    private async Task<StoryReport> RunAsync(CrashStory story, CancellationToken cancellationToken)
    {
        var reference = await _stage.PlayAsync(story, FaultPlan.None, cancellationToken);
        var again = await _stage.PlayAsync(story, FaultPlan.None, cancellationToken);
        var findings = new ConcurrentQueue<Finding>(reference.Violations.Select(violation => new Finding(story, reference, violation)));
        if (Difference(reference, again, reference.Effects.Count) is { } unsteady) findings.Enqueue(new Finding(story, again, unsteady));
        var report = new StoryReport(story, reference);
        if (!findings.IsEmpty) return report with { Findings = [.. findings] };
        var plans = Plans(reference).ToList();
        var done = 0;
        await Parallel.ForEachAsync(plans, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken }, async (plan, token) =>
        {
            if (options.StopEarly && !findings.IsEmpty) return;
            var run = await _stage.PlayAsync(story, plan, token);
            foreach (var violation in Judge(story, reference, run)) findings.Enqueue(new Finding(story, run, violation));
            var count = Interlocked.Increment(ref done);
            progress?.Invoke(story.Name, count, plans.Count);
        });
        return report with { CrashPoints = plans.Select(plan => plan.Effect).Distinct().Count(), Runs = done, Findings = [.. findings.OrderBy(finding => finding.Run.Plan.Effect)] };
    }

    private IEnumerable<FaultPlan> Plans(CrashRun reference)
    {
        var chosen = reference.Effects.Where(effect => options.Function is null || effect.Function == options.Function).Select(effect => effect.Number).Where((_, index) => index % options.Every == 0);
        foreach (var effect in chosen)
        {
            foreach (var mode in Modes) yield return new FaultPlan(effect, mode);
            if (options.WithoutPairs || reference.Messages.Count == 0) continue;

            // The message under way at the effect: the last one sent before it, or the first of all.
            var message = Math.Max(1, reference.Messages.Count(sent => sent.After < effect));
            MessageFate[] fates = [MessageFate.Repeated, MessageFate.Lost, MessageFate.Late(Lateness)];
            foreach (var fate in fates) yield return new FaultPlan(effect, Modes[effect % Modes.Length], message, fate);
        }
    }

    private static IEnumerable<Violation> Judge(CrashStory story, CrashRun reference, CrashRun run)
    {
        foreach (var violation in run.Violations) yield return violation;

        // With a message lost there may be fewer steps, and others.
        if (run.Plan.Message == 0 && run.Disturbed is null) yield return new Violation("same-steps", "The effect never came.");
        if (run.Plan.Message == 0 && Difference(reference, run, run.Plan.Effect) is { } other) yield return other;
        if (!story.EndsTheSame) yield break;
        var timely = run.Plan.Fate is null or { Copies: > 0, Delay.Ticks: 0 };
        foreach (var violation in Compare(BooksText.Sections(reference.Books, timely), BooksText.Sections(run.Books, timely), story)) yield return violation;
    }

    // Until it is disturbed a run is the reference over again.
    private static Violation? Difference(CrashRun reference, CrashRun run, int upTo)
    {
        for (var number = 0; number < upTo; number++)
        {
            var found = number < run.Effects.Count ? run.Effects[number] : null;
            if (found is null || !found.IsSameStep(reference.Effects[number])) return new Violation("same-steps", $"Undisturbed the story does {reference.Effects[number]}; now it does {found?.ToString() ?? "nothing"}.");
        }

        return null;
    }

    private static IEnumerable<Violation> Compare(
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected, IReadOnlyDictionary<string, IReadOnlyList<string>> found, CrashStory story)
    {
        foreach (var (invariant, lines) in expected)
        {
            var missing = Without(lines, found[invariant]);
            var surplus = Without(found[invariant], lines);

            // Where the provider cannot be asked, a message that is no letter goes at most once.
            if (invariant == "same-mail" && story.Memory == MailMemory.Nothing) missing = [.. missing.Where(line => !line.Contains("-nag-", StringComparison.Ordinal))];
            if (missing.Count + surplus.Count > 0) yield return new Violation(invariant, string.Concat(missing.Select(line => $"\n    missing {line}").Concat(surplus.Select(line => $"\n    surplus {line}"))));
        }
    }

    private static List<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = lines.ToList();
        foreach (var line in others) left.Remove(line);
        return left;
    }
}
