using System.CommandLine;
using Smart.Local.Crash;
using Smart.Local.Demo;
using Smart.Local.Figures;

namespace Smart.Local.Cli;

/// <summary>The command line: what each verb takes and which class does it.</summary>
internal static class SmartCommand
{
    private const int DefaultPort = 7071;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Smart.Functions on one machine: invoices, payments, reminders, legal files and shares, with no Azure account.")
        {
            Demo(),
            Run(),
            Bank(),
            ChaosCommand.Create(),
            ChaosCommand.CreateProduct(),
            Test(),
            Figures(),
            CrashMatrix(),
            BenchCommand.Create(),
            TimelinesCommand.Create(),
            Histories(),
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
        var url = new Option<string>("--url") { Description = "Where the system runs.", DefaultValueFactory = _ => $"http://localhost:{DefaultPort}" };
        url.Validators.Add(result =>
        {
            if (!Uri.TryCreate(result.GetValueOrDefault<string>(), UriKind.Absolute, out var read) || read.Scheme is not ("http" or "https")) result.AddError("--url is an address such as http://localhost:7071.");
        });
        var import = new Command("import", "Send a bank file to the running system and wait until it is booked. Exit code 3: refused.") { file, url };
        import.SetAction((parsed, cancellation) => BankImportCommand.RunAsync(parsed.GetValue(file)!, new Uri(parsed.GetValue(url)!), Terminal.Out, cancellation));
        return new Command("bank", "Bank files.") { inspect, import };
    }

    private static Command Demo()
    {
        var exit = new Option<bool>("--exit") { Description = "Stop after the story instead of serving the console." };
        var json = new Option<bool>("--json") { Description = "Write one line of figures to standard output, and everything else to standard error." };
        var port = new Option<int>("--port") { Description = "Where the console is served.", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("demo", "Play a story of several months on empty storage and a virtual clock, then serve its console.") { exit, json, port };
        command.SetAction((parsed, cancellation) =>
            DemoCommand.RunAsync(parsed.GetValue(exit), parsed.GetValue(json), parsed.GetValue(exit) ? 0 : parsed.GetValue(port), cancellation));
        return command;
    }

    private static Command Run()
    {
        var port = new Option<int>("--port") { Description = "Where the system is served.", DefaultValueFactory = _ => DefaultPort };
        var data = new Option<string?>("--data") { Description = "The folder that keeps the data; .smart/data of the repository when left out." };
        var command = new Command("run", "Serve the system on the real clock and keep its data.") { port, data };
        command.SetAction((parsed, cancellation) => RunCommand.RunAsync(parsed.GetValue(port), parsed.GetValue(data), Terminal.Out, cancellation));
        return command;
    }

    private static Command Test()
    {
        var filter = new Argument<string?>("FILTER") { Description = "A part of the full name of the tests to run.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("test", "Build everything, run the tests, and end with 'N passed, N failed, N skipped'.") { filter };
        command.SetAction((parsed, cancellation) => TestCommand.RunAsync(parsed.GetValue(filter), Terminal.Out, cancellation));
        return command;
    }

    private static Command Figures()
    {
        var command = new Command("figures", "Print the storage calls an invoice and a letter take, and the start-up time. Exit code 1: over a budget.");
        command.SetAction((_, cancellation) => FiguresCommand.RunAsync(Terminal.Out, cancellation));
        return command;
    }

    private static Command CrashMatrix()
    {
        var json = new Option<bool>("--json") { Description = "End with one line of figures on standard output, and write everything else to standard error." };
        var story = new Option<string[]>("--story") { Description = "Play this story only; may be given several times.", DefaultValueFactory = _ => [] };
        var every = new Option<int>("--every") { Description = "Disturb every n-th effect only.", DefaultValueFactory = _ => 1 };
        every.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--every is a number from 1.");
        });
        var function = new Option<string?>("--function") { Description = "Disturb the effects of this function only, such as DispatchLetter." };
        var azurite = new Option<bool>("--azurite") { Description = "Run on Azurite instead of storage in memory: slower by far." };
        var withoutPairs = new Option<bool>("--without-pairs") { Description = "Leave out lost, repeated and late messages." };
        var plant = new Option<string?>("--plant") { Description = $"Switch a known fault on in a build of its own; the matrix must find it. One of: {string.Join(", ", Plants.All.Select(known => known.Name))}." };
        var command = new Command("crash-matrix", "Kill the product at each effect of its main stories and compare the end. Exit code 1: something differs.") { json, story, every, function, azurite, withoutPairs, plant };
        command.SetAction((parsed, cancellation) => CrashMatrixCommand.RunAsync(
            new(parsed.GetValue(json), parsed.GetValue(story)!, parsed.GetValue(every), parsed.GetValue(function), parsed.GetValue(azurite), parsed.GetValue(withoutPairs), parsed.GetValue(plant)), cancellation));
        return command;
    }

    private static Command Histories()
    {
        var record = new Option<bool>("--record") { Description = "Play the stories and write their histories anew before the check." };
        var command = new Command("histories", "Replay the recorded histories against the code as it is. Exit code 1: one no longer replays.") { record };
        command.SetAction((parsed, cancellation) => HistoriesCommand.RunAsync(parsed.GetValue(record), Terminal.Out, cancellation));
        return command;
    }

    private static Command Format()
    {
        var command = new Command("format", "Format the code, then build it with every analyzer.");
        command.SetAction((_, cancellation) => FormatCommand.RunAsync(Terminal.Out, cancellation));
        return command;
    }
}
