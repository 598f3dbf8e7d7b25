namespace Smart.Local.Broker;

/// <summary>Application properties of messages.</summary>
internal static class Properties
{
    private const string Reason = "DeadLetterReason";
    private const string Description = "DeadLetterErrorDescription";

    public static IReadOnlyDictionary<string, object> Merge(IReadOnlyDictionary<string, object> properties, IReadOnlyDictionary<string, object>? changes)
    {
        if (changes is null || changes.Count == 0)
            return properties;
        var merged = new Dictionary<string, object>(properties, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
            merged[name] = value;
        return merged;
    }

    /// <summary>The properties that say why a message was given up.</summary>
    public static Dictionary<string, object> DeadLetter(string? reason, string? description)
    {
        var properties = new Dictionary<string, object>(StringComparer.Ordinal);
        if (reason is not null)
            properties[Reason] = reason;
        if (description is not null)
            properties[Description] = description;
        return properties;
    }

    /// <summary>The properties of a message that is given another chance.</summary>
    public static IReadOnlyDictionary<string, object> WithoutDeadLetter(IReadOnlyDictionary<string, object> properties)
        => properties.Where(property => property.Key is not (Reason or Description)).ToDictionary(StringComparer.Ordinal);
}
