using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Smart.Local.Simulation;

/// <summary>
/// Everything the simulated provider took, in order, as a recipient's mailbox would show it. Kept in a container beside the product's
/// documents, so that it survives a restart; read from memory.
/// </summary>
public sealed class SimulatedMailbox
{
    private readonly Lock _gate = new();
    private readonly List<SimulatedLetter> _letters = [];
    private BlobContainerClient? _blobs;

    /// <summary>All messages, oldest first, those that bounced included.</summary>
    public IReadOnlyList<SimulatedLetter> Letters
    {
        get
        {
            lock (_gate) return [.. _letters];
        }
    }

    /// <summary>The messages that reached somebody, oldest first.</summary>
    public IReadOnlyList<SimulatedLetter> Delivered => [.. Letters.Where(letter => letter.Bounced is null)];

    /// <summary>The reminders that reached somebody, oldest first.</summary>
    public IReadOnlyList<SimulatedLetter> Reminders => [.. Delivered.Where(letter => letter.CaseLetter is not null)];

    /// <summary>How often more than one message of a case and letter number reached somebody.</summary>
    public int DuplicatedReminders => Reminders.GroupBy(letter => letter.CaseLetter, StringComparer.Ordinal).Sum(group => group.Count() - 1);

    /// <summary>How often each operation id was really delivered.</summary>
    public IReadOnlyDictionary<string, int> DeliveriesByOperation =>
        Delivered.GroupBy(letter => letter.OperationId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    /// <summary>The messages to a recipient, by name or e-mail address, oldest first.</summary>
    public IReadOnlyList<SimulatedLetter> To(string recipient) => [.. Delivered.Where(letter => IsFor(letter, recipient))];

    /// <summary>The message at a place, or null.</summary>
    public SimulatedLetter? Find(int sequence) => Letters.FirstOrDefault(letter => letter.Sequence == sequence);

    /// <summary>Keeps the messages in a container from now on, and takes up those that are there.</summary>
    internal async Task OpenAsync(BlobServiceClient service, string container, CancellationToken cancellationToken)
    {
        _blobs = service.GetBlobContainerClient(container);
        await _blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var found = new List<SimulatedLetter>();
        await foreach (BlobItem blob in _blobs.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var content = await _blobs.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            if (content.Value.Content.ToObjectFromJson<SimulatedLetter>(JsonSerializerOptions.Web) is { } letter) found.Add(letter);
        }

        lock (_gate)
        {
            _letters.Clear();
            _letters.AddRange(found.OrderBy(letter => letter.Sequence));
        }
    }

    /// <summary>Puts a message in; its place is given here. One that is there already is answered instead where an operation counts once.</summary>
    internal async Task<SimulatedLetter> AddAsync(SimulatedLetter letter, bool onceAnOperation, CancellationToken cancellationToken)
    {
        SimulatedLetter placed;
        lock (_gate)
        {
            if (onceAnOperation && _letters.Find(there => there.OperationId == letter.OperationId) is { } known) return known;
            placed = letter with { Sequence = _letters.Count + 1, ProviderId = $"sim-{_letters.Count + 1}" };
            _letters.Add(placed);
        }

        if (_blobs is { } blobs)
        {
            var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(placed, JsonSerializerOptions.Web));
            await blobs.GetBlobClient($"{placed.Sequence:D8}.json").UploadAsync(content, overwrite: true, cancellationToken);
        }

        return placed;
    }

    private static bool IsFor(SimulatedLetter letter, string recipient) =>
        string.Equals(letter.Recipient.Name, recipient, StringComparison.OrdinalIgnoreCase)
        || string.Equals(letter.Recipient.Email, recipient, StringComparison.OrdinalIgnoreCase);
}
