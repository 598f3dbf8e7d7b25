using Microsoft.DurableTask.Client;
using Smart.Functions.Composition;
using Smart.Local.Durable;
using Smart.Local.Functions;
using Smart.Local.Timelines;

namespace Smart.Functions.Tests.Timelines;

public sealed class TimelineWordsTests
{
    private static readonly TimelineSubject Subject = new("DunningCase", "x", OrchestrationRuntimeStatus.Running);

    [Theory]
    [InlineData("issue-2026-000123", "issue-2026-000123")]
    [InlineData("dunning-4k3x9q7w2m5t8r1n6z0a-1", "dunning-4k3x9q…-1")]
    [InlineData("bankfile-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "bankfile-9f86d0…")]
    [InlineData("aVeryLongNameWithoutDigits", "aVeryLongNameWithoutDigits")]
    public void Id_IsShortAndCanBeRecognised(string id, string shown) => TimelineWords.Plain.Id(id).ShouldBe(shown);

    [Fact]
    public void Id_WithAName_IsShownByIt() =>
        new TimelineWords(aliases: new Dictionary<string, string> { ["4k3x9q7w2m5t8r1n6z0a"] = "client" }).Id("dunning-4k3x9q7w2m5t8r1n6z0a-1").ShouldBe("dunning-client-1");

    [Theory]
    [InlineData(null, "done")]
    [InlineData("true", "yes")]
    [InlineData("12", "12")]
    [InlineData("[]", "none")]
    [InlineData("[1]", "1 item")]
    [InlineData("[1,2]", "2 items")]
    [InlineData("\"00:00:05\"", "00:00:05")]
    [InlineData("{}", "done")]
    [InlineData("{\"Next\":null,\"Sent\":4}", "Sent 4")]
    [InlineData("{\"WakeAt\":\"2026-03-02\",\"state\":\"Open\"}", "Open")]
    public void Result_IsAWord(string? json, string word) => ResultOf("Unknown", json, TimelineWords.Plain).ShouldBe(word);

    [Theory]
    [InlineData("EvaluateCase", "{\"Kind\":1,\"Letter\":null}", "Letter")]
    [InlineData("DispatchLetter", "0", "Effective")]
    [InlineData("VerifyBankFile", "false", "no")]
    public void Result_OfAKnownActivity_NamesItsEnumeration(string activity, string json, string word) =>
        ResultOf(activity, json, TimelineWords.Of(FunctionCatalog.Find([typeof(SmartServices).Assembly]))).ShouldBe(word);

    [Fact]
    public void Reason_IsOneLine_WithoutAnAddress()
    {
        var failure = new FailureInfo("Smart.Mail+Refused", $"The mailbox anna@client.example is full: {new string('x', 200)}\nat line 2", null, null);

        var text = TextTimeline.Write(Subject, [new ExecutionStarted("DunningCase", null, "", null), new ExecutionFinished(null, failure)]);

        text.ShouldContain("fails: Refused (The mailbox … is full: xxx");
        text.ShouldNotContain("anna");
        text.ShouldNotContain("line 2");
        text.Split('\n').ShouldAllBe(line => line.Length < 140);
    }

    private static string ResultOf(string activity, string? json, TimelineWords words) => TextTimeline
        .Write(Subject, [new ActivityScheduled(0, activity, null), new ActivityCompleted(0, json)], words)
        .Split('\n')[2].Split(" → ")[1];
}
