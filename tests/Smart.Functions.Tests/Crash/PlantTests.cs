using System.Diagnostics;
using Smart.Functions.Tests.Architecture;
using Smart.Local.Crash;

namespace Smart.Functions.Tests.Crash;

/// <summary>The matrix can fail: each known fault, switched on in a build of its own, breaks the rule that it should.</summary>
public sealed class PlantTests(PlantedProgram program) : IClassFixture<PlantedProgram>
{
    public static TheoryData<string> Faults => [.. Plants.All.Select(plant => plant.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task KnownFault_IsFound_AndTheRuleIsNamed(string name)
    {
        var plant = Plants.All.Single(candidate => candidate.Name == name);

        var (exitCode, output) = await program.RunAsync(plant, isOn: true, TestContext.Current.CancellationToken);

        output.ShouldContain($"broken: {plant.Invariant}", customMessage: output);
        exitCode.ShouldBe(1, output);
    }

    [Fact]
    public async Task PlantedBuild_WithEveryFaultOff_BreaksNothing()
    {
        var (exitCode, output) = await program.RunAsync(Plants.All.Single(plant => plant.Name == "receipt-without-marker"), isOn: false, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(0, output);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void KnownFault_FitsTheSource(string name)
    {
        foreach (var file in Plants.All.Single(plant => plant.Name == name).Changes.Select(change => change.File).Distinct())
        {
            var source = File.ReadAllText(Path.Combine(SourceTree.Root, file));
            Plants.Apply(file, source).ShouldNotBe(source);
        }
    }
}

/// <summary>The build with the known faults, made once.</summary>
public sealed class PlantedProgram
{
    private readonly Lazy<Task> _made = new(() => PlantedBuild.MakeAsync(Folder, CancellationToken.None));

    private static string Folder => Path.Combine(SourceTree.Root, ".smart", "planted");

    /// <summary>Runs the matrix on the effects that a fault spoils.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(Plant plant, bool isOn, CancellationToken cancellationToken)
    {
        await _made.Value.WaitAsync(cancellationToken);
        string[] arguments = [PlantedBuild.ProgramIn(Folder), "crash-matrix", .. isOn ? ["--plant", plant.Name] : Array.Empty<string>(), "--story", plant.Story, "--function", plant.Function, "--without-pairs"];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        if (isOn) start.Environment[Plants.Switch] = plant.Name;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output);
    }
}
