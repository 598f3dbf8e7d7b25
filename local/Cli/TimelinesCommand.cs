using System.CommandLine;
using System.Text;
using Smart.Local.Azurite;
using Smart.Local.Timelines.Pages;

namespace Smart.Local.Cli;

/// <summary>What <see cref="TimelinesCommand"/> does.</summary>
public sealed record TimelinesOptions
{
    /// <summary>Compare instead of writing.</summary>
    public bool Check { get; init; }

    /// <summary>The one story to play; null: all of them.</summary>
    public string? Story { get; init; }

    /// <summary>Where the pages are; null: docs/timelines of the repository.</summary>
    public string? Folder { get; init; }

    /// <summary>Where tables and blobs are; null starts an Azurite that ends with the command.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>What the names of tables and containers begin with.</summary>
    public string Prefix { get; init; } = "timelines";
}

/// <summary><c>./smart timelines</c>: plays the main stories on the virtual clock and writes what their orchestrations did.</summary>
public static class TimelinesCommand
{
    private const string Index = "README.md";

    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var story = new Argument<string?>("STORY") { Description = "The one story to play.", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit code 1 when a page would change." };
        var command = new Command("timelines", "Play the main stories on the virtual clock and write what their orchestrations did into docs/timelines.") { story, check };
        command.SetAction((parsed, cancellation) =>
            RunAsync(new TimelinesOptions { Story = parsed.GetValue(story), Check = parsed.GetValue(check) }, Console.Out, cancellation));
        return command;
    }

    /// <summary>Writes the pages, or compares them.</summary>
    /// <returns>0 written or the same; 1 a page would change; 2 there is no such story.</returns>
    public static async Task<int> RunAsync(TimelinesOptions options, TextWriter output, CancellationToken cancellationToken = default)
    {
        var stories = TimelineStories.All.Where(story => options.Story is null || story.Name == options.Story).ToList();
        if (stories.Count == 0)
        {
            await output.WriteLineAsync($"smart: there is no story '{options.Story}'; there are {string.Join(", ", TimelineStories.All.Select(story => story.Name))}.");
            return ExitCodes.Usage;
        }

        var folder = options.Folder ?? Path.Combine(Repository.Root, "docs", "timelines");
        var stale = await PlaceAsync(folder, Index, IndexPage(), options.Check, output, cancellationToken) ? 1 : 0;
        await using var azurite = options.ConnectionString is null ? await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken) : null;
        foreach (var (number, story) in stories.Index())
        {
            var page = await TimelinePage.WriteAsync(story, options.ConnectionString ?? azurite!.ConnectionString, $"{options.Prefix}x{number}", cancellationToken);
            if (await PlaceAsync(folder, $"{story.Name}.md", page, options.Check, output, cancellationToken)) stale++;
        }

        if (stale == 0) await output.WriteLineAsync("The pages say what the stories tell now.");
        return options.Check && stale > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }

    // Whether the page is another than the one that is there.
    private static async Task<bool> PlaceAsync(string folder, string name, string page, bool check, TextWriter output, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        var changes = !File.Exists(path) || await File.ReadAllTextAsync(path, cancellationToken) != page;
        if (!changes) return false;
        if (!check)
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(path, page, cancellationToken);
        }

        await output.WriteLineAsync(check ? $"{name} is not what the story tells now: run './smart timelines'." : $"{name} written.");
        return true;
    }

    private static string IndexPage()
    {
        var page = new StringBuilder("# What the orchestrations do\n\n");
        page.Append("The main stories, each played on the virtual clock and drawn from the histories of its orchestrations. ");
        page.Append("Written by `./smart timelines`; `./smart timelines --check` says whether they are still true.\n\n");
        foreach (var story in TimelineStories.All) page.Append($"- [{story.Title}]({story.Name}.md)\n");
        page.Append("\nThe console shows the same for each orchestration of a running system, and a story test that fails writes it to its output.\n");
        return page.ToString();
    }
}
