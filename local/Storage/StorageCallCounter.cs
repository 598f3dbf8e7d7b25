namespace Smart.Local.Storage;

/// <summary>Counts the storage requests of all generations of a host.</summary>
public sealed class StorageCallCounter
{
    private long _product;
    private long _engine;

    /// <summary>Requests of the product's stores since the host started.</summary>
    public long Product => Interlocked.Read(ref _product);

    /// <summary>Requests of the runtime itself since the host started.</summary>
    public long Engine => Interlocked.Read(ref _engine);

    /// <summary>The figures now; subtract an earlier reading to count a step.</summary>
    public StorageCallFigures Read() => new(Product, Engine);

    internal void Count(StorageCaller caller)
    {
        if (caller == StorageCaller.Product)
            Interlocked.Increment(ref _product);
        else
            Interlocked.Increment(ref _engine);
    }
}
