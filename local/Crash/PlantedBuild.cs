using System.Diagnostics;
using Smart.Local.Cli;
using Spectre.Console;

namespace Smart.Local.Crash;

/// <summary>A build of a copy of the source with the known faults in it, each off until it is asked for.</summary>
public static class PlantedBuild
{
    private static readonly string[] Folders = ["functions", "shared", "local", "substitutes"];

    /// <summary>The program of the build in a folder.</summary>
    /// <param name="folder">Where the copy is.</param>
    public static string ProgramIn(string folder) => Path.Combine(folder, "local", "bin", "Debug", "net10.0", "Smart.Local.dll");

    /// <summary>Copies the source, plants the faults, and builds.</summary>
    /// <param name="folder">Where the copy goes; what is there and unchanged stays, so that a second build is short.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="InvalidOperationException">A fault no longer fits the source, or the build failed.</exception>
    public static async Task MakeAsync(string folder, CancellationToken cancellationToken)
    {
        var root = Repository.Root;
        foreach (var file in Directory.EnumerateFiles(root)) await CopyAsync(file, Path.Combine(folder, Path.GetFileName(file)), null, cancellationToken);
        foreach (var file in Folders.SelectMany(name => SourcesIn(Path.Combine(root, name))))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            var planted = Plants.All.Any(plant => plant.Changes.Any(change => change.File == path)) ? Plants.Apply(path, await File.ReadAllTextAsync(file, cancellationToken)) : null;
            await CopyAsync(file, Path.Combine(folder, path), planted, cancellationToken);
        }

        var built = await Shell.RunAsync("dotnet", folder, ["build", "local/Smart.Local.csproj", "--nologo", "-v", "q", "-p:RunAnalyzers=false"], null, cancellationToken);
        if (built.ExitCode != 0) throw new InvalidOperationException($"The build with known faults failed.\n{built.Output}");
    }

    /// <summary>Builds, then runs the same command there with its fault switched on.</summary>
    internal static async Task<int> RunAsync(CrashMatrixRequest request, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (Plants.All.FirstOrDefault(plant => plant.Name == request.Plant) is not { } plant)
        {
            console.MarkupLineInterpolated($"[red]There is no fault {request.Plant}.[/] There are: {string.Join(", ", Plants.All.Select(known => known.Name))}.");
            return ExitCodes.Usage;
        }

        console.MarkupLineInterpolated($"Planting [bold]{plant.Name}[/]: {plant.What}");
        var folder = Path.Combine(Repository.Root, ".smart", "planted");
        await MakeAsync(folder, cancellationToken);
        return await StartAsync(folder, plant, Arguments(request, plant), cancellationToken);
    }

    private static async Task<int> StartAsync(string folder, Plant plant, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramIn(folder), .. arguments]) { UseShellExecute = false };
        start.Environment[Plants.Switch] = plant.Name;
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static IEnumerable<string> Arguments(CrashMatrixRequest request, Plant plant)
    {
        yield return "crash-matrix";
        yield return "--plant";
        yield return plant.Name;
        foreach (var story in request.Stories.Count == 0 ? [plant.Story] : request.Stories)
        {
            yield return "--story";
            yield return story;
        }

        yield return "--every";
        yield return request.Every.ToString(System.Globalization.CultureInfo.InvariantCulture);
        yield return "--function";
        yield return request.Function ?? plant.Function;
        if (request.Json) yield return "--json";
        if (request.OnAzurite) yield return "--azurite";
        if (request.WithoutPairs) yield return "--without-pairs";
    }

    private static IEnumerable<string> SourcesIn(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar) is var parts && !parts.Contains("bin", StringComparer.Ordinal) && !parts.Contains("obj", StringComparer.Ordinal));

    // What has not changed keeps its time, so that the build leaves it alone.
    private static async Task CopyAsync(string from, string to, string? content, CancellationToken cancellationToken)
    {
        var bytes = content is null ? await File.ReadAllBytesAsync(from, cancellationToken) : System.Text.Encoding.UTF8.GetBytes(content);
        var there = File.Exists(to) ? await File.ReadAllBytesAsync(to, cancellationToken) : null;
        if (there is not null && bytes.AsSpan().SequenceEqual(there)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        await File.WriteAllBytesAsync(to, bytes, cancellationToken);
    }
}
