namespace Smart.Shared.Payments.Camt;

/// <summary>An element that is read, and what is done with it; elements that stand nowhere in the layout are skipped with all they hold.</summary>
/// <param name="name">Its local name: prefixes do not matter.</param>
/// <param name="children">What is read inside it.</param>
internal sealed class CamtElement(string name, params CamtElement[] children)
{
    internal string Name { get; } = string.Intern(name);

    /// <summary>When it starts.</summary>
    internal Action<CamtParser>? Opened { get; init; }

    /// <summary>Its text without blanks at the ends, when it has any.</summary>
    internal Action<CamtParser, string>? Text { get; init; }

    /// <summary>Its text and its attribute Ccy, empty when there is none.</summary>
    internal Action<CamtParser, string, string>? Amount { get; init; }

    /// <summary>When it ends.</summary>
    internal Action<CamtParser>? Closed { get; init; }

    internal bool HasText => Text is not null || Amount is not null;

    internal IReadOnlyList<CamtElement> Children => children;

    /// <summary>The child of a name that comes from a table in which every name of the layout is, so that comparing references is enough.</summary>
    internal CamtElement? Find(string atom)
    {
        foreach (var child in children)
        {
            if (ReferenceEquals(child.Name, atom)) return child;
        }

        return null;
    }
}
