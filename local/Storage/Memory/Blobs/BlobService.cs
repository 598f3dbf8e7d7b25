namespace Smart.Local.Storage.Memory.Blobs;

/// <summary>The blob service: finds out what a request asks, and answers it.</summary>
internal sealed class BlobService(MemoryStorage storage)
{
    private readonly BlobWriter _writer = new(storage);

    public StorageAnswer Answer(StorageRequest request)
    {
        var names = request.Path.Split('/', 2);
        return names.Length == 2 && names[1].Length > 0
            ? Blob(request, names[0], names[1])
            : Container(request, names[0]);
    }

    private StorageAnswer Container(StorageRequest request, string name) => (request.Method, request.Parameter("comp")) switch
    {
        ("PUT", null) => storage.Change(state => Create(state, name)),
        ("DELETE", null) => storage.Change(state => state.Containers.ContainsKey(name)
            ? (state with { Containers = state.Containers.Remove(name) }, new StorageAnswer(202))
            : (state, BlobAnswers.Refused(BlobAnswers.ContainerNotFound))),
        ("GET" or "HEAD", null) => Find(name) is { } there
            ? new StorageAnswer(200, BlobAnswers.Version(there.ETag, there.ModifiedAt))
            : BlobAnswers.Refused(BlobAnswers.ContainerNotFound),
        ("GET", "list") => Find(name) is { } listed ? BlobListing.Answer(request, name, listed) : BlobAnswers.Refused(BlobAnswers.ContainerNotFound),
        _ => BlobAnswers.Refused(BlobAnswers.NotImplemented),
    };

    private (MemoryState After, StorageAnswer Answer) Create(MemoryState state, string name)
    {
        if (state.Containers.ContainsKey(name)) return (state, BlobAnswers.Refused(BlobAnswers.ContainerAlreadyExists));
        var created = new MemoryContainer(storage.NextMoment());
        return (state.With(name, created), BlobAnswers.Created(created.ETag, created.ModifiedAt));
    }

    private StorageAnswer Blob(StorageRequest request, string container, string name) => (request.Method, request.Parameter("comp")) switch
    {
        ("PUT", null) => _writer.Put(request, container, name),
        ("PUT", "block") => _writer.Stage(request, container, name),
        ("PUT", "blocklist") => _writer.Commit(request, container, name),
        ("DELETE", null) => _writer.Delete(request, container, name),
        ("GET" or "HEAD", null) when Find(container) is not { } => BlobAnswers.Refused(BlobAnswers.ContainerNotFound),
        ("GET" or "HEAD", null) => Find(container)!.Blobs.TryGetValue(name, out var blob)
            ? BlobReading.Answer(request, blob)
            : BlobAnswers.Refused(BlobAnswers.BlobNotFound),
        _ => BlobAnswers.Refused(BlobAnswers.NotImplemented),
    };

    private MemoryContainer? Find(string name) => storage.State.Containers.GetValueOrDefault(name);
}
