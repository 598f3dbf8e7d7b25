using System.CommandLine;
using Spectre.Console;

namespace Smart.Local.Cli;

/// <summary>The command line: what each verb takes and which class does it.</summary>
internal static class SmartCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Smart.Functions on one machine: invoices, payments, reminders, legal files and shares, with no Azure account.")
        {
            Bank(),
            Test(),
            Format(),
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

    private static Command Bank()
    {
        var file = new Argument<string>("FILE") { Description = "A CODA file." };
        var json = new Option<bool>("--json") { Description = "Write JSON for programs." };
        var inspect = new Command("inspect", "Show what a bank file holds and what is wrong with it. Books nothing. Exit code 3: refused.") { file, json };
        inspect.SetAction((parsed, _) => BankInspectCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(json), Console.Out));
        return new Command("bank", "Bank files.") { inspect };
    }

    private static Command Test()
    {
        var filter = new Argument<string?>("FILTER") { Description = "A part of the full name of the tests to run.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("test", "Build everything, run the tests, and end with 'N passed, N failed, N skipped'.") { filter };
        command.SetAction((parsed, cancellation) => TestCommand.RunAsync(parsed.GetValue(filter), AnsiConsole.Console, cancellation));
        return command;
    }

    private static Command Format()
    {
        var command = new Command("format", "Format the code, then build it with every analyzer.");
        command.SetAction((_, cancellation) => FormatCommand.RunAsync(AnsiConsole.Console, cancellation));
        return command;
    }
}
