using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Smart.Local.Durable;

/// <summary>A recorded history as a text to read: an event a line, what it carries as JSON and not as a text of JSON.</summary>
public static class HistoryFile
{
    /// <summary>The line of the file, from 1, that holds the first event.</summary>
    public const int FirstEventLine = 7;

    private static readonly string[] Payloads = ["input", "output", "result", "payload"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a history; the same history gives the same text.</summary>
    /// <param name="history">The history.</param>
    public static string Write(RecordedHistory history)
    {
        var text = new StringBuilder("{\n");
        Add(text, "orchestrator", history.Orchestrator);
        Add(text, "instance", history.Instance);
        Add(text, "version", history.Version);
        Add(text, "end", history.End.ToString());
        text.Append("  \"events\": [\n    ");
        text.AppendJoin(",\n    ", history.Events.Select(Line));
        return text.Append("\n  ]\n}\n").ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The text of a file.</param>
    /// <exception cref="JsonException">It is no recorded history.</exception>
    public static RecordedHistory Read(string text)
    {
        var file = JsonNode.Parse(text)?.AsObject() ?? throw new JsonException("A recorded history is empty.");
        return new RecordedHistory(
            Required(file, "orchestrator"),
            Required(file, "instance"),
            Required(file, "version"),
            Enum.Parse<ExecutionEnd>(Required(file, "end")),
            [.. (file["events"] as JsonArray ?? throw new JsonException("A recorded history has no events.")).Select(line => Event(line!.AsObject()))]);
    }

    private static void Add(StringBuilder text, string name, string value) =>
        text.Append("  \"").Append(name).Append("\": ").Append(JsonSerializer.Serialize(value, Readable)).Append(",\n");

    private static string Line(HistoryEvent @event)
    {
        var line = JsonNode.Parse(EventJson.Write(@event))!.AsObject();
        foreach (var name in Payloads.Where(line.ContainsKey))
        {
            line[name] = JsonNode.Parse(line[name]!.GetValue<string>());
        }

        return line.ToJsonString(Readable);
    }

    private static HistoryEvent Event(JsonObject line)
    {
        foreach (var name in Payloads.Where(line.ContainsKey))
        {
            line[name] = line[name]?.ToJsonString(Readable) ?? "null";
        }

        return EventJson.Read<HistoryEvent>(line.ToJsonString(Readable));
    }

    private static string Required(JsonObject file, string name) =>
        file[name]?.GetValue<string>() ?? throw new JsonException($"A recorded history has no {name}.");
}
