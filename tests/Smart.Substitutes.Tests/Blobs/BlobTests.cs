using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Smart.Substitutes.Tests.Blobs;

/// <summary>The official blob client runs on the stand-in of its missing dependency.</summary>
public sealed class BlobTests(AzuriteFixture azurite)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_comes_back_as_it_went()
    {
        var container = await ContainerAsync();
        var content = BinaryData.FromBytes([.. Enumerable.Range(0, 100_000).Select(n => (byte)n)]);
        var blob = container.GetBlobClient("letters/2026/0001 a|b.pdf");

        await blob.UploadAsync(content, Stop);
        var read = await blob.DownloadContentAsync(Stop);
        using var streamed = new MemoryStream();
        await blob.DownloadToAsync(streamed, Stop);

        read.Value.Content.ToArray().ShouldBe(content.ToArray());
        streamed.ToArray().ShouldBe(content.ToArray());
    }

    [Fact]
    public async Task A_blob_created_under_a_condition_is_created_once()
    {
        var blob = (await ContainerAsync()).GetBlobClient("once");
        var ifNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };

        await blob.UploadAsync(BinaryData.FromString("first"), ifNew, Stop);
        var refused = await Should.ThrowAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second"), ifNew, Stop));

        (refused.Status, refused.ErrorCode).ShouldBe((409, "BlobAlreadyExists"));
        (await blob.DownloadContentAsync(Stop)).Value.Content.ToString().ShouldBe("first");
    }

    private async Task<BlobContainerClient> ContainerAsync()
    {
        var container = new BlobContainerClient((await azurite.StartedAsync()).ConnectionString, $"c{Guid.NewGuid():N}");
        await container.CreateIfNotExistsAsync(cancellationToken: Stop);
        return container;
    }
}
