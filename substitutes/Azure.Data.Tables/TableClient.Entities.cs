using Azure.Data.Tables.Internal;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const string Adding = "TableClient.AddEntity";
    private const string Getting = "TableClient.GetEntity";
    private const string GettingIfExists = "TableClient.GetEntityIfExists";
    private const string Updating = "TableClient.UpdateEntity";
    private const string Upserting = "TableClient.UpsertEntity";
    private const string Deleting = "TableClient.DeleteEntity";

    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _rest.Send(Adding, EntityOperations.Insert(_rest, Name, entity), cancellationToken);

    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await _rest.SendAsync(Adding, EntityOperations.Insert(_rest, Name, entity), cancellationToken);

    public virtual Response<T> GetEntity<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = _rest.Send(Getting, EntityOperations.Get(_rest, Name, partitionKey, rowKey, select), cancellationToken);
        return Response.FromValue(EntityOperations.ReadEntity<T>(response), response);
    }

    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await _rest.SendAsync(
            Getting, EntityOperations.Get(_rest, Name, partitionKey, rowKey, select), cancellationToken);
        return Response.FromValue(EntityOperations.ReadEntity<T>(response), response);
    }

    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var message = EntityOperations.Get(_rest, Name, partitionKey, rowKey, select).Tolerate(404);
        return FoundOrNot<T>(_rest.Send(GettingIfExists, message, cancellationToken));
    }

    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var message = EntityOperations.Get(_rest, Name, partitionKey, rowKey, select).Tolerate(404);
        return FoundOrNot<T>(await _rest.SendAsync(GettingIfExists, message, cancellationToken));
    }

    public virtual Response UpdateEntity<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _rest.Send(Updating, EntityOperations.Update(_rest, Name, entity, mode, ifMatch), cancellationToken);

    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await _rest.SendAsync(Updating, EntityOperations.Update(_rest, Name, entity, mode, ifMatch), cancellationToken);

    public virtual Response UpsertEntity<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        _rest.Send(Upserting, EntityOperations.Write(_rest, Name, entity, mode, default), cancellationToken);

    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await _rest.SendAsync(Upserting, EntityOperations.Write(_rest, Name, entity, mode, default), cancellationToken);

    public virtual Response DeleteEntity(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        _rest.Send(Deleting, EntityOperations.Delete(_rest, Name, partitionKey, rowKey, ifMatch).Tolerate(404), cancellationToken);

    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await _rest.SendAsync(
            Deleting, EntityOperations.Delete(_rest, Name, partitionKey, rowKey, ifMatch).Tolerate(404), cancellationToken);

    public virtual Response DeleteEntity(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntity(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    public virtual async Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return await DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    private static NullableResponse<T> FoundOrNot<T>(Response response)
        where T : class, ITableEntity =>
        response.Status == 404 ? new NoEntity<T>(response) : Response.FromValue(EntityOperations.ReadEntity<T>(response), response);
}
