using System.Text.Json;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>The table service: finds out what a request asks, and answers it.</summary>
internal sealed class TableService(MemoryStorage storage)
{
    private const string Batch = "$batch";
    private readonly TableCatalog _catalog = new(storage);
    private readonly TableTransaction _transactions = new(storage);

    public StorageAnswer Answer(StorageRequest request)
    {
        try
        {
            if (request.Path == Batch) return _transactions.Answer(request);
            return TableCatalog.IsAbout(request.Path) ? _catalog.Answer(request) : Entities(request);
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or OverflowException)
        {
            return TableAnswers.Refused(TableRefusals.InvalidInput);
        }
    }

    private StorageAnswer Entities(StorageRequest request)
    {
        if (EntityWrite.Of(request) is { } write) return Write(write, request.Body.Length);
        if (request.Method != "GET" || EntityAddress.Parse(request.Path) is not { } address) return TableAnswers.Refused(TableRefusals.NotImplemented);
        if (storage.State.FindTable(address.Table) is not { } table) return TableAnswers.Refused(TableRefusals.TableNotFound);
        if (address is not { PartitionKey: { } partition, RowKey: { } row }) return new TableQuery(request).Answer(table);
        return table.Find(partition, row) is { } found
            ? TableAnswers.Row(found, TableQuery.Selected(request))
            : TableAnswers.Refused(TableRefusals.EntityNotFound);
    }

    private StorageAnswer Write(EntityWrite write, int bytes)
    {
        if (write.Check(bytes) is { } wrong) return TableAnswers.Refused(wrong);
        return storage.Change(state =>
        {
            if (state.FindTable(write.Table) is not { } table) return (state, TableAnswers.Refused(TableRefusals.TableNotFound));
            var result = table.Apply(write, storage.NextMoment());
            return result.Refused is { } refusal
                ? (state, TableAnswers.Refused(refusal))
                : (state.With(result.Table), TableAnswers.Written(result.Row, write.Kind == WriteKind.Insert));
        });
    }
}
