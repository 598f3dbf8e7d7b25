using System.ComponentModel;
using System.Diagnostics;

namespace Smart.Local.Azurite;

/// <summary>Starts node and npm, and says what to install when they are missing.</summary>
internal static class Npm
{
    /// <summary>Installs exactly what the lock file of the folder names.</summary>
    /// <exception cref="InvalidOperationException">npm is missing or refused the lock file; the message holds what it said.</exception>
    public static async Task CleanInstallAsync(string folder, CancellationToken cancellationToken)
    {
        // No scripts of packages run: none of them needs to.
        using var npm = Start(
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            folder,
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await npm.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed with exit code {npm.ExitCode} in {folder}:\n{await errors}{await output}");
    }

    public static Process Start(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"'{program}' was not found. Storage runs on Azurite, which needs Node.js 20 or newer with npm: install it from nodejs.org and try again.",
                missing);
        }
    }
}
