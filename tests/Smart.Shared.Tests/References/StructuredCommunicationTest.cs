using System.Text.Json;
using FsCheck.Fluent;
using Smart.Shared.References;

namespace Smart.Shared.Tests.References;

public sealed class StructuredCommunicationTest
{
    [Theory]
    [InlineData(0108068171, "010806817183", "+++010/8068/17183+++")]
    [InlineData(3124013980, "312401398067", "+++312/4013/98067+++")]
    [InlineData(0909337554, "090933755493", "+++090/9337/55493+++")]
    [InlineData(0000010872, "000001087208", "+++000/0010/87208+++")]
    [InlineData(0000019060, "000001906048", "+++000/0019/06048+++")]
    [InlineData(1234567890, "123456789002", "+++123/4567/89002+++")]
    [InlineData(2026001234, "202600123464", "+++202/6001/23464+++")]
    [InlineData(2026012345, "202601234520", "+++202/6012/34520+++")]
    [InlineData(9999999999, "999999999948", "+++999/9999/99948+++")]
    [InlineData(0000000097, "000000009797", "+++000/0000/09797+++")]
    [InlineData(0000194000, "000019400097", "+++000/0194/00097+++")]
    [InlineData(0000000001, "000000000101", "+++000/0000/00101+++")]
    public void FromBase_RuleVector(long number, string digits, string printed)
    {
        var communication = StructuredCommunication.FromBase(number);
        communication.Digits.ShouldBe(digits);
        communication.ToString().ShouldBe(printed);
        StructuredCommunication.TryParse(printed, out var read).ShouldBeTrue();
        read.ShouldBe(communication);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000_000_000)]
    public void FromBase_OutsideTenDigits(long number) =>
        Should.Throw<ArgumentOutOfRangeException>(() => StructuredCommunication.FromBase(number));

    [Theory]
    [InlineData("***202/6012/34520***")]
    [InlineData("202/6012/34520")]
    [InlineData("202.6012.34520")]
    [InlineData(" 202 6012 34520 ")]
    [InlineData("202601234520")]
    [InlineData("+++ 202 / 6012 / 34520 +++")]
    public void TryParse_AnySpelling(string text)
    {
        StructuredCommunication.TryParse(text, out var communication).ShouldBeTrue();
        communication.Digits.ShouldBe("202601234520");
    }

    [Theory]
    [InlineData("010806817180")]
    [InlineData("123456789012")]
    [InlineData("112455446812")]
    [InlineData("000003505158")]
    [InlineData("000003515846")]
    [InlineData("000003154982")]
    [InlineData("000002133131")]
    [InlineData("000000009700")]
    [InlineData("20260123452")]
    [InlineData("2026012345200")]
    [InlineData("202/6012/3452O")]
    [InlineData("***202/6012/34520+++")]
    [InlineData("٢٠٢٦٠١٢٣٤٥٢٠")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_Invalid(string? text)
    {
        StructuredCommunication.TryParse(text, out var communication).ShouldBeFalse();
        communication.Digits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("merci +++202/6012/34520+++ bonne journée")]
    [InlineData("facture ***202/6012/34520***")]
    [InlineData("INV 202601234520")]
    [InlineData("FACT202601234520")]
    [InlineData("ref 202 6012 34520, svp")]
    [InlineData("202.6012.34520")]
    [InlineData("2026 0123 4520")]
    [InlineData("202/6012\n/34520")]
    [InlineData("ma facture 12 du 03-04: 202/6012/34520")]
    [InlineData("de BE68 5390 0754 7034 pour 202/6012/34520")]
    public void FindIn_AnySpelling(string text) =>
        StructuredCommunication.FindIn(text).ShouldBe([StructuredCommunication.FromBase(2026012345)]);

    [Theory]
    [InlineData("")]
    [InlineData("12026012345209")]
    [InlineData("202601234521")]
    [InlineData("BE68 5390 0754 7034")]
    [InlineData("BE68539007547034")]
    [InlineData("RF61 0108 0681 7183")]
    [InlineData("112/4554/46812")]
    public void FindIn_NothingValid(string text) => StructuredCommunication.FindIn(text).ShouldBeEmpty();

    [Fact]
    public void FindIn_TwoAndARepeat() =>
        StructuredCommunication.FindIn("+++202/6012/34520+++ et 010/8068/17183 et 202601234520")
            .Select(found => found.Digits)
            .ShouldBe(["202601234520", "010806817183"]);

    [Fact]
    public void AnyDigitChanged_IsRefused()
    {
        var changed = from number in Numbers from text in Properties.OneDigitChanged(StructuredCommunication.FromBase(number).Digits) select text;
        Properties.Hold(changed, text => !StructuredCommunication.TryParse(text, out _));
    }

    [Fact]
    public void Printed_IsReadBackAndFound() => Properties.Hold(Numbers, number =>
    {
        var communication = StructuredCommunication.FromBase(number);
        return StructuredCommunication.TryParse(communication.ToString(), out var read)
            && read == communication
            && StructuredCommunication.FindIn($"pour {communication} merci").Single() == communication;
    });

    [Fact]
    public void TryParse_SamplesOfOthers()
    {
        using var samples = JsonDocument.Parse(SampleData.Read("identifiers/be-structured-communication-vectors.json"));
        foreach (var sample in samples.RootElement.GetProperty("valid").EnumerateArray())
        {
            StructuredCommunication.TryParse(sample.GetProperty("value").GetString(), out var communication).ShouldBeTrue();
            communication.Digits.ShouldBe(sample.GetProperty("digits").GetString());
        }

        foreach (var sample in samples.RootElement.GetProperty("invalid").EnumerateArray())
            StructuredCommunication.TryParse(sample.GetProperty("value").GetString(), out _).ShouldBeFalse(sample.ToString());
    }

    private static FsCheck.Gen<long> Numbers => Gen.Choose(1, int.MaxValue).Select(n => (long)n * 4);
}
