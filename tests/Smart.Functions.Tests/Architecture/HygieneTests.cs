using System.Text.Json;
using System.Text.RegularExpressions;

namespace Smart.Functions.Tests.Architecture;

public partial class HygieneTests
{
    private const int MostLines = 300;

    [Fact]
    public void StaticFields_NeverChange()
    {
        var changing = from assembly in (System.Reflection.Assembly[])[ProductCode.Shared, ProductCode.Functions, ProductCode.Local]
                       from type in assembly.GetTypes()
                       where !ProductCode.IsGenerated(type)
                       from field in ProductCode.FieldsOf(type)
                       where field is { IsStatic: true, IsInitOnly: false, IsLiteral: false }
                       select $"{type.FullName}.{field.Name}";

        changing.ShouldBeEmpty("A process generation that ended must leave nothing behind.");
    }

    [Fact]
    public void Substitutes_OpenNothingToTheProduct() =>
        SourceTree.Files("substitutes", "*.cs").Concat(SourceTree.Files("substitutes", "*.csproj"))
            .Where(file => file.Text.Contains("InternalsVisibleTo", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Files_FitOnAFewScreens() =>
        SourceTree.Files(".", "*.cs").Where(file => file.Text.Count(character => character == '\n') > MostLines)
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void SkippedTests_SayWhy() =>
        SourceTree.Files("tests", "*.cs").Where(file => SkipWithoutReason.IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();

    [Theory]
    [InlineData("[Fact(Skip = \"\")]", true)]
    [InlineData("Assert.Skip(\"\")", true)]
    [InlineData("[Fact(Skip = \"the data is absent\")]", false)]
    public void SkipWithoutReason_KnowsAnEmptyOne(string line, bool isEmpty) => SkipWithoutReason.IsMatch(line).ShouldBe(isEmpty);

    [Fact]
    public void HostJson_IsDocumentedSettingBySetting()
    {
        using var host = JsonDocument.Parse(SourceTree.Read("host.json"));
        var documented = DocumentedSetting.Matches(SourceTree.Read("docs/host-json.md")).Select(match => match.Groups["name"].Value);

        documented.ShouldBe(Leaves("", host.RootElement), ignoreOrder: true);
    }

    [GeneratedRegex("""(Skip\s*=\s*|Assert\.Skip(When|Unless)?\(|SkipUnless\()\s*"\s*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex SkipWithoutReason { get; }

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedSetting { get; }

    private static IEnumerable<string> Leaves(string prefix, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(property => Leaves(prefix.Length == 0 ? property.Name : $"{prefix}.{property.Name}", property.Value))
        : [prefix];
}
