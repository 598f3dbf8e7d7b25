using Smart.Local.Storage.Memory;
using Smart.Shared.Payments;
using Smart.Shared.Storage;

namespace Smart.Local.Crash;

/// <summary>
/// Looks at storage each time a message is settled: a receipt that is not booked must still have a message that will book it. Repair
/// would find it hours later; completing a message before its work is done is wrong all the same.
/// </summary>
/// <param name="memory">The storage.</param>
/// <param name="prefix">What the names of tables begin with.</param>
internal sealed class CompletedTooEarly(MemoryStorage memory, string prefix)
{
    private readonly List<Violation> _found = [];

    /// <summary>What was seen.</summary>
    public IReadOnlyList<Violation> Found => _found;

    /// <summary>An effect took place.</summary>
    public void Look(Effect effect)
    {
        if (effect is not { Kind: "queue: settle", Function: "ReceivePayment" }) return;
        var waiting = memory.Rows($"{prefix}QueueMessages").Where(row => row.GetString("State") == "Active").Select(row => ReceiptQueue.Read(BinaryData.FromBytes(row.GetBinary("Body") ?? [])))
            .OfType<ReceiptMessage>().Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var receipt in memory.Rows(prefix + TableNames.Receipts).Where(row => row.GetString("State") == nameof(ReceiptState.Received) && !waiting.Contains(row.RowKey)))
            _found.Add(new("message-completed-after-commit", $"The message of receipt {receipt.RowKey} was completed, and the receipt is not booked ({effect})."));
    }
}
