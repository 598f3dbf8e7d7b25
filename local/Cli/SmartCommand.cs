using System.CommandLine;
using Smart.Local.Crash;
using Smart.Local.Demo;
using Smart.Local.Figures;

namespace Smart.Local.Cli;

/// <summary>The command line. What a verb takes is said by the class that does it.</summary>
internal static class SmartCommand
{
    /// <summary>Where the system is served unless told otherwise.</summary>
    internal const int DefaultPort = 7071;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Smart.Functions on one machine: invoices, payments, reminders, legal files and shares, with no Azure account.")
        {
            DemoCommand.Create(),
            RunCommand.Create(),
            new Command("bank", "Bank files.") { BankInspectCommand.Create(), BankImportCommand.Create() },
            ChaosCommand.Create(),
            ChaosCommand.CreateProduct(),
            TestCommand.Create(),
            FiguresCommand.Create(),
            CrashMatrixCommand.Create(),
            BenchCommand.Create(),
            FuzzCommand.Create(),
            TimelinesCommand.Create(),
            HistoriesCommand.Create(),
            FormatCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"smart: {error.Message}");
            await Console.Error.WriteLineAsync("smart: './smart --help' shows what there is.");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"smart: {error.Message}");
            return ExitCodes.Failed;
        }
    }
}
