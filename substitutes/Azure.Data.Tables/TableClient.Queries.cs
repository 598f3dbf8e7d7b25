using System.Linq.Expressions;
using Azure.Data.Tables.Internal;

namespace Azure.Data.Tables;

public partial class TableClient
{
    private const string Querying = "TableClient.Query";

    public virtual Pageable<T> Query<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new Pages<T>((token, size) => EntityOperations.ReadPage<T>(_rest.Send(
            Querying, EntityOperations.Query(_rest, Name, filter, select, token, size ?? maxPerPage), cancellationToken)));

    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(QueryFilter.From(filter), maxPerPage, select, cancellationToken);

    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null, int? maxPerPage = null, IEnumerable<string> select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new AsyncPages<T>(
            async (token, size, stop) => EntityOperations.ReadPage<T>(await _rest.SendAsync(
                Querying, EntityOperations.Query(_rest, Name, filter, select, token, size ?? maxPerPage), stop)),
            cancellationToken);

    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(QueryFilter.From(filter), maxPerPage, select, cancellationToken);

    /// <summary>An OData filter with the values of the interpolated string quoted and escaped.</summary>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.From(filter);

    /// <summary>An OData filter from comparisons of columns with values.</summary>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => QueryFilter.From(filter);
}
