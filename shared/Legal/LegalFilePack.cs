using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Legal;

/// <summary>A document in a legal file.</summary>
/// <param name="Name">Its path in the file.</param>
/// <param name="Content">The bytes.</param>
public sealed record LegalDocument(string Name, BinaryData Content);

/// <summary>The table of contents of a legal file: what it holds, with the hash of each document, and what it claims.</summary>
/// <param name="Case">The case.</param>
/// <param name="Version">The version of the file.</param>
/// <param name="Date">The day to which interest is computed.</param>
/// <param name="PreparedBy">Who prepared it: a hash, or <c>system</c>.</param>
/// <param name="Procedure"><c>ios</c> where the procedure for undisputed debts is open (enterprises, rules 2.1), else <c>court</c>.</param>
/// <param name="Claims">What is claimed, by invoice.</param>
/// <param name="Principal">Sum of the principals.</param>
/// <param name="Interest">Sum of the interest.</param>
/// <param name="FixedSum">Sum of fixed sums and costs.</param>
/// <param name="Total">Everything claimed.</param>
/// <param name="Documents">Every other document.</param>
public sealed record LegalManifest(
    string Case,
    int Version,
    DateOnly Date,
    string PreparedBy,
    string Procedure,
    IReadOnlyList<LegalClaim> Claims,
    Money Principal,
    Money Interest,
    Money FixedSum,
    Money Total,
    IReadOnlyList<LegalManifestEntry> Documents);

/// <summary>One document in the manifest.</summary>
/// <param name="Name">Its path in the file.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
public sealed record LegalManifestEntry(string Name, string Sha256, int Bytes);

/// <summary>Writes the parts of a legal file. The same input gives the same bytes.</summary>
public static class LegalFilePack
{
    /// <summary>The name of the manifest.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>The media type of a legal file.</summary>
    public const string ContentType = "application/zip";

    // Zip entries carry a time; a fixed one keeps the bytes the same on every attempt. 1980 is the format's first year.
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new(RowMapper.Json) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Packs documents in the order given.</summary>
    public static BinaryData Zip(IEnumerable<LegalDocument> documents)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var document in documents)
            {
                var entry = zip.CreateEntry(document.Name, CompressionLevel.Optimal);
                entry.LastWriteTime = EntryTime;
                using var target = entry.Open();
                target.Write(document.Content.ToMemory().Span);
            }
        }

        return new BinaryData(buffer.ToArray());
    }

    /// <summary>A value as an indented JSON document.</summary>
    public static LegalDocument Json<T>(string name, T value) => new(name, new BinaryData(JsonSerializer.SerializeToUtf8Bytes(value, Readable)));

    /// <summary>The ledger as a table for people and programs: amounts with a point, no thousands separator.</summary>
    public static LegalDocument Ledger(IEnumerable<LedgerEntry> entries)
    {
        var text = new StringBuilder("invoice,valueDate,kind,amount,currency,cause,receipt,reverses\n");
        foreach (var entry in entries.OrderBy(entry => entry.Number, StringComparer.Ordinal).ThenBy(entry => entry.ValueDate).ThenBy(entry => entry.Cause, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Number},{entry.ValueDate:yyyy-MM-dd},{entry.Kind},{entry.Amount.ToPlainString()},")
                .Append(CultureInfo.InvariantCulture, $"{entry.Amount.Currency},{Cell(entry.Cause)},{Cell(entry.ReceiptKey)},{Cell(entry.Reverses)}\n");
        }

        return new LegalDocument("ledger.csv", BinaryData.FromString(text.ToString()));
    }

    /// <summary>What the manifest says of a document.</summary>
    public static LegalManifestEntry Entry(LegalDocument document) =>
        new(document.Name, DocumentStore.HashOf(document.Content), document.Content.ToMemory().Length);

    private static string Cell(string? text) => text?.IndexOfAny([',', '"', '\n']) >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text ?? "";
}
