using System.Text.Json;
using Smart.Local.Cli;

namespace Smart.Functions.Tests.Cli;

public class BankInspectCommandTests
{
    private const int Readable = 0, Refused = 3;

    [Fact]
    public async Task EverySample_GivesJsonAndATable()
    {
        foreach (var file in Directory.EnumerateFiles(Samples("data/coda"), "*", SearchOption.AllDirectories))
        {
            using var document = await Json(file, file.EndsWith("Coda_faulty_version.txt", StringComparison.Ordinal) ? Refused : Readable);
            document.RootElement.GetProperty("format").GetString().ShouldBe("coda", file);
            using var table = new StringWriter();
            await BankInspectCommand.RunAsync(file, json: false, table);
            table.ToString().ShouldContain("Format coda");
        }
    }

    [Fact]
    public async Task EveryCamtSample_GivesJsonAndATable()
    {
        string[] empty = ["camt053.v2.wrong.xml", "053-valid_namespace.xml"];
        foreach (var file in Directory.EnumerateFiles(Samples("data/camt"), "*.xml", SearchOption.AllDirectories))
        {
            using var document = await Json(file, empty.Contains(Path.GetFileName(file)) ? Refused : Readable);
            document.RootElement.GetProperty("format").GetString().ShouldNotBeNull().ShouldStartWith("camt.05", Case.Sensitive, file);
            using var table = new StringWriter();
            await BankInspectCommand.RunAsync(file, json: false, table);
            table.ToString().ShouldContain("Format camt.05");
        }
    }

    [Fact]
    public async Task Camt_HasTheDocumentedShape()
    {
        using var document = await Json(Path.Combine(Samples("data/camt"), "oca", "test-camt053.xml"), Readable);
        var statement = document.RootElement.GetProperty("statements")[0];
        var returned = statement.GetProperty("movements")[1];

        (document.RootElement.GetProperty("format").GetString(), document.RootElement.GetProperty("version").GetString()).ShouldBe(("camt.053", "02"));
        Names(statement).ShouldBe(["account", "currency", "number", "date", "oldBalance", "newBalance", "movements", "checks"]);
        Names(returned).ShouldBe(["key", "amount", "valueDate", "entryDate", "bankReference", "endToEndId", "structuredCommunication", "structuredValid", "communication", "counterparty", "transactionCode", "returnReason", "details"]);
        (statement.GetProperty("oldBalance").GetString(), statement.GetProperty("newBalance").GetString(), statement.GetProperty("number").GetString()).ShouldBe(("15568.27", "15121.12", "2"));
        (returned.GetProperty("amount").GetString(), returned.GetProperty("returnReason").GetString(), returned.GetProperty("valueDate").GetString()).ShouldBe(("-564.05", "AC06", "2014-01-05"));
    }

    [Fact]
    public async Task Demo_HasTheDocumentedShape()
    {
        using var document = await Json(Path.Combine(Samples("rules/vectors"), "demo.cod"), Readable);
        var statement = document.RootElement.GetProperty("statements")[0];
        var returned = statement.GetProperty("movements")[2];

        Names(document.RootElement).ShouldBe(["format", "version", "statements", "errors"]);
        Names(statement).ShouldBe(["account", "currency", "number", "date", "oldBalance", "newBalance", "movements", "checks"]);
        Names(returned).ShouldBe(["key", "amount", "valueDate", "entryDate", "bankReference", "endToEndId", "structuredCommunication", "structuredValid", "communication", "counterparty", "transactionCode", "returnReason", "details"]);
        Names(returned.GetProperty("counterparty")).ShouldBe(["name", "account", "bic"]);
        Names(statement.GetProperty("checks")[0]).ShouldBe(["name", "ok", "message"]);
        statement.GetProperty("oldBalance").GetString().ShouldBe("10000.00");
        statement.GetProperty("date").GetString().ShouldBe("2026-05-15");
        returned.GetProperty("amount").GetString().ShouldBe("-250.00");
        returned.GetProperty("returnReason").GetString().ShouldBe("AM04");
        returned.GetProperty("structuredCommunication").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task MissingFile_IsRefusedWithoutAnException()
    {
        using var document = await Json("no-such-file.cod", Refused);

        document.RootElement.GetProperty("errors").GetArrayLength().ShouldBe(1);
    }

    private static async Task<JsonDocument> Json(string file, int expected)
    {
        using var output = new StringWriter();
        (await BankInspectCommand.RunAsync(file, json: true, output)).ShouldBe(expected, file);
        return JsonDocument.Parse(output.ToString());
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static string Samples(string folder)
    {
        for (var root = new DirectoryInfo(AppContext.BaseDirectory); root is not null; root = root.Parent)
        {
            if (!File.Exists(Path.Combine(root.FullName, "Smart.Functions.sln"))) continue;
            var path = Path.Combine(root.FullName, "..", "shared", folder);
            if (!Directory.Exists(path)) Assert.Skip($"Sample data {folder} is not beside the repository.");
            return path;
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
