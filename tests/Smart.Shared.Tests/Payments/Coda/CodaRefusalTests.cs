using System.Text;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Tests.Payments.Coda;

public class CodaRefusalTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\r\n", "empty")]
    [InlineData("<?xml version=\"1.0\"?><Document/>", "not-camt")]
    [InlineData("Dear bank, where is my money?\n", "not-coda")]
    [InlineData("\0\0\0PK\u0003\u0004\u0001\n", "not-coda")]
    public async Task NotCoda_IsRefusedWithAReason(string content, string code)
    {
        var report = await CodaFile.Inspect(Encoding.UTF8.GetBytes(content));

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe(code);
        report.Statements.ShouldBeEmpty();
        Should.Throw<BankFileRefusedException>(() => report.OrThrow()).Error.EndsReading.ShouldBeTrue();
    }

    [Theory]
    [InlineData("5")]
    [InlineData("3")]
    [InlineData(" ")]
    public async Task OtherVersions_AreRefused(string version)
    {
        var report = await CodaFile.Inspect(CodaFile.With(1, 127, version));

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("version");
        report.Statements.ShouldBeEmpty();
    }

    [Fact]
    public async Task FileCutAnywhere_IsRefusedOrNotBookable()
    {
        var whole = Encoding.Latin1.GetBytes(string.Join("\n", CodaFile.Demo) + "\n");
        for (var length = 0; length < whole.Length - 80; length++)
        {
            var report = await CodaFile.Inspect(whole[..length]);

            report.IsRefused.ShouldBeTrue($"{length} bytes");
            report.Statements.ShouldAllBe(statement => !statement.End.IsBookable);
        }
    }

    [Fact]
    public async Task Garbage_NeverThrows()
    {
        var random = new Random(20260521);
        var whole = Encoding.Latin1.GetBytes(string.Join("\n", CodaFile.Demo) + "\n");
        for (var run = 0; run < 1000; run++)
        {
            var bytes = whole.ToArray();
            for (var change = random.Next(1, 40); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var report = await CodaFile.Inspect(bytes);
            foreach (var statement in report.Statements.Where(statement => statement.End.IsBookable))
                statement.Movements.Sum(movement => movement.Amount).ShouldBe(statement.End.NewBalance!.Value - statement.Header.OldBalance!.Value);
        }
    }

    [Fact]
    public async Task EndlessLine_IsRefused()
    {
        var report = await CodaFile.Inspect(Enumerable.Repeat((byte)'0', 5_000_000).ToArray());

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("line");
    }

    [Fact]
    public async Task CutStatementBeforeAnother_LosesOnlyTheCutOne()
    {
        var report = await CodaFile.Inspect([.. CodaFile.Demo[..6], .. CodaFile.Demo]);

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("cut");
        report.Statements.Select(statement => statement.End.IsBookable).ShouldBe([false, true]);
    }

    [Fact]
    public async Task DetailWithoutItsTotal_IsNotBookable()
    {
        string[] lines = [.. CodaFile.Demo[..8], .. CodaFile.Demo[9..]];

        (await CodaFile.Inspect(lines)).Statements[0].Check("details").Ok.ShouldBeFalse();
    }
}
