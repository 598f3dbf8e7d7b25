using System.Globalization;
using System.Text;

namespace Smart.Local.Durable;

/// <summary>
/// Keys of the engine's table. A partition holds one instance; a row key repeats the instance, so that it is unique over
/// the whole table. Characters that a key may not hold become ~XXXX; a prefix of an id stays a prefix.
/// </summary>
internal static class TableKeys
{
    internal static string Partition(string instanceId)
    {
        var key = new StringBuilder(instanceId.Length);
        foreach (var character in instanceId)
        {
            if (character is '/' or '\\' or '#' or '?' or '|' or '~' or '%' || char.IsControl(character))
            {
                key.Append('~').Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(character);
            }
        }

        return key.ToString();
    }

    internal static string Instance(string partition) => $"i|{partition}";

    internal static string Message(string partition, string key) => $"m|{partition}|{key}";

    internal static string History(string partition, int execution, int episode, int index) =>
        $"h|{partition}|{execution:D8}|{episode:D8}|{index:D4}";

    internal static string HistoryFrom(string partition, int execution) => $"h|{partition}|{execution:D8}|";

    internal static string HistoryTo(string partition, int execution, int lastEpisode) =>
        $"h|{partition}|{execution:D8}|{lastEpisode:D8}|~";
}
