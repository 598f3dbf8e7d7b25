using System.Diagnostics;
using System.Text;

namespace Smart.Local.Cli;

/// <summary>Runs the tools of the build.</summary>
internal static class Shell
{
    /// <summary>Runs a program to its end and keeps what it said.</summary>
    /// <param name="program">Found on the path.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">Each as one word.</param>
    /// <param name="line">Told of each line as it comes.</param>
    /// <param name="cancellationToken">Kills the program and what it started.</param>
    public static async Task<ShellResult> RunAsync(
        string program, string folder, IReadOnlyList<string> arguments, Action<string>? line, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        using var process = new Process { StartInfo = start };
        var gate = new Lock();
        var text = new StringBuilder();
        process.OutputDataReceived += (_, data) => Take(data.Data);
        process.ErrorDataReceived += (_, data) => Take(data.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ShellResult(process.ExitCode, text.ToString());

        void Take(string? said)
        {
            if (said is null) return;
            lock (gate) text.AppendLine(said);
            line?.Invoke(said);
        }
    }
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, both streams.</param>
internal sealed record ShellResult(int ExitCode, string Output);
