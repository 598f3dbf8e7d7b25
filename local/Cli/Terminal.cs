using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary>Colours and spinners belong on a terminal only: a file or a pipe gets plain text.</summary>
internal static class Terminal
{
    private const int PlainWidth = 160;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Out { get; } = Over(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Error { get; } = Over(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Over(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isRedirected) console.Profile.Width = PlainWidth;
        return console;
    }
}
