using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Smart.Local.Azurite;

/// <summary>Azurite in a tool folder, at the version of the committed lock file.</summary>
internal static class AzuriteInstallation
{
    private const string HostScript = "azurite-host.cjs";
    private static readonly string[] Packages = ["package.json", "package-lock.json"];
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(200);

    /// <summary>Installs what is missing and answers the script to run. Processes that start together wait for the one that installs.</summary>
    public static async Task<string> EnsureAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(options.ToolFolder ?? Path.Combine(RepositoryRoot(), ".smart", "azurite"));
        var marker = Path.Combine(folder, "installed");
        var script = Path.Combine(folder, HostScript);
        var version = Version();
        if (await HoldsAsync(marker, version, cancellationToken) && await HoldsAsync(script, Read(HostScript), cancellationToken)) return script;

        Directory.CreateDirectory(folder);
        await using var exclusive = await LockAsync(Path.Combine(folder, "install.lock"), cancellationToken);
        await File.WriteAllTextAsync(script, Read(HostScript), cancellationToken);
        if (await HoldsAsync(marker, version, cancellationToken)) return script;

        options.Progress?.Report("Installing Azurite (npm ci)");
        File.Delete(marker);
        foreach (var name in Packages) await File.WriteAllTextAsync(Path.Combine(folder, name), Read(name), cancellationToken);
        await Npm.CleanInstallAsync(folder, cancellationToken);
        await File.WriteAllTextAsync(marker, version, cancellationToken);
        return script;
    }

    private static async Task<bool> HoldsAsync(string file, string text, CancellationToken cancellationToken) =>
        File.Exists(file) && await File.ReadAllTextAsync(file, cancellationToken) == text;

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(LockRetry, TimeProvider.System, cancellationToken); // another process installs
            }
        }
    }

    private static string Version() =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(Packages.Select(Read)))));

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Azurite/{name}")
            ?? throw new InvalidOperationException($"The resource Azurite/{name} is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Smart.Functions.sln"))) return folder.FullName;
        return Environment.CurrentDirectory;
    }
}
