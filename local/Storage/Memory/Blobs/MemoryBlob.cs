using System.Collections.Immutable;

namespace Smart.Local.Storage.Memory.Blobs;

/// <summary>A committed block blob.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its bytes, never changed.</param>
/// <param name="ETag">Its version.</param>
/// <param name="CreatedAt">When it was first written.</param>
/// <param name="ModifiedAt">When this version was written.</param>
/// <param name="Md5">Of the bytes, in base 64; empty for one that was committed from blocks.</param>
/// <param name="Headers">Content type and the like, by the names they are answered with.</param>
/// <param name="Metadata">What the writer added.</param>
internal sealed record MemoryBlob(
    string Name,
    ReadOnlyMemory<byte> Content,
    string ETag,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt,
    string Md5,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Metadata);

/// <summary>A container.</summary>
/// <param name="ETag">Its version.</param>
/// <param name="ModifiedAt">When it was created.</param>
/// <param name="Blobs">By name, in ordinal order.</param>
/// <param name="Staged">Blocks that wait to be committed, by name of the blob and id of the block.</param>
internal sealed record MemoryContainer(
    string ETag,
    DateTimeOffset ModifiedAt,
    ImmutableSortedDictionary<string, MemoryBlob> Blobs,
    ImmutableDictionary<string, ImmutableDictionary<string, ReadOnlyMemory<byte>>> Staged)
{
    public MemoryContainer(DateTimeOffset moment)
        : this(
            BlobAnswers.ETagOf(moment),
            moment,
            ImmutableSortedDictionary.Create<string, MemoryBlob>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, ImmutableDictionary<string, ReadOnlyMemory<byte>>>(StringComparer.Ordinal))
    {
    }

    public ImmutableDictionary<string, ReadOnlyMemory<byte>> StagedFor(string blob) =>
        Staged.GetValueOrDefault(blob) ?? ImmutableDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>A new version of a blob; its staged blocks are gone.</summary>
    public MemoryContainer With(MemoryBlob blob) => this with { Blobs = Blobs.SetItem(blob.Name, blob), Staged = Staged.Remove(blob.Name) };
}
