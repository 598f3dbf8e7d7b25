using Smart.Functions.Tests.Architecture;

namespace Smart.Functions.Tests.Timelines;

/// <summary>The example of the page is code that compiles and passes.</summary>
public sealed class StoryTestPageTests
{
    [Fact]
    public void Example_OfThePage_IsTheTest()
    {
        var code = Between(SourceTree.Read("tests/Smart.Functions.Tests/Timelines/StoryTestExample.cs"), "// <story-test>\n", "// </story-test>");
        var shown = Between(SourceTree.Read("docs/story-tests.md"), "```csharp\n", "```");

        shown.ShouldBe(code);
    }

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal) + from.Length;
        start.ShouldBeGreaterThanOrEqualTo(from.Length);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}
