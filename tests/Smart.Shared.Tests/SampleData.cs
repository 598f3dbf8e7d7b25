namespace Smart.Shared.Tests;

/// <summary>Sample data written by others, beside the repository; a test that needs it is skipped where it is absent.</summary>
internal static class SampleData
{
    public static string Read(string relativePath) => File.ReadAllText(PathOf(relativePath));

    public static string PathOf(string relativePath)
    {
        var path = Path.Combine(Root(), "..", "shared", "data", relativePath);
        if (!Path.Exists(path)) Assert.Skip($"Sample data {relativePath} is not beside the repository.");
        return path;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Smart.Functions.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
