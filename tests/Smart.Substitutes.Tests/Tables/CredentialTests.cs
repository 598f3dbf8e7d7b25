using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Smart.Substitutes.Tests.Tables;

public sealed class CredentialTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shared_key_serves_an_endpoint_and_a_wrong_one_is_refused()
    {
        var endpoint = (await azurite.StartedAsync()).TableEndpoint;
        var (account, key) = await AccountAndKeyAsync();
        var service = new TableServiceClient(endpoint, new TableSharedKeyCredential(account, key));
        var stranger = new TableServiceClient(
            endpoint, new TableSharedKeyCredential(account, Convert.ToBase64String(new byte[64])));

        (await service.CreateTableAsync($"t{Guid.NewGuid():N}", Stop)).GetRawResponse().Status.ShouldBe(204);
        (await Should.ThrowAsync<RequestFailedException>(() => stranger.CreateTableAsync("t1", Stop))).Status.ShouldBe(403);
        service.AccountName.ShouldBe(account);
    }

    [Fact]
    public async Task A_signature_grants_what_it_names_and_no_more()
    {
        var endpoint = (await azurite.StartedAsync()).TableEndpoint;
        var owner = await azurite.CreateTableAsync();
        await owner.AddEntityAsync(new TableEntity("p|1", "it's"), Stop);
        var reader = new TableServiceClient(endpoint, new AzureSasCredential(await SignAsync("r"))).GetTableClient(owner.Name);
        var direct = new TableClient(owner.Uri, new AzureSasCredential("?" + await SignAsync("ra")));

        (await reader.GetEntityAsync<TableEntity>("p|1", "it's", cancellationToken: Stop)).Value.RowKey.ShouldBe("it's");
        (await Should.ThrowAsync<RequestFailedException>(() => reader.AddEntityAsync(new TableEntity("p", "r"), Stop))).Status.ShouldBe(403);
        (await direct.AddEntityAsync(new TableEntity("p", "r"), Stop)).Status.ShouldBe(204);
        (await direct.QueryAsync<TableEntity>(row => row.PartitionKey == "p", cancellationToken: Stop).ToListAsync(Stop)).ShouldHaveSingleItem();
        direct.Name.ShouldBe(owner.Name);
    }

    [Fact]
    public void A_signature_needs_https_off_the_machine() => Should.Throw<ArgumentException>(
        () => new TableServiceClient(new Uri("http://account.table.core.windows.net"), new AzureSasCredential("sig=x")));

    [Fact]
    public async Task A_token_for_storage_travels_as_bearer()
    {
        var transport = new RecordingTransport();
        var credential = new FixedToken();
        var service = new TableServiceClient(
            new Uri("https://account.table.core.windows.net"), credential, new TableClientOptions { Transport = transport });

        await service.GetTableClient("Debtors").AddEntityAsync(new TableEntity("p", "r"), Stop);

        transport.Sent.ShouldBe("https://account.table.core.windows.net/Debtors Bearer token-1");
        credential.Scopes.ShouldBe(["https://storage.azure.com/.default"]);
    }

    [Fact]
    public async Task A_token_is_not_sent_over_plain_http()
    {
        var transport = new RecordingTransport();
        var service = new TableServiceClient(new Uri("http://127.0.0.1:10002/devstoreaccount1"), new FixedToken(), new TableClientOptions { Transport = transport });

        await Should.ThrowAsync<InvalidOperationException>(() => service.CreateTableAsync("t1", Stop));

        transport.Sent.ShouldBeNull();
    }

    /// <summary>An account signature for tables, valid for an hour: the string to sign is that of service version 2018-11-09.</summary>
    private async Task<string> SignAsync(string permissions)
    {
        var (account, key) = await AccountAndKeyAsync();
        var expiry = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = $"{account}\n{permissions}\nt\nsco\n\n{expiry}\n\nhttps,http\n2018-11-09\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text)));
        return $"sv=2018-11-09&ss=t&srt=sco&sp={permissions}&se={Uri.EscapeDataString(expiry)}&spr=https,http&sig={Uri.EscapeDataString(signature)}";
    }

    private async Task<(string Account, string Key)> AccountAndKeyAsync()
    {
        var settings = (await azurite.StartedAsync()).ConnectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return (settings["AccountName"], settings["AccountKey"]);
    }

    private sealed class FixedToken : TokenCredential
    {
        public string[]? Scopes { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token-1", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class RecordingTransport : HttpPipelineTransport
    {
        private readonly HttpClientTransport _requests = new();

        public string? Sent { get; private set; }

        public override Request CreateRequest() => _requests.CreateRequest();

        public override void Process(HttpMessage message)
        {
            Sent = $"{message.Request.Uri} {(message.Request.Headers.TryGetValue("Authorization", out var value) ? value : "unsigned")}";
            message.Response = new FaultyTransport.Answer(204);
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Process(message);
            return ValueTask.CompletedTask;
        }
    }
}
