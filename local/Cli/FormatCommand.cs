using System.CommandLine;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary>Formats the code, then builds it with every analyzer: what is left is for a person.</summary>
internal static class FormatCommand
{
    /// <summary>The verb.</summary>
    internal static Command Create()
    {
        var command = new Command("format", "Format the code, then build it with every analyzer.");
        command.SetAction((_, cancellation) => RunAsync(Terminal.Out, cancellation));
        return command;
    }

    public static async Task<int> RunAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        (string Title, string[] Arguments)[] steps =
        [
            ("Formatting", ["format", "whitespace", "Smart.Functions.sln", "--no-restore"]),
            ("Applying the code style", ["format", "style", "Smart.Functions.sln", "--no-restore"]),
            ("Checking with every analyzer", ["build", "Smart.Functions.sln", "--no-incremental", "--nologo", "-v", "q"]),
        ];
        var restored = await Steps.RunAsync(console, "Restoring packages", "dotnet", ["restore", "Smart.Functions.sln", "-v", "q"], cancellationToken);
        if (!restored) return ExitCodes.Failed;
        foreach (var (title, arguments) in steps)
        {
            if (!await Steps.RunAsync(console, title, "dotnet", arguments, cancellationToken)) return ExitCodes.Failed;
        }

        console.MarkupLine("[green]Formatted, and nothing to complain about.[/]");
        return ExitCodes.Done;
    }
}

/// <summary>A step of the build with a spinner; its output is shown only when it fails.</summary>
internal static class Steps
{
    public static async Task<bool> RunAsync(IAnsiConsole console, string title, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ShellResult result = null!;
        await console.Status().StartAsync(title, async _ => result = await Shell.RunAsync(program, Repository.Root, arguments, null, cancellationToken));
        if (result.ExitCode == 0)
        {
            console.MarkupLineInterpolated($"[green]✓[/] {title}");
            return true;
        }

        console.MarkupLineInterpolated($"[red]✗ {title}[/]");
        console.WriteLine(result.Output);
        return false;
    }
}
