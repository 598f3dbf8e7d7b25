using Smart.Functions.Tests.Architecture;
using Smart.Local.Cli;

namespace Smart.Functions.Tests.Timelines;

/// <summary>The pages in docs/timelines are true.</summary>
public sealed class TimelinesCommandTests(TestStorage storage) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly StringWriter _said = new();

    public void Dispose()
    {
        _said.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("issue-and-pay")]
    [InlineData("bank-file")]
    [InlineData("share")]
    public async Task Pages_TellWhatTheStoriesTellNow(string story)
    {
        (await RunAsync(new TimelinesOptions { Story = story, Check = true })).ShouldBe(ExitCodes.Done, _said.ToString());
        _said.ToString().ShouldBe("The pages say what the stories tell now.\n");
    }

    [Fact]
    public async Task Check_OfAPageThatWouldChange_NamesIt_AndWritesNothing()
    {
        foreach (var page in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs", "timelines"))) File.Copy(page, Path.Combine(_folder.FullName, Path.GetFileName(page)));
        var stale = Path.Combine(_folder.FullName, "share.md");
        await File.AppendAllTextAsync(stale, "more");

        (await RunAsync(new TimelinesOptions { Story = "share", Check = true, Folder = _folder.FullName })).ShouldBe(ExitCodes.Failed);

        _said.ToString().ShouldBe("share.md is not what the story tells now: run './smart timelines'.\n");
        (await File.ReadAllTextAsync(stale)).ShouldEndWith("more");
        (await RunAsync(new TimelinesOptions { Story = "share", Folder = _folder.FullName })).ShouldBe(ExitCodes.Done);
        (await File.ReadAllTextAsync(stale)).ShouldBe(SourceTree.Read("docs/timelines/share.md"));
    }

    [Fact]
    public async Task UnknownStory_IsWrongUsage_AndNamesThoseThereAre()
    {
        (await RunAsync(new TimelinesOptions { Story = "none" })).ShouldBe(ExitCodes.Usage);
        _said.ToString().ShouldContain("letters-and-legal");
    }

    private async Task<int> RunAsync(TimelinesOptions options) => await TimelinesCommand.RunAsync(
        options with { ConnectionString = await storage.ConnectAsync(), Prefix = storage.NewPrefix() }, _said, TestContext.Current.CancellationToken);
}
