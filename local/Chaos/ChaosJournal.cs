using System.Diagnostics;
using System.Globalization;

namespace Smart.Local.Chaos;

/// <summary>What was done to each key of the load, and when the product was killed meanwhile.</summary>
/// <param name="tell">Told what concerns the whole run.</param>
public sealed class ChaosJournal(Action<string> tell)
{
    private const int LinesShown = 20;

    private readonly Lock _gate = new();
    private readonly List<Line> _lines = [];
    private readonly Dictionary<string, HashSet<string>> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unanswered = new(StringComparer.Ordinal);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The time since the run began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>The keys of requests that wait for a final answer.</summary>
    public IReadOnlyList<string> Unanswered
    {
        get
        {
            lock (_gate) return [.. _unanswered.Where(pair => pair.Value > 0).Select(pair => pair.Key)];
        }
    }

    /// <summary>A request of a key was begun; the answer, when it comes, is final.</summary>
    public async Task<T> UntilAnsweredAsync<T>(string key, Func<Task<T>> request)
    {
        lock (_gate) _unanswered[key] = _unanswered.GetValueOrDefault(key) + 1;
        var answer = await request();
        lock (_gate) _unanswered[key]--;
        return answer;
    }

    /// <summary>Something happened to a key.</summary>
    public void Write(string key, string what)
    {
        lock (_gate) _lines.Add(new Line(Elapsed, key, what));
    }

    /// <summary>Something happened to the product or the run as a whole.</summary>
    public void WriteAll(string what)
    {
        Line line;
        lock (_gate) _lines.Add(line = new Line(Elapsed, "", what));
        tell(line.ToString());
    }

    /// <summary>A key is known in storage by another name: an invoice number, a receipt.</summary>
    public void Alias(string key, string other)
    {
        lock (_gate)
        {
            if (!_aliases.TryGetValue(other, out var keys)) _aliases[other] = keys = new HashSet<string>(StringComparer.Ordinal);
            keys.Add(key);
        }
    }

    /// <summary>The last lines of what a text names, by key or by another name, with the kills since it was first heard of.</summary>
    /// <param name="text">A key, or a text that holds one: <c>invoice-2026-000001</c> holds an invoice number.</param>
    public IReadOnlyList<string> Of(string text)
    {
        lock (_gate)
        {
            var keys = _aliases.Where(alias => text.Contains(alias.Key, StringComparison.Ordinal)).SelectMany(alias => alias.Value).ToHashSet(StringComparer.Ordinal);
            keys.UnionWith(_lines.Select(line => line.Key).Where(key => key.Length > 0 && text.Contains(key, StringComparison.Ordinal)));
            if (_lines.Find(line => keys.Contains(line.Key)) is not { } first) return [];
            return [.. _lines.Where(line => keys.Contains(line.Key) || (line.Key.Length == 0 && line.At >= first.At)).Select(line => line.ToString()).TakeLast(LinesShown)];
        }
    }

    private sealed record Line(TimeSpan At, string Key, string What)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.TotalSeconds,8:0.000} s  {Key}{(Key.Length > 0 ? "  " : "")}{What}");
    }
}
