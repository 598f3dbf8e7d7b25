namespace Smart.Local.Cli;

/// <summary>What the verbose output of a test project tells: how many tests ended, and which run.</summary>
public sealed class TestProgress
{
    private const string Starting = " [STARTING]";
    private const string Finished = " [FINISHED]";

    private readonly Lock _gate = new();
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);

    /// <summary>How many tests ended.</summary>
    public int Done { get; private set; }

    /// <summary>The tests that began and did not end, by name.</summary>
    public IReadOnlyList<string> Running
    {
        get
        {
            lock (_gate) return [.. _running.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Reads a line of output; true where it says that a test began or ended.</summary>
    public bool Tell(string line)
    {
        lock (_gate)
        {
            if (NameBefore(line, Starting) is { } begun)
            {
                _running.Add(begun);
                return true;
            }

            if (NameBefore(line, Finished) is not { } ended) return false;
            _running.Remove(ended);
            Done++;
            return true;
        }
    }

    private static string? NameBefore(string line, string sign) =>
        line.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var end ? line[..end].Trim() : null;
}
