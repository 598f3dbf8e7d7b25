using System.Linq.Expressions;
using Azure.Data.Tables.Internal;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

public partial class TableServiceClient
{
    private const string Creating = "TableServiceClient.CreateTable";
    private const string CreatingIfNew = "TableServiceClient.CreateTableIfNotExists";
    private const string Deleting = "TableServiceClient.DeleteTable";
    private const string Querying = "TableServiceClient.Query";

    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.Created(tableName, _rest.Send(Creating, TableOperations.Create(_rest, tableName), cancellationToken));

    public virtual async Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.Created(tableName, await _rest.SendAsync(Creating, TableOperations.Create(_rest, tableName), cancellationToken));

    public virtual Response<TableItem> CreateTableIfNotExists(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.Created(tableName, _rest.Send(CreatingIfNew, TableOperations.CreateIfNotExists(_rest, tableName), cancellationToken));

    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        TableOperations.Created(
            tableName, await _rest.SendAsync(CreatingIfNew, TableOperations.CreateIfNotExists(_rest, tableName), cancellationToken));

    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        _rest.Send(Deleting, TableOperations.Delete(_rest, tableName), cancellationToken);

    public virtual async Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        await _rest.SendAsync(Deleting, TableOperations.Delete(_rest, tableName), cancellationToken);

    public virtual Pageable<TableItem> Query(string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new Pages<TableItem>((token, size) => TableOperations.ReadPage(
            _rest.Send(Querying, TableOperations.Query(_rest, filter, token, size ?? maxPerPage), cancellationToken)));

    public virtual Pageable<TableItem> Query(FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new AsyncPages<TableItem>(
            async (token, size, stop) => TableOperations.ReadPage(
                await _rest.SendAsync(Querying, TableOperations.Query(_rest, filter, token, size ?? maxPerPage), stop)),
            cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.From(filter);

    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) => QueryFilter.From(filter);
}
