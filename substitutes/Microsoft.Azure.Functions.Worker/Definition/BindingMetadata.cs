namespace Microsoft.Azure.Functions.Worker;

public enum BindingDirection
{
    In,
    Out,
}

/// <summary>A binding of a function: its name, its type ("httpTrigger") and its direction.</summary>
public abstract class BindingMetadata
{
    public abstract string Name { get; }

    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}
