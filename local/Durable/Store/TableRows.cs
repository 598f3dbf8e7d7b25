using System.Text;
using Azure.Data.Tables;

namespace Smart.Local.Durable;

/// <summary>Rows of the engine's table. Property names are stored: renaming one needs a migration.</summary>
internal static class TableRows
{
    internal const string Live = "Live";
    internal const string Status = "Status";
    internal const string CreatedAt = "CreatedAt";
    internal const string Row = "Row";
    internal const string Event = "Event";
    internal const string Events = "Events";
    internal const string Rows = "Rows";
    internal const string Input = "Input";
    internal const string Output = "Output";
    internal const string CustomStatus = "CustomStatus";
    internal const string Failure = "Failure";

    // Two rows of history fit one transaction with room to spare.
    private const int RowBytes = 400_000;

    internal static TableEntity Instance(DurableCommit commit)
    {
        var partition = TableKeys.Partition(commit.Row.Id);
        var entity = new TableEntity(partition, TableKeys.Instance(partition))
        {
            [Live] = commit.Row.IsLive,
            [Status] = commit.Row.Status.ToString(),
            [CreatedAt] = commit.Row.CreatedAt,
        };
        TableTexts.Set(entity, Row, EventJson.Write(commit.Row));
        Change(entity, Input, commit.Input);
        Change(entity, Output, commit.Output);
        Change(entity, CustomStatus, commit.CustomStatus);
        if (commit.Failure is not null)
        {
            TableTexts.Set(entity, Failure, EventJson.Write(commit.Failure));
        }

        return entity;
    }

    internal static TableEntity Message(string instanceId, InboxMessage message)
    {
        var partition = TableKeys.Partition(instanceId);
        var entity = new TableEntity(partition, TableKeys.Message(partition, message.Key)) { [Live] = true };
        TableTexts.Set(entity, Event, EventJson.Write(message));
        return entity;
    }

    /// <summary>The rows of a batch; the first says how many belong to it, so leftovers of a lost attempt do not count.</summary>
    internal static List<(TableEntity Entity, int Bytes)> History(string instanceId, BatchRef reference, IReadOnlyList<HistoryEvent> events)
    {
        var partition = TableKeys.Partition(instanceId);
        var rows = new List<(TableEntity Entity, int Bytes)>();
        var waiting = new List<HistoryEvent>();
        var size = 0;
        foreach (var @event in events)
        {
            var bytes = Encoding.UTF8.GetByteCount(EventJson.Write(@event));
            if (waiting.Count > 0 && size + bytes > RowBytes)
            {
                Flush();
            }

            waiting.Add(@event);
            size += bytes;
        }

        Flush();
        rows[0].Entity[Rows] = rows.Count;
        return rows;

        void Flush()
        {
            var entity = new TableEntity(partition, TableKeys.History(partition, reference.Execution, reference.Episode, rows.Count));
            TableTexts.Set(entity, Events, EventJson.Write(waiting));
            rows.Add((entity, size));
            waiting = [];
            size = 0;
        }
    }

    internal static InstanceRow ReadRow(TableEntity entity) => EventJson.Read<InstanceRow>(TableTexts.Get(entity, Row)!);

    internal static InboxMessage ReadMessage(TableEntity entity) => EventJson.Read<InboxMessage>(TableTexts.Get(entity, Event)!);

    internal static InstanceTexts ReadTexts(TableEntity entity) => new(
        TableTexts.Get(entity, Input),
        TableTexts.Get(entity, Output),
        TableTexts.Get(entity, CustomStatus),
        TableTexts.Get(entity, Failure) is { } failure ? EventJson.Read<FailureInfo>(failure) : null);

    private static void Change(TableEntity entity, string name, Text? text)
    {
        if (text is not null)
        {
            TableTexts.Set(entity, name, text.Value);
        }
    }
}
