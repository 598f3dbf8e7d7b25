using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Internal;

namespace Azure.Data.Tables;

/// <summary>The tables of one account.</summary>
public partial class TableServiceClient
{
    private readonly TableRest _rest;

    protected TableServiceClient()
    {
    }

    public TableServiceClient(string connectionString)
        : this(connectionString, options: null)
    {
    }

    public TableServiceClient(string connectionString, TableClientOptions options = null)
    {
        var parsed = TableConnectionString.Parse(connectionString);
        _rest = new TableRest(parsed.Endpoint, parsed.AccountName, parsed.Authentication, options);
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, options: null)
    {
    }

    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions options = null)
        : this(endpoint, Credentials.Policy(endpoint, credential), options)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, options: null)
    {
    }

    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(endpoint, Credentials.Policy(endpoint, credential), options)
    {
    }

    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(endpoint, Credentials.Policy(endpoint, tokenCredential), options)
    {
    }

    private TableServiceClient(Uri endpoint, HttpPipelinePolicy authentication, TableClientOptions options) =>
        _rest = new TableRest(endpoint, AccountNames.Of(endpoint), authentication, options);

    public virtual string AccountName => _rest.AccountName;

    public virtual Uri Uri => _rest.Endpoint;

    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(_rest, tableName);
    }
}
