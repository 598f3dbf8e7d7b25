using System.Text;
using Smart.Shared.Tests.Payments.Coda;
using static Smart.Shared.Tests.Payments.Camt.CamtFile;

namespace Smart.Shared.Tests.Payments.Camt;

public class CamtRefusalTests
{
    private static readonly string Good = Document(Statement("111.50", Entry("11.50", inside: Details("<RmtInf><Ustrd>A &amp; B &#233; <![CDATA[<x>]]></Ustrd></RmtInf>"))));

    [Theory]
    [InlineData("02")]
    [InlineData("03")]
    [InlineData("04")]
    [InlineData("05")]
    [InlineData("06")]
    [InlineData("07")]
    [InlineData("08")]
    [InlineData("09")]
    [InlineData("10")]
    public async Task KnownVersions_AreRead(string version)
    {
        var report = await Read(Good.Replace("053.001.02", $"053.001.{version}", StringComparison.Ordinal));

        report.Version.ShouldBe(version);
        report.Statements[0].End.Checks.ShouldAllBe(check => check.Ok);
        report.Statements[0].Movements[0].Communication.ShouldBe("A & B é <x>");
    }

    [Theory]
    [InlineData("053.001.13", true)]
    [InlineData("054.001.08", true)]
    [InlineData("053.001.01", false)]
    public async Task OtherVersions_AreReadWithADeviationOrRefused(string version, bool isRead)
    {
        var report = await Read(Good.Replace("053.001.02", version, StringComparison.Ordinal));

        if (isRead) report.Statements[0].Check("version").Ok.ShouldBeFalse();
        else report.Errors.ShouldHaveSingleItem().Code.ShouldBe("version");
    }

    [Theory]
    [InlineData("052.001.08", "BkToCstmrAcctRpt")]
    [InlineData("052.001.02", "BkToCstmrStmt")]
    public async Task Intraday_IsRecognisedAndRefused(string version, string message)
    {
        var report = await Read(Document(Statement("111.50", Entry("11.50")), version, message));

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("intraday");
        report.Statements.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"><CstmrCdtTrfInitn/></Document>", "not-camt", "CstmrCdtTrfInitn")]
    [InlineData("<Invoice><Line>1</Line></Invoice>", "not-camt", "Invoice")]
    [InlineData("<Document/>", "not-camt", "Document")]
    [InlineData("<Document><BkToCstmrStmt/></Document>", "empty", "no statement")]
    [InlineData("<", "xml", "well formed")]
    [InlineData("<Document><BkToCstmrStmt><Stmt></Document>", "xml", "well formed")]
    public async Task OtherXml_IsRefusedByName(string content, string code, string message)
    {
        var error = (await Read(content)).Errors[^1];

        (error.Code, error.EndsReading).ShouldBe((code, true));
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("<!DOCTYPE Document [<!ENTITY x \"1\">]>", "")]
    [InlineData("<!DOCTYPE Document SYSTEM \"http://localhost/x.dtd\">", "")]
    [InlineData("", "&x;")]
    public async Task DocumentTypesAndEntities_AreRefused(string before, string inside)
    {
        var report = await Read(Good.Replace("<Document", before + "<Document", StringComparison.Ordinal).Replace("A &amp;", inside, StringComparison.Ordinal));

        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("xml");
        report.Statements.ShouldAllBe(statement => !statement.End.IsBookable);
    }

    [Fact]
    public async Task DeepNesting_IsRefused() =>
        (await Read(Good.Replace("<RmtInf>", string.Concat(Enumerable.Repeat("<x>", 100_000)), StringComparison.Ordinal))).Errors.ShouldHaveSingleItem().Code.ShouldBe("limit");

    [Fact]
    public async Task TooManyAttributes_AreRefused() =>
        (await Read(Good.Replace("<RmtInf>", $"<RmtInf {string.Join(' ', Enumerable.Range(0, 1000).Select(number => $"a{number}=\"\""))}>", StringComparison.Ordinal))).Errors.ShouldHaveSingleItem().Code.ShouldBe("limit");

    [Theory]
    [InlineData("A &amp;", "")]
    [InlineData("<RmtInf>", "<RmtInf x=\"")]
    [InlineData("<RmtInf>", "<!--")]
    [InlineData("<RmtInf>", "<")]
    public async Task EndlessPieces_AreRefused(string at, string start) =>
        (await Read(Good.Replace(at, start + new string('A', 3_000_000), StringComparison.Ordinal))).Errors.ShouldHaveSingleItem().Code.ShouldBe("limit");

    [Fact]
    public async Task LongText_IsCut_AndALongAmountIsNone()
    {
        (await Read(Good.Replace("A &amp;", new string('A', 100_000), StringComparison.Ordinal))).Statements[0].Movements[0].Communication.Length.ShouldBeLessThan(5000);
        (await Read(Good.Replace(">11.50<", $">{new string('0', 5000)}11.50<", StringComparison.Ordinal))).Errors.ShouldHaveSingleItem().Code.ShouldBe("amount");
    }

    [Fact]
    public async Task PrefixesEnvelopesAndMissingNamespaces_AreRead()
    {
        var prefixed = Good.Replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "", StringComparison.Ordinal).Replace("xmlns=", "xmlns:n=", StringComparison.Ordinal)
            .Replace("</", "</n:", StringComparison.Ordinal);
        prefixed = System.Text.RegularExpressions.Regex.Replace(prefixed, "<(?=[A-Za-z])", "<n:");
        (await Read(prefixed)).Statements[0].End.Checks.ShouldAllBe(check => check.Ok);

        var enveloped = $"<BizMsgEnvlp><AppHdr><MsgDefIdr>camt.053.001.02</MsgDefIdr></AppHdr>{Good[(Good.IndexOf('\n') + 1)..]}</BizMsgEnvlp>";
        (await Read(enveloped)).Statements[0].End.Checks.ShouldAllBe(check => check.Ok);

        var bare = await Read(Good.Replace(" xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"", "", StringComparison.Ordinal));
        (bare.Format, bare.Version, bare.Statements[0].Check("version").Ok, bare.Statements[0].End.IsBookable).ShouldBe(("camt.053", "", false, true));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("windows-1252", false)]
    public async Task Encodings_AreRead(string name, bool withMark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var text = Good.Replace("UTF-8", name, StringComparison.Ordinal).Replace("&#233;", "é", StringComparison.Ordinal);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        var statement = (await CodaFile.Inspect(bytes)).Statements[0];

        statement.Movements[0].Communication.ShouldBe("A & B é <x>");
        statement.End.Checks.ShouldAllBe(check => check.Ok);
    }

    [Fact]
    public async Task Windows1252ThatSaysItIsUtf8_IsReadWithADeviation()
    {
        var statement = (await CodaFile.Inspect(Encoding.Latin1.GetBytes(Good.Replace("&#233;", "é", StringComparison.Ordinal)))).Statements[0];

        statement.Movements[0].Communication.ShouldBe("A & B é <x>");
        statement.Check("encoding").Ok.ShouldBeFalse();
        statement.End.IsBookable.ShouldBeTrue();
    }

    [Fact]
    public async Task FileCutAnywhere_IsRefused()
    {
        var whole = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < whole.Length; length++)
        {
            var report = await CodaFile.Inspect(whole[..length]);
            report.IsRefused.ShouldBeTrue($"{length} bytes");
            report.Errors[^1].EndsReading.ShouldBeTrue($"{length} bytes");
        }
    }
}
