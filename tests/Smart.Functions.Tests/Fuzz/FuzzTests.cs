using Smart.Local.Fuzz;

namespace Smart.Functions.Tests.Fuzz;

public class FuzzTests
{
    [Fact]
    public async Task AHundredthOfTheFuzz_GivesAnAnswerToEach()
    {
        var report = await FuzzRun.RunAsync(FuzzRun.Targets, 1_000, seed: 20260515, cancellationToken: TestContext.Current.CancellationToken);

        report.Violations.ShouldBeEmpty();
        report.Answers.Values.Sum().ShouldBe(1_000);
        foreach (var target in FuzzRun.Targets)
        {
            report.Answers.Keys.ShouldContain(answer => answer == $"{target.Name} bookable" || answer == $"{target.Name} accepted");
            report.Answers.Keys.ShouldContain($"{target.Name} refused");
        }
    }

    [Fact]
    public void SameSeed_GivesTheSameInputs() =>
        FuzzRun.Targets.ShouldAllBe(target => FuzzRun.Input(target, 7, 42).SequenceEqual(FuzzRun.Input(target, 7, 42)) && !FuzzRun.Input(target, 7, 42).SequenceEqual(FuzzRun.Input(target, 8, 42)));

    [Fact]
    public async Task ExceptionsAndLies_AreViolations()
    {
        var report = await FuzzRun.RunAsync([new Throws(), new Lies()], 2, seed: 1, cancellationToken: TestContext.Current.CancellationToken);

        report.Violations.Select(violation => violation.Message).ShouldBe(["InvalidOperationException: no", "booked what was refused"]);
    }

    /// <summary>The second reading sees what a reader that does not look at signs would book.</summary>
    [Theory]
    [InlineData("<CdtDbtInd>DBIT</CdtDbtInd>")]
    [InlineData("")]
    public void SecondReading_SeesWhatTheFirstWouldHaveMissed(string sign)
    {
        var document = System.Text.Encoding.UTF8.GetBytes($"<Document><BkToCstmrStmt><Stmt><Ntry><Amt>10.00</Amt>{sign}<Sts>BOOK</Sts></Ntry></Stmt></BkToCstmrStmt></Document>");

        CamtFuzz.SecondReading(document, 0, 10m).ShouldNotBeNull();
    }

    private sealed class Throws : IFuzzTarget
    {
        public string Name => "throws";

        public byte[] Generate(Random random) => [1];

        public byte[] Mutate(byte[] input, Random random) => input;

        public Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken) => throw new InvalidOperationException("no");
    }

    private sealed class Lies : IFuzzTarget
    {
        public string Name => "lies";

        public byte[] Generate(Random random) => [1];

        public byte[] Mutate(byte[] input, Random random) => input;

        public Task<FuzzAnswer> TryAsync(byte[] input, CancellationToken cancellationToken) => Task.FromResult(new FuzzAnswer("bookable", "booked what was refused"));
    }
}
