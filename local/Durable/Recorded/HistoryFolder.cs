namespace Smart.Local.Durable;

/// <summary>The folder of recorded histories, one a file.</summary>
/// <param name="path">Where it is.</param>
public sealed class HistoryFolder(string path)
{
    /// <summary>Where it stands in the repository.</summary>
    public const string InRepository = "tests/Smart.Functions.Tests/Histories";

    /// <summary>The names of the histories it holds, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(path)
        ? [.. Directory.GetFiles(path, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The text of a history.</summary>
    /// <param name="name">Its name.</param>
    public string Text(string name) => File.ReadAllText(FileOf(name));

    /// <summary>A history.</summary>
    /// <param name="name">Its name.</param>
    public RecordedHistory Read(string name) => HistoryFile.Read(Text(name));

    /// <summary>Makes the folder hold these histories and no others.</summary>
    /// <param name="histories">The histories.</param>
    /// <returns>What was added, changed or removed, in words.</returns>
    public IReadOnlyList<string> Replace(IEnumerable<RecordedHistory> histories)
    {
        Directory.CreateDirectory(path);
        var changes = new List<string>();
        var kept = histories.ToDictionary(history => history.Name, HistoryFile.Write, StringComparer.Ordinal);
        foreach (var gone in Names.Where(name => !kept.ContainsKey(name)))
        {
            File.Delete(FileOf(gone));
            changes.Add($"removed {gone}");
        }

        foreach (var (name, text) in kept.OrderBy(history => history.Key, StringComparer.Ordinal))
        {
            var isNew = !File.Exists(FileOf(name));
            if (!isNew && Text(name) == text)
            {
                continue;
            }

            File.WriteAllText(FileOf(name), text);
            changes.Add($"{(isNew ? "added" : "changed")} {name}");
        }

        return changes;
    }

    private string FileOf(string name) => Path.Combine(path, $"{name}.json");
}
