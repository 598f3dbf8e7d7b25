using System.ComponentModel;
using System.Diagnostics;

namespace Smart.Substitutes.Tests.Pdf;

/// <summary>Runs a PDF tool of the machine over a file; the test is skipped where the tool is absent.</summary>
internal static class Tool
{
    internal static async Task<string> RunAsync(string tool, byte[] file, Func<string, string[]> arguments)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file, TestContext.Current.CancellationToken);
            using var process = Start(tool, arguments(path));
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0);
            return output;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Process Start(string tool, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{tool} is not installed.");
            throw;
        }
    }
}
