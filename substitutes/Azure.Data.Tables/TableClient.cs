using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Internal;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table of an account.</summary>
public partial class TableClient
{
    private readonly TableRest _rest;

    protected TableClient()
    {
    }

    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, options: null)
    {
    }

    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableConnectionString.Parse(connectionString), tableName, options)
    {
    }

    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(WithoutTable(endpoint), TableOf(endpoint), Credentials.Policy(endpoint, credential), options)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, options: null)
    {
    }

    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(endpoint, tableName, Credentials.Policy(endpoint, credential), options)
    {
    }

    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(endpoint, tableName, Credentials.Policy(endpoint, tokenCredential), options)
    {
    }

    internal TableClient(TableRest rest, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        _rest = rest;
        Name = tableName;
        Uri = new Uri($"{rest.Endpoint.AbsoluteUri.TrimEnd('/')}/{tableName}");
    }

    private TableClient(TableConnectionString connection, string tableName, TableClientOptions options)
        : this(new TableRest(connection.Endpoint, connection.AccountName, connection.Authentication, options), tableName)
    {
    }

    private TableClient(Uri endpoint, string tableName, HttpPipelinePolicy authentication, TableClientOptions options)
        : this(new TableRest(endpoint, AccountNames.Of(endpoint), authentication, options), tableName)
    {
    }

    public virtual string AccountName => _rest.AccountName;

    public virtual string Name { get; }

    public virtual Uri Uri { get; }

    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        TableOperations.Created(Name, _rest.Send("TableClient.Create", TableOperations.Create(_rest, Name), cancellationToken));

    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        TableOperations.Created(Name, await _rest.SendAsync("TableClient.Create", TableOperations.Create(_rest, Name), cancellationToken));

    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) => TableOperations.Created(
        Name, _rest.Send("TableClient.CreateIfNotExists", TableOperations.CreateIfNotExists(_rest, Name), cancellationToken));

    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        TableOperations.Created(
            Name,
            await _rest.SendAsync("TableClient.CreateIfNotExists", TableOperations.CreateIfNotExists(_rest, Name), cancellationToken));

    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        _rest.Send("TableClient.Delete", TableOperations.Delete(_rest, Name), cancellationToken);

    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        await _rest.SendAsync("TableClient.Delete", TableOperations.Delete(_rest, Name), cancellationToken);

    // A SAS endpoint names the table in its last segment.
    private static string TableOf(Uri endpoint) => endpoint.Segments[^1].Trim('/');

    private static Uri WithoutTable(Uri endpoint) =>
        new UriBuilder(endpoint) { Path = string.Concat(endpoint.Segments[..^1]), Query = string.Empty }.Uri;
}
