using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Internal;

/// <summary>Builds and sends the requests of one account; a failed one throws, unless its status is among those tolerated.</summary>
internal sealed class TableRest
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";
    private static readonly ActivitySource Activities = new("Azure.Data.Tables.TableClient");

    private readonly HttpPipeline _pipeline;
    private readonly string _version;
    private readonly bool _traced;

    public TableRest(Uri endpoint, string accountName, HttpPipelinePolicy authentication, TableClientOptions options)
    {
        options ??= new TableClientOptions();
        Endpoint = new Uri(endpoint.AbsoluteUri.TrimEnd('/'));
        AccountName = accountName;
        _version = options.VersionString;
        _traced = options.Diagnostics.IsDistributedTracingEnabled;
        var pipeline = new HttpPipelineOptions(options) { RequestFailedDetailsParser = ErrorParser.Instance };
        pipeline.PerRetryPolicies.Add(authentication);
        _pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    public HttpMessage CreateMessage(RequestMethod method, string path, RequestContent content = null)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(Endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Headers.Add("x-ms-version", _version);
        message.Request.Headers.Add("DataServiceVersion", "3.0");
        message.Request.Headers.Add(HttpHeader.Names.Accept, MinimalMetadata);
        if (content is not null)
        {
            message.Request.Content = content;
            message.Request.Headers.Add(HttpHeader.Names.ContentType, "application/json");
        }

        return message;
    }

    public Response Send(string operation, HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        using (var activity = Start(operation))
        {
            try
            {
                _pipeline.Send(message, cancellationToken);
                return Accept(message.Response);
            }
            catch (Exception failure)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
                throw;
            }
        }
    }

    public async Task<Response> SendAsync(string operation, HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        using (var activity = Start(operation))
        {
            try
            {
                await _pipeline.SendAsync(message, cancellationToken);
                return Accept(message.Response);
            }
            catch (Exception failure)
            {
                activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
                throw;
            }
        }
    }

    private static Response Accept(Response response) =>
        response.IsError ? throw new RequestFailedException(response, null, ErrorParser.Instance) : response;

    private Activity Start(string operation) =>
        _traced ? Activities.StartActivity(operation)?.SetTag("az.namespace", "Microsoft.Tables") : null;
}
