using Smart.Functions.Tests.Architecture;
using Smart.Local.Durable;

namespace Smart.Functions.Tests.Histories;

/// <summary>Instances that live while a new version is deployed replay what was recorded: the code of today must still ask for the same.</summary>
public sealed class RecordedHistoryTests(TestStorage storage)
{
    private static readonly HistoryFolder Folder = new(Path.Combine(SourceTree.Root, HistoryFolder.InRepository));

    public static TheoryData<string> Names => [.. Folder.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void History_IsReplayedByTheCodeOfToday(string name)
    {
        var history = Folder.Read(name);

        var problem = HistoryReplay.Check(history, ProductOrchestrators.Find(history.Orchestrator));

        problem.ShouldBeNull(problem?.Explain());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void File_HoldsTheHistoryOfItsName_InItsOneForm(string name)
    {
        var history = Folder.Read(name);

        history.Name.ShouldBe(name);
        HistoryFile.Write(history).ShouldBe(Folder.Text(name));
    }

    [Fact]
    public void Orchestrators_AllHaveARecordedHistory()
    {
        var recorded = Folder.Names.Select(name => Folder.Read(name).Orchestrator).Distinct();

        ProductOrchestrators.Names.Count.ShouldBeGreaterThan(3);
        ProductOrchestrators.Names.Except(recorded).ShouldBeEmpty("Add a story that runs it to local/Durable/Recorded, then ./smart histories --record.");
    }

    [Fact]
    public async Task Recording_OfAStory_GivesWhatIsStored()
    {
        var story = HistoryRecording.Stories[0];

        var recorded = await HistoryRecording.RecordAsync(story, await storage.ConnectAsync(), storage.NewPrefix(), TestContext.Current.CancellationToken);

        recorded.ShouldNotBeEmpty();
        foreach (var history in recorded) HistoryFile.Write(history).ShouldBe(Folder.Text(history.Name));
    }
}
