using Smart.Shared.Payments.BankFiles;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments.Import;

/// <summary>How far a bank file is.</summary>
public enum BankFileState
{
    /// <summary>Stored; not read yet.</summary>
    Received,

    /// <summary>Nothing of it was booked; the errors or its statements say why.</summary>
    Refused,

    /// <summary>Verified; its movements are being stored.</summary>
    Booking,

    /// <summary>Every movement is stored; receipts are being booked.</summary>
    Settling,

    /// <summary>Every receipt is booked or in the worklist.</summary>
    Done,
}

/// <summary>A bank file, known by the SHA-256 of its bytes. Stored names: renaming needs a migration.</summary>
public sealed record BankFileRow : StoredRow
{
    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The blob that holds it.</summary>
    public required string Document { get; init; }

    /// <summary>When it was stored, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Hash of the identity that sent it.</summary>
    public required string SentBy { get; init; }

    /// <summary>How far it is.</summary>
    public required BankFileState State { get; init; }

    /// <summary>What it calls itself.</summary>
    public string Format { get; init; } = "";

    /// <summary>The version that it declares.</summary>
    public string Version { get; init; } = "";

    /// <summary>What is refused of the file as a whole; of very many the first.</summary>
    public IReadOnlyList<BankFileError> Errors { get; init; } = [];

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal.</summary>
    public string Sha256 => RowKey[Prefix.Length..];

    /// <summary>The start of its key.</summary>
    public const string Prefix = "file-";

    /// <summary>Partition and key.</summary>
    public static string Key(string sha256) => Prefix + sha256;
}

/// <summary>One statement in a bank file, in the partition of the file. Stored names: renaming needs a migration.</summary>
public sealed record BankFileStatementRow : StoredRow
{
    /// <summary>Its place in the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The account.</summary>
    public required string AccountKey { get; init; }

    /// <summary>What identifies the statement; the partition of its receipts.</summary>
    public required string StatementKey { get; init; }

    /// <summary>The bank's number of it.</summary>
    public required string Sequence { get; init; }

    /// <summary>The day of its new balance.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Euros before the movements.</summary>
    public decimal? OldBalance { get; init; }

    /// <summary>Euros after the movements.</summary>
    public decimal? NewBalance { get; init; }

    /// <summary>Movements to book.</summary>
    public required int Movements { get; init; }

    /// <summary>Euros that the movements make.</summary>
    public decimal? Net { get; init; }

    /// <summary>The statement of another key that tells of the same movements; null where none is known.</summary>
    public string? CopyOf { get; init; }

    /// <summary>A notification (camt.054), not a statement.</summary>
    public bool IsNotification { get; init; }

    /// <summary>Checks that do not hold, and that of continuity.</summary>
    public IReadOnlyList<BankCheck> Checks { get; init; } = [];

    /// <summary>Why nothing of it is booked; null when it is.</summary>
    public string? Refused { get; init; }

    /// <summary>The file.</summary>
    public string FileSha256 => PartitionKey[BankFileRow.Prefix.Length..];

    /// <summary>Its key.</summary>
    public static string Key(string sha256, int index) => $"{BankFileRow.Key(sha256)}|{index:00000}";
}
