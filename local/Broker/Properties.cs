namespace Smart.Local.Broker;

/// <summary>Application properties of messages.</summary>
internal static class Properties
{
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
            properties["DeadLetterReason"] = reason;
        if (description is not null)
            properties["DeadLetterErrorDescription"] = description;
        return properties;
    }
}
