using Smart.Local.Cli;

namespace Smart.Functions.Tests.Cli;

/// <summary>What the test command says of a run that is stuck: which tests had begun and not ended.</summary>
public sealed class TestProgressTests
{
    private readonly TestProgress _progress = new();

    [Fact]
    public void TestsThatBeganAndDidNotEnd_AreRunning()
    {
        _progress.Tell("    A.One [STARTING]").ShouldBeTrue();
        _progress.Tell("    A.Two(text: \"x [y]\") [STARTING]").ShouldBeTrue();
        _progress.Tell("    A.One [FINISHED] Time: 0.02s").ShouldBeTrue();

        _progress.Done.ShouldBe(1);
        _progress.Running.ShouldHaveSingleItem().ShouldBe("A.Two(text: \"x [y]\")");
    }

    [Fact]
    public void WhatTestsPrintThemselves_IsNoProgress()
    {
        _progress.Tell("Ok, passed 100 tests.").ShouldBeFalse();
        _progress.Done.ShouldBe(0);
        _progress.Running.ShouldBeEmpty();
    }
}
