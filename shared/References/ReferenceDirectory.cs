using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Smart.Shared.Storage;

namespace Smart.Shared.References;

/// <summary>What a structured communication stands for.</summary>
public enum ReferenceKind
{
    /// <summary>An invoice of a debtor.</summary>
    Invoice,

    /// <summary>A member's request for shares.</summary>
    ShareRequest,

    /// <summary>Money that goes back to a debtor.</summary>
    Refund,
}

/// <summary>The row behind a structured communication: partition and row are its twelve digits. Stored names: renaming needs a migration.</summary>
public sealed record ReferenceRow : StoredRow
{
    /// <summary>What it stands for.</summary>
    public required ReferenceKind Kind { get; init; }

    /// <summary>The debtor or member.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The invoice number or the id of the share request.</summary>
    public required string Subject { get; init; }

    /// <summary>The twelve digits.</summary>
    public string Digits => PartitionKey;
}

/// <summary>Gives structured communications their meaning, once and for good.</summary>
public sealed class ReferenceDirectory(TableStore store)
{
    /// <summary>Registers a communication. True when it now stands for this subject, also if it did before; false when it is taken.</summary>
    public async Task<bool> RegisterAsync(
        string digits, ReferenceKind kind, string ownerId, string subject, CancellationToken cancellationToken = default)
    {
        var row = new ReferenceRow { PartitionKey = digits, RowKey = digits, Kind = kind, OwnerId = ownerId, Subject = subject };
        var commit = await store.CommitAsync(new RowBatch(TableNames.References, digits).Insert(row), cancellationToken);
        if (commit.IsCommitted) return true;
        var there = await FindAsync(digits, cancellationToken);
        return there is not null && there.Kind == kind && there.OwnerId == ownerId && there.Subject == subject;
    }

    /// <summary>
    /// Registers a communication that is not taken, made from the subject: the same on every repetition. Before the thing that it
    /// stands for: a reference to nothing is harmless, a thing without one cannot be paid.
    /// </summary>
    /// <param name="leading">The first digit: 7 refunds, 8 share requests; that of an invoice is its year's.</param>
    /// <param name="kind">What it stands for.</param>
    /// <param name="ownerId">The debtor or member.</param>
    /// <param name="subject">The id of the thing.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The twelve digits.</returns>
    public async Task<string> RegisterNewAsync(char leading, ReferenceKind kind, string ownerId, string subject, CancellationToken cancellationToken = default)
    {
        for (var attempt = 0; ; attempt++)
        {
            var digits = StructuredCommunication.FromBase(BaseOf(leading, subject, attempt)).Digits;
            if (await RegisterAsync(digits, kind, ownerId, subject, cancellationToken)) return digits;
        }
    }

    // Ten digits: the leading one, and nine from the hash of the subject.
    private static long BaseOf(char leading, string subject, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{subject}|{attempt.ToString(CultureInfo.InvariantCulture)}"));
        return ((leading - '0') * 1_000_000_000L) + (long)(BitConverter.ToUInt64(hash) % 1_000_000_000UL);
    }

    /// <summary>What a communication stands for, or null.</summary>
    public Task<ReferenceRow?> FindAsync(string digits, CancellationToken cancellationToken = default) =>
        store.FindAsync<ReferenceRow>(TableNames.References, digits, digits, cancellationToken);
}
