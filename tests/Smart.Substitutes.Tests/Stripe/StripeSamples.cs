namespace Smart.Substitutes.Tests.Stripe;

internal static class StripeSamples
{
    internal static string PathOf(string relativePath)
    {
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
        {
            if (!File.Exists(Path.Combine(root.FullName, "Smart.Functions.sln"))) continue;
            var path = Path.Combine(root.FullName, "..", "shared", "data", "stripe", relativePath);
            if (!Path.Exists(path)) Assert.Skip($"Sample data stripe/{relativePath} is not beside the repository.");
            return path;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
