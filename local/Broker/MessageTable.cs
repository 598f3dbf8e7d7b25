using Azure;
using Azure.Data.Tables;

namespace Smart.Local.Broker;

/// <summary>The messages of all queues as rows: one partition a queue, one row a message.</summary>
internal sealed class MessageTable(TableClient table)
{
    private const string StartNumber = "start";
    private const int RowsATransaction = 100;

    // A number of this many messages a start keeps sequences growing over restarts without a write a message.
    private const long SequencesAStart = 1_000_000_000;

    public Task CreateAsync(CancellationToken cancellationToken) => table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>The messages of a queue, oldest first, and the first sequence that this start may use.</summary>
    public async Task<(List<BrokerMessage> Messages, long FirstSequence)> OpenQueueAsync(string queue, CancellationToken cancellationToken)
    {
        var messages = new List<BrokerMessage>();
        long start = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {queue}"), cancellationToken: cancellationToken))
        {
            if (row.GetInt64(StartNumber) is { } number)
                start = number;
            else
                messages.Add(Read(row));
        }

        await table.UpsertEntityAsync(new TableEntity(queue, $"{queue}|{StartNumber}") { [StartNumber] = start + 1 }, TableUpdateMode.Replace, cancellationToken);
        return (messages, ((start + 1) * SequencesAStart) + 1);
    }

    public Task AddAsync(BrokerMessage message, CancellationToken cancellationToken) => table.AddEntityAsync(Write(message), cancellationToken);

    public Task SaveAsync(BrokerMessage message, CancellationToken cancellationToken)
        => table.UpsertEntityAsync(Write(message), TableUpdateMode.Replace, cancellationToken);

    public async Task DeleteAsync(string queue, IEnumerable<long> sequences, CancellationToken cancellationToken)
    {
        foreach (var rows in sequences.Chunk(RowsATransaction))
        {
            await table.SubmitTransactionAsync(
                rows.Select(sequence => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(queue, RowKey(queue, sequence)), ETag.All)),
                cancellationToken);
        }
    }

    private static string RowKey(string queue, long sequence) => $"{queue}|{sequence:D19}";

    private static TableEntity Write(BrokerMessage message) => new(message.Queue, RowKey(message.Queue, message.Sequence))
    {
        [nameof(BrokerMessage.Sequence)] = message.Sequence,
        [nameof(BrokerMessage.MessageId)] = message.MessageId,
        [nameof(BrokerMessage.Body)] = message.State == MessageState.Done ? [] : message.Body.ToArray(),
        [nameof(BrokerMessage.CorrelationId)] = message.CorrelationId,
        [nameof(BrokerMessage.Subject)] = message.Subject,
        [nameof(BrokerMessage.ContentType)] = message.ContentType,
        [nameof(BrokerMessage.Properties)] = PropertyText.Write(message.Properties),
        [nameof(BrokerMessage.SentAt)] = message.SentAt,
        [nameof(BrokerMessage.EnqueueAt)] = message.EnqueueAt,
        [nameof(BrokerMessage.FailedDeliveries)] = message.FailedDeliveries,
        [nameof(BrokerMessage.State)] = message.State.ToString(),
    };

    private static BrokerMessage Read(TableEntity row) => new()
    {
        Queue = row.PartitionKey,
        Sequence = row.GetInt64(nameof(BrokerMessage.Sequence))!.Value,
        MessageId = row.GetString(nameof(BrokerMessage.MessageId)),
        Body = BinaryData.FromBytes(row.GetBinary(nameof(BrokerMessage.Body)) ?? []),
        CorrelationId = row.GetString(nameof(BrokerMessage.CorrelationId)),
        Subject = row.GetString(nameof(BrokerMessage.Subject)),
        ContentType = row.GetString(nameof(BrokerMessage.ContentType)),
        Properties = PropertyText.Read(row.GetString(nameof(BrokerMessage.Properties))),
        SentAt = row.GetDateTimeOffset(nameof(BrokerMessage.SentAt))!.Value,
        EnqueueAt = row.GetDateTimeOffset(nameof(BrokerMessage.EnqueueAt))!.Value,
        FailedDeliveries = row.GetInt32(nameof(BrokerMessage.FailedDeliveries)) ?? 0,
        State = Enum.Parse<MessageState>(row.GetString(nameof(BrokerMessage.State))),
    };
}
