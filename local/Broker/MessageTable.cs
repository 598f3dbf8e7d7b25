using System.Net;
using Azure;
using Azure.Data.Tables;

namespace Smart.Local.Broker;

/// <summary>The messages of all queues as rows: one partition a queue, one row a message.</summary>
/// <remarks>A write that was begun is seen through, whoever gives up waiting: else nobody knew whether it took effect.</remarks>
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

    /// <summary>
    /// Adds messages, a hundred in one transaction. A sequence is given once: rows that are there already were written by an
    /// earlier try of the same request, whose answer was lost.
    /// </summary>
    public async Task AddAsync(IReadOnlyList<BrokerMessage> messages)
    {
        foreach (var rows in messages.Chunk(RowsATransaction))
        {
            try
            {
                await (rows.Length == 1
                    ? table.AddEntityAsync(Write(rows[0]), CancellationToken.None)
                    : (Task)table.SubmitTransactionAsync(rows.Select(message => new TableTransactionAction(TableTransactionActionType.Add, Write(message))), CancellationToken.None));
            }
            catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.Conflict)
            {
                // Written already.
            }
        }
    }

    /// <summary>The message as its row says; null when there is no row.</summary>
    public async Task<BrokerMessage?> FindAsync(string queue, long sequence)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(queue, RowKey(queue, sequence), cancellationToken: CancellationToken.None);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Replaces the row of a message.</summary>
    public Task SaveAsync(BrokerMessage message) => table.UpsertEntityAsync(Write(message), TableUpdateMode.Replace, CancellationToken.None);

    public async Task DeleteAsync(string queue, IEnumerable<long> sequences)
    {
        foreach (var rows in sequences.Chunk(RowsATransaction))
        {
            await table.SubmitTransactionAsync(
                rows.Select(sequence => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(queue, RowKey(queue, sequence)), ETag.All)),
                CancellationToken.None);
        }
    }

    private static string RowKey(string queue, long sequence) => $"{queue}|{sequence:D19}";

    private static TableEntity Write(BrokerMessage message) => new(message.Queue, RowKey(message.Queue, message.Sequence))
    {
        [nameof(BrokerMessage.Sequence)] = message.Sequence,
        [nameof(BrokerMessage.MessageId)] = message.MessageId,
        [nameof(BrokerMessage.Body)] = message.Body.ToArray(),
        [nameof(BrokerMessage.SessionId)] = message.SessionId,
        [nameof(BrokerMessage.CorrelationId)] = message.CorrelationId,
        [nameof(BrokerMessage.Subject)] = message.Subject,
        [nameof(BrokerMessage.ContentType)] = message.ContentType,
        [nameof(BrokerMessage.Properties)] = PropertyText.Write(message.Properties),
        [nameof(BrokerMessage.SentAt)] = message.SentAt,
        [nameof(BrokerMessage.EnqueueAt)] = message.EnqueueAt,
        [nameof(BrokerMessage.FailedDeliveries)] = message.FailedDeliveries,
        [nameof(BrokerMessage.GivenUpAt)] = message.GivenUpAt,
        [nameof(BrokerMessage.State)] = message.State.ToString(),
    };

    private static BrokerMessage Read(TableEntity row) => new()
    {
        Queue = row.PartitionKey,
        Sequence = row.GetInt64(nameof(BrokerMessage.Sequence))!.Value,
        MessageId = row.GetString(nameof(BrokerMessage.MessageId)),
        Body = BinaryData.FromBytes(row.GetBinary(nameof(BrokerMessage.Body)) ?? []),
        SessionId = row.GetString(nameof(BrokerMessage.SessionId)),
        CorrelationId = row.GetString(nameof(BrokerMessage.CorrelationId)),
        Subject = row.GetString(nameof(BrokerMessage.Subject)),
        ContentType = row.GetString(nameof(BrokerMessage.ContentType)),
        Properties = PropertyText.Read(row.GetString(nameof(BrokerMessage.Properties))),
        SentAt = row.GetDateTimeOffset(nameof(BrokerMessage.SentAt))!.Value,
        EnqueueAt = row.GetDateTimeOffset(nameof(BrokerMessage.EnqueueAt))!.Value,
        FailedDeliveries = row.GetInt32(nameof(BrokerMessage.FailedDeliveries)) ?? 0,
        GivenUpAt = row.GetDateTimeOffset(nameof(BrokerMessage.GivenUpAt)),
        State = Enum.Parse<MessageState>(row.GetString(nameof(BrokerMessage.State))),
    };
}
