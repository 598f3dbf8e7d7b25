using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Smart.Shared.Mail;
using Smart.Shared.Storage;

namespace Smart.Shared.Tests.Mail;

/// <summary>The far end of the pipeline: answers as told, and remembers what was asked. Blobs it keeps in memory.</summary>
internal sealed class FakeService : HttpMessageHandler
{
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    internal List<(HttpMethod Method, Uri Uri, string? OperationId, string? Authorization, string Body)> Requests { get; } = [];

    internal Queue<(HttpStatusCode Status, string Body)> Answers { get; } = [];

    internal IEnumerable<string> BlobNames => _blobs.Keys.Order(StringComparer.Ordinal);

    internal AcsMailProvider Provider()
    {
        var transport = new HttpClientTransport(new HttpClient(this));
        var blobs = new BlobServiceClient(new Uri("https://blobs.example/"), new NoCredential(), new BlobClientOptions { Transport = transport });
        var options = new AcsMailOptions { Endpoint = new Uri("https://mail.example/"), Sender = "no-reply@coop.example", Transport = transport };
        options.Retry.MaxRetries = 0;
        return new AcsMailProvider(options, new NoCredential(), new PostalDropBox(new DocumentStore(blobs, new StorageNames(""))));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (request.RequestUri!.Host == "blobs.example") return Blob(request, body);
        var operation = request.Headers.TryGetValues("Operation-Id", out var ids) ? ids.Single() : null;
        Requests.Add((request.Method, request.RequestUri, operation, request.Headers.Authorization?.ToString(), Encoding.UTF8.GetString(body)));
        var (status, answer) = Answers.Dequeue();
        return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }

    private HttpResponseMessage Blob(HttpRequestMessage request, byte[] body)
    {
        var name = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Put)
        {
            if (!_blobs.TryAdd(name, body)) return Stored(HttpStatusCode.Conflict, []);
            return Stored(HttpStatusCode.Created, []);
        }

        return _blobs.TryGetValue(name, out var there) ? Stored(HttpStatusCode.OK, there) : Stored(HttpStatusCode.NotFound, []);
    }

    private static HttpResponseMessage Stored(HttpStatusCode status, byte[] content)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent(content) };
        answer.Headers.TryAddWithoutValidation("ETag", "\"0x1\"");
        answer.Content.Headers.TryAddWithoutValidation("Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT");
        return answer;
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(string.Join(' ', requestContext.Scopes), DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
