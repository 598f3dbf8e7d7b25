namespace Smart.Local.Cli;

/// <summary>The repository that this program was built in.</summary>
internal static class Repository
{
    private const string Solution = "Smart.Functions.sln";

    /// <summary>The folder of the solution.</summary>
    /// <exception cref="InvalidOperationException">The program runs outside the repository.</exception>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution))) return folder.FullName;
        }

        throw new InvalidOperationException($"{Solution} was not found above {AppContext.BaseDirectory}.");
    }
}
