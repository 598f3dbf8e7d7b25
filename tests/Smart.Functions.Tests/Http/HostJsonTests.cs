using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Smart.Functions.Tests.Http;

public sealed partial class HostJsonTests
{
    [Fact]
    public void Settings_OfHostJson_AreDocumentedEachAndNoOther()
    {
        var root = Root();
        var settings = Flatten(JsonNode.Parse(File.ReadAllText(Path.Combine(root, "host.json")))!, "").ToList();
        var documented = Row().Matches(File.ReadAllText(Path.Combine(root, "docs", "host-json.md"))).Select(row => row.Groups["name"].Value);

        documented.ShouldBe(settings);
    }

    private static IEnumerable<string> Flatten(JsonNode node, string path) => node is JsonObject item
        ? item.SelectMany(member => Flatten(member.Value!, path.Length == 0 ? member.Key : $"{path}.{member.Key}"))
        : [path];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Smart.Functions.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
