using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Smart.Local.Simulation;

/// <summary>
/// Everything the simulated provider took, in order, as a recipient's mailbox would show it. Kept in a container beside the product's
/// documents, one blob a message: the provider has a message when its blob is there, whatever became of the process that brought it.
/// Read from memory.
/// </summary>
public sealed class SimulatedMailbox
{
    private static readonly BlobUploadOptions OnlyNew = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };

    private readonly Lock _gate = new();
    private readonly List<SimulatedLetter> _letters = [];
    private BlobContainerClient? _blobs;
    private int _last;

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

    /// <summary>The container of a system's messages.</summary>
    /// <param name="prefix">What the names of the system's tables begin with.</param>
    internal static string ContainerOf(string prefix) => $"{prefix}-mailbox";

    /// <summary>Keeps the messages in a container from now on, and takes up those that are there. Opened before, it stays as it is.</summary>
    /// <param name="service">The storage account.</param>
    /// <param name="container">The container; created when it is missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task OpenAsync(BlobServiceClient service, string container, CancellationToken cancellationToken)
    {
        if (_blobs is not null) return;
        var blobs = service.GetBlobContainerClient(container);
        await blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var found = await ReadAllAsync(blobs, cancellationToken);
        lock (_gate)
        {
            _letters.Clear();
            _letters.AddRange(found);
            _last = found.Select(letter => letter.Sequence).DefaultIfEmpty().Max();
            _blobs = blobs;
        }
    }

    /// <summary>The messages in a container, in the order in which the provider took them.</summary>
    internal static async Task<IReadOnlyList<SimulatedLetter>> ReadAllAsync(BlobContainerClient blobs, CancellationToken cancellationToken)
    {
        var found = new List<SimulatedLetter>();
        await foreach (BlobItem blob in blobs.GetBlobsAsync(cancellationToken: cancellationToken)) found.Add(await ReadAsync(blobs.GetBlobClient(blob.Name), cancellationToken));
        return [.. found.OrderBy(letter => letter.Sequence).ThenBy(letter => letter.At)];
    }

    /// <summary>
    /// Puts a message in; its place is given here. One that is there already is answered instead where an operation counts once. A
    /// process that ends on the way leaves it in or out, never half.
    /// </summary>
    internal async Task<SimulatedLetter> AddAsync(SimulatedLetter letter, bool onceAnOperation, CancellationToken cancellationToken)
    {
        SimulatedLetter placed;
        lock (_gate)
        {
            if (onceAnOperation && _letters.Find(there => there.OperationId == letter.OperationId) is { } known) return known;
            placed = letter with { Sequence = ++_last, ProviderId = $"sim-{_last}" };
            if (_blobs is null) _letters.Add(placed);
        }

        if (_blobs is not { } blobs) return placed;
        var taken = await StoreAsync(blobs.GetBlobClient(NameOf(placed, onceAnOperation)), placed, cancellationToken);
        lock (_gate)
        {
            if (_letters.Exists(there => there.Sequence == taken.Sequence && there.OperationId == taken.OperationId)) return taken;
            _letters.Insert(_letters.FindLastIndex(there => there.Sequence <= taken.Sequence) + 1, taken);
        }

        return taken;
    }

    /// <summary>Stores it unless its name is taken; what was there first counts.</summary>
    private static async Task<SimulatedLetter> StoreAsync(BlobClient blob, SimulatedLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(letter, JsonSerializerOptions.Web)), OnlyNew, cancellationToken);
            return letter;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            return await ReadAsync(blob, cancellationToken);
        }
    }

    private static async Task<SimulatedLetter> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var content = await blob.DownloadContentAsync(cancellationToken);
        return content.Value.Content.ToObjectFromJson<SimulatedLetter>(JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"{blob.Name} holds no message.");
    }

    // The operation is the name where it counts once: two processes that bring the same message bring it once.
    private static string NameOf(SimulatedLetter letter, bool onceAnOperation)
    {
        var operation = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letter.OperationId)));
        return onceAnOperation ? $"{operation}.json" : string.Create(CultureInfo.InvariantCulture, $"{operation}-{letter.Sequence:D8}.json");
    }

    private static bool IsFor(SimulatedLetter letter, string recipient) =>
        string.Equals(letter.Recipient.Name, recipient, StringComparison.OrdinalIgnoreCase)
        || string.Equals(letter.Recipient.Email, recipient, StringComparison.OrdinalIgnoreCase);
}
