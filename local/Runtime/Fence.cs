namespace Smart.Local.Runtime;

/// <summary>The process generation this call belongs to has ended: nothing it does may take effect any more.</summary>
public sealed class FencedException() : Exception("This process generation has been stopped.");

/// <summary>Cuts a process generation off from the world, as a kill would.</summary>
public sealed class Fence
{
    private volatile bool _closed;

    /// <summary>Whether the generation has ended.</summary>
    public bool IsClosed => _closed;

    /// <summary>Ends the generation: every later check throws.</summary>
    public void Close() => _closed = true;

    /// <summary>Lets the call pass, or throws <see cref="FencedException"/>.</summary>
    public void Check()
    {
        if (_closed)
            throw new FencedException();
    }
}
