using System.Xml.Linq;

namespace Smart.Local.Storage.Memory.Blobs;

/// <summary>Writes block blobs, at once or in blocks, and deletes them.</summary>
internal sealed class BlobWriter(MemoryStorage storage)
{
    private const string MetadataPrefix = "x-ms-meta-";
    private const string DefaultType = "application/octet-stream";

    private static readonly string[] ContentHeaders =
        ["Content-Type", "Content-Encoding", "Content-Language", "Content-Disposition", "Cache-Control"];

    public StorageAnswer Put(StorageRequest request, string container, string name) => Change(request, container, name, (content, moment) =>
        Write(request, content, name, request.Body, moment, BlobReading.Hash(request.Body)));

    /// <summary>Takes a block that counts only once it is committed.</summary>
    public StorageAnswer Stage(StorageRequest request, string container, string name)
    {
        var block = request.Parameter("blockid")!;
        return storage.Change(state =>
        {
            if (state.Containers.GetValueOrDefault(container) is not { } content) return (state, BlobAnswers.Refused(BlobAnswers.ContainerNotFound));
            var staged = content.StagedFor(name).SetItem(block, request.Body);
            return (state.With(container, content with { Staged = content.Staged.SetItem(name, staged) }), new StorageAnswer(201));
        });
    }

    /// <summary>Makes the blob of the staged blocks that are named, in that order.</summary>
    public StorageAnswer Commit(StorageRequest request, string container, string name)
    {
        using var body = new MemoryStream(request.Body.ToArray());
        var blocks = XElement.Load(body).Elements().Select(block => block.Value).ToList();
        return Change(request, container, name, (content, moment) =>
        {
            var staged = content.StagedFor(name);
            if (!blocks.TrueForAll(staged.ContainsKey)) return (content, BlobAnswers.Refused(BlobAnswers.InvalidBlockList));
            var whole = blocks.SelectMany(block => staged[block].ToArray()).ToArray();
            return Write(request, content, name, whole, moment, request.Header("x-ms-blob-content-md5") ?? "");
        });
    }

    public StorageAnswer Delete(StorageRequest request, string container, string name) => Change(request, container, name, (content, _) =>
        content.Blobs.ContainsKey(name)
            ? (content with { Blobs = content.Blobs.Remove(name) }, new StorageAnswer(202))
            : (content, BlobAnswers.Refused(BlobAnswers.BlobNotFound)));

    private static (MemoryContainer After, StorageAnswer Answer) Write(
        StorageRequest request, MemoryContainer content, string name, ReadOnlyMemory<byte> bytes, DateTimeOffset moment, string md5)
    {
        var there = content.Blobs.GetValueOrDefault(name);
        var blob = new MemoryBlob(
            name, bytes, BlobAnswers.ETagOf(moment), there?.CreatedAt ?? moment, moment, md5, HeadersOf(request), MetadataOf(request));
        return (content.With(blob), BlobAnswers.Created(blob.ETag, moment, md5));
    }

    private StorageAnswer Change(
        StorageRequest request, string container, string name, Func<MemoryContainer, DateTimeOffset, (MemoryContainer After, StorageAnswer Answer)> change)
        => storage.Change(state =>
        {
            if (state.Containers.GetValueOrDefault(container) is not { } content) return (state, BlobAnswers.Refused(BlobAnswers.ContainerNotFound));
            if (Refuse(request, content.Blobs.GetValueOrDefault(name)) is { } refusal) return (state, BlobAnswers.Refused(refusal));
            var (after, answer) = change(content, storage.NextMoment());
            return (state.With(container, after), answer);
        });

    private static Refusal? Refuse(StorageRequest request, MemoryBlob? there)
    {
        var (match, noneMatch) = (request.Header("If-Match"), request.Header("If-None-Match"));
        if (there is null) return match is null || request.Method == "DELETE" ? null : BlobAnswers.ConditionNotMet;
        if (noneMatch == "*") return BlobAnswers.BlobAlreadyExists;
        if (noneMatch == there.ETag) return BlobAnswers.ConditionNotMet;
        return match is null or "*" || match == there.ETag ? null : BlobAnswers.ConditionNotMet;
    }

    private static Dictionary<string, string> HeadersOf(StorageRequest request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = DefaultType };
        foreach (var name in ContentHeaders)
            if (request.Header($"x-ms-blob-{name}") is { } value) headers[name] = value;
        return headers;
    }

    private static Dictionary<string, string> MetadataOf(StorageRequest request) => request.HeaderNames
        .Where(name => name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(name => name[MetadataPrefix.Length..], name => request.Header(name) ?? "", StringComparer.OrdinalIgnoreCase);
}
