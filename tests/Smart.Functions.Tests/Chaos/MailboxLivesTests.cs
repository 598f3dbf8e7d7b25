using Azure.Storage.Blobs;
using Smart.Local.Runtime;
using Smart.Local.Simulation;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;

namespace Smart.Functions.Tests.Chaos;

/// <summary>The provider is outside: what it took stays taken, whatever became of the process that brought it.</summary>
public class MailboxLivesTests(TestStorage storage)
{
    private readonly VirtualClock _clock = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly string _container = $"{storage.NewPrefix()}-mailbox";

    [Fact]
    public async Task NextLife_AfterAMessageThatNeverArrived_OverwritesNone()
    {
        var first = await LifeAsync();
        foreach (var id in (string[])["one", "two", "three"]) await SendAsync(first, id);
        await RemoveAsync("two"); // on its way when the process was killed; the third one was faster

        var second = await LifeAsync();
        await SendAsync(second, "four");

        (await LifeAsync()).Letters.Select(letter => letter.OperationId).ShouldBe(["one", "three", "four"]);
    }

    [Fact]
    public async Task SameMessage_ByALifeThatDoesNotKnowOfIt_IsDeliveredOnce()
    {
        var (first, second) = (await LifeAsync(), await LifeAsync());
        var taken = await SendAsync(first, "one");
        await SendAsync(second, "two");
        (await SendAsync(second, "one")).ShouldBe(taken);
        (await LifeAsync()).Letters.Select(letter => letter.OperationId).ShouldBe(["one", "two"], ignoreOrder: true);
        second.Letters.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ProviderWithoutMemory_DeliversTwice_AlsoInTwoLives()
    {
        await SendAsync(await LifeAsync(), "one", MailMemory.Nothing);
        await SendAsync(await LifeAsync(), "one", MailMemory.Nothing);
        (await LifeAsync()).DeliveriesByOperation["one"].ShouldBe(2);
    }

    private async Task<SimulatedMailbox> LifeAsync()
    {
        var mailbox = new SimulatedMailbox();
        await mailbox.OpenAsync(new BlobServiceClient(await storage.ConnectAsync()), _container, TestContext.Current.CancellationToken);
        return mailbox;
    }

    private async Task<MailOutcome> SendAsync(SimulatedMailbox mailbox, string operationId, MailMemory memory = MailMemory.Idempotent) =>
        await new SimulatedMailProvider(mailbox, _clock) { Memory = memory }.SendAsync(
            new OutgoingMail(operationId, Channel.Email, new MailRecipient("Client", "client@client.example", null), "Invoice", "Text", "<p>Text</p>", []), TestContext.Current.CancellationToken);

    private async Task RemoveAsync(string operationId)
    {
        var blobs = new BlobServiceClient(await storage.ConnectAsync()).GetBlobContainerClient(_container);
        await foreach (var blob in blobs.GetBlobsAsync())
        {
            var content = await blobs.GetBlobClient(blob.Name).DownloadContentAsync();
            if (content.Value.Content.ToString().Contains($"\"operationId\":\"{operationId}\"", StringComparison.Ordinal)) await blobs.DeleteBlobAsync(blob.Name);
        }
    }
}
