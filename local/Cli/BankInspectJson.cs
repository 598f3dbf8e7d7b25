using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Local.Cli;

/// <summary>The report as one JSON document: amounts are text, credit positive, with all decimals of the file; dates yyyy-MM-dd.</summary>
internal static class BankInspectJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(BankFileReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", report.Format);
            json.WriteString("version", report.Version);
            Array(json, "statements", report.Statements, Statement);
            Array(json, "errors", report.Errors, (writer, error) =>
            {
                writer.WriteNumber("line", error.Line);
                writer.WriteString("message", error.Message);
            });
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Statement(Utf8JsonWriter json, BankStatement statement)
    {
        json.WriteString("account", statement.Header.Account);
        json.WriteString("currency", statement.Header.Currency);
        json.WriteString("number", statement.Header.Number);
        Date(json, "date", statement.Header.Date);
        Amount(json, "oldBalance", statement.Header.OldBalance);
        Amount(json, "newBalance", statement.End.NewBalance);
        Array(json, "movements", statement.Movements, Movement);
        Array(json, "checks", statement.End.Checks, (writer, check) =>
        {
            writer.WriteString("name", check.Name);
            writer.WriteBoolean("ok", check.Ok);
            writer.WriteString("message", check.Message);
        });
    }

    private static void Movement(Utf8JsonWriter json, BankMovement movement)
    {
        json.WriteString("key", movement.Key);
        Amount(json, "amount", movement.Amount);
        Date(json, "valueDate", movement.ValueDate);
        Date(json, "entryDate", movement.EntryDate);
        json.WriteString("bankReference", movement.BankReference);
        json.WriteString("endToEndId", movement.EndToEndId);
        json.WriteString("structuredCommunication", movement.StructuredCommunication);
        json.WriteBoolean("structuredValid", movement.StructuredValid);
        json.WriteString("communication", movement.CreditorReference is { } reference ? $"{reference} {movement.Communication}".Trim() : movement.Communication);
        json.WriteStartObject("counterparty");
        json.WriteString("name", movement.Counterparty.Name);
        json.WriteString("account", movement.Counterparty.Account);
        json.WriteString("bic", movement.Counterparty.Bic);
        json.WriteEndObject();
        json.WriteString("transactionCode", movement.TransactionCode);
        json.WriteString("returnReason", movement.ReturnReason);
        Array(json, "details", movement.Details, Movement);
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter json, string name, decimal? amount)
    {
        if (amount is null) json.WriteNull(name);
        else json.WriteString(name, BankAmounts.Text(amount));
    }

    private static void Date(Utf8JsonWriter json, string name, DateOnly? date) => json.WriteString(name, date?.ToString("yyyy-MM-dd"));
}
