using System.Text.Json;
using FsCheck.Fluent;
using Smart.Shared.References;

namespace Smart.Shared.Tests.References;

public sealed class IbanTest
{
    [Theory]
    [InlineData("BE68539007547034")]
    [InlineData("BE32123456789002")]
    [InlineData("BE48320070184927")]
    [InlineData("BE96153112434405")]
    [InlineData("BE62510007547061")]
    [InlineData("BE71096123456769")]
    [InlineData("BE54000000009797")]
    [InlineData("BE91001000000076")]
    [InlineData("BE02363000000040")]
    [InlineData("BE83138811735115")]
    public void TryParse_Belgian(string text)
    {
        Iban.TryParse(text, out var iban).ShouldBeTrue();
        iban.IsBelgian.ShouldBeTrue();
        iban.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("BE41091811735141")] // keeps ISO 7064, fails the national check
    [InlineData("BE69539007547034")]
    [InlineData("BE22313215646432")]
    [InlineData("BE54805480215856")]
    [InlineData("BE6853900754703")]
    [InlineData("BE685390075470344")]
    [InlineData("BE6853900754703A")]
    [InlineData("XX68539007547034")]
    [InlineData("BE")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_Invalid(string? text) => Iban.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("LU280019400644750000", "LU")]
    [InlineData("NL91ABNA0417164300", "NL")]
    [InlineData("DE89370400440532013000", "DE")]
    [InlineData("IE29AIBK93115212345678", "IE")]
    [InlineData("LT121000011101001000", "LT")]
    [InlineData("FR1420041010050500013M02606", "FR")]
    [InlineData("MT84MALT011000012345MTLCAST001S", "MT")]
    public void TryParse_Foreign(string text, string country)
    {
        Iban.TryParse(text, out var iban).ShouldBeTrue();
        iban.Country.ShouldBe(country);
        iban.IsBelgian.ShouldBeFalse();
    }

    [Fact]
    public void ToPrintedString_GroupsOfFour()
    {
        Iban.TryParse("be68 5390-0754 7034", out var iban).ShouldBeTrue();
        iban.ToPrintedString().ShouldBe("BE68 5390 0754 7034");
        iban.ToString().ShouldBe("BE68539007547034");
    }

    [Fact]
    public void AnyDigitChanged_IsRefused() =>
        Properties.Hold(Properties.OneDigitChanged("BE68539007547034"), text => !Iban.TryParse(text, out _));

    [Fact]
    public void AnyDigitOfForeignChanged_IsRefused() =>
        Properties.Hold(Properties.OneDigitChanged("DE89370400440532013000"), text => !Iban.TryParse(text, out _));

    [Fact]
    public void Printed_IsReadBack()
    {
        var accounts = from account in Properties.Digits(10) select Belgian(account);
        Properties.Hold(accounts, text => Iban.TryParse(text, out var iban) && Iban.TryParse(iban.ToPrintedString(), out var read) && read == iban);
    }

    [Theory]
    [InlineData("stdnum_valid")]
    [InlineData("schwifty_valid")]
    public void TryParse_ValidSamplesOfOthers(string list)
    {
        using var samples = JsonDocument.Parse(SampleData.Read("identifiers/iban-vectors.json"));
        foreach (var sample in samples.RootElement.GetProperty(list).EnumerateArray())
            Iban.TryParse(sample.GetString(), out _).ShouldBeTrue(sample.GetString());
    }

    [Fact]
    public void TryParse_InvalidSamplesOfOthers()
    {
        using var samples = JsonDocument.Parse(SampleData.Read("identifiers/iban-vectors.json"));
        var stdnum = samples.RootElement.GetProperty("stdnum_invalid");
        foreach (var list in (string[])["bad_checksum_or_mangled", "wrong_length"])
        {
            foreach (var sample in stdnum.GetProperty(list).EnumerateArray())
                Iban.TryParse(sample.GetString(), out _).ShouldBeFalse(sample.GetString());
        }

        foreach (var sample in samples.RootElement.GetProperty("schwifty_invalid").EnumerateArray().Where(s => !IsNationalFormat(s)))
            Iban.TryParse(sample.GetProperty("value").GetString(), out _).ShouldBeFalse(sample.ToString());
    }

    // Of foreign accounts only the length and ISO 7064 are checked (rules 3.3).
    private static bool IsNationalFormat(JsonElement sample) => sample.GetProperty("why").GetString()!.Contains("country specific");

    private static string Belgian(string account)
    {
        var number = long.Parse(account);
        var national = $"{account}{(number % 97 == 0 ? 97 : number % 97):00}";
        return $"BE{98 - (int)(decimal.Parse(national + "111400") % 97):00}{national}";
    }
}
