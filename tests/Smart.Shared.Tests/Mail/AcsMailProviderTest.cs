using System.Net;
using System.Text.Json;
using Azure;
using Smart.Shared.Debtors;
using Smart.Shared.Mail;

namespace Smart.Shared.Tests.Mail;

public class AcsMailProviderTest
{
    private const string Accepted = """{"id":"op","status":"Running"}""";
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private static readonly OutgoingMail Letter = new(
        "case-1-1",
        Channel.Email,
        new MailRecipient("Atelier Nord", "compta@atelier.example", new PostalAddress("Rue Haute 1", "1000", "Bruxelles", "BE")),
        "Rappel",
        "texte",
        "<p>texte</p>",
        [new MailAttachment("letter.pdf", "application/pdf", BinaryData.FromString("%PDF"))]);

    [Fact]
    public async Task Email_IsPostedWithOurOperationIdAndTheIdentitysToken()
    {
        using var service = new FakeService();
        service.Answers.Enqueue((HttpStatusCode.Accepted, Accepted));

        var outcome = await service.Provider().SendAsync(Letter, None);

        outcome.ShouldBe(new MailOutcome.Accepted("op"));
        var request = service.Requests.ShouldHaveSingleItem();
        request.Uri.ShouldBe(new Uri("https://mail.example/emails:send?api-version=2023-03-31"));
        request.OperationId.ShouldBe(OperationUuid.Of("case-1-1").ToString());
        request.Authorization.ShouldBe("Bearer https://communication.azure.com/.default");
    }

    [Fact]
    public async Task Email_CarriesSenderRecipientBothBodiesAndTheDocument()
    {
        using var service = new FakeService();
        service.Answers.Enqueue((HttpStatusCode.Accepted, Accepted));

        await service.Provider().SendAsync(Letter, None);

        var message = JsonDocument.Parse(service.Requests[0].Body).RootElement;
        message.GetProperty("senderAddress").GetString().ShouldBe("no-reply@coop.example");
        message.GetProperty("recipients").GetProperty("to")[0].GetProperty("address").GetString().ShouldBe("compta@atelier.example");
        message.GetProperty("content").GetProperty("plainText").GetString().ShouldBe("texte");
        message.GetProperty("content").GetProperty("html").GetString().ShouldBe("<p>texte</p>");
        message.GetProperty("attachments")[0].GetProperty("contentInBase64").GetBytesFromBase64().ShouldBe("%PDF"u8.ToArray());
    }

    [Fact]
    public async Task Repetition_AsksAboutTheOperationThatExists()
    {
        using var service = new FakeService();
        service.Answers.Enqueue((HttpStatusCode.Conflict, """{"error":{"code":"OperationExists"}}"""));
        service.Answers.Enqueue((HttpStatusCode.OK, """{"id":"op","status":"Succeeded"}"""));

        (await service.Provider().SendAsync(Letter, None)).ShouldBe(new MailOutcome.Accepted("op"));

        service.Requests[1].Uri.AbsolutePath.ShouldBe($"/emails/operations/{OperationUuid.Of("case-1-1")}");
    }

    [Fact]
    public async Task FaultyMessage_IsRefused()
    {
        using var service = new FakeService();
        service.Answers.Enqueue((HttpStatusCode.BadRequest, """{"error":{"code":"InvalidRecipient"}}"""));

        (await service.Provider().SendAsync(Letter, None)).ShouldBeOfType<MailOutcome.Refused>();
    }

    [Fact]
    public async Task TroubleOfTheService_IsNoAnswer()
    {
        using var service = new FakeService();
        service.Answers.Enqueue((HttpStatusCode.ServiceUnavailable, "{}"));

        await Should.ThrowAsync<RequestFailedException>(() => service.Provider().SendAsync(Letter, None));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"id":"op","status":"Succeeded"}""", typeof(MailOutcome.Accepted))]
    [InlineData(HttpStatusCode.OK, """{"id":"op","status":"NotStarted"}""", typeof(MailOutcome.Accepted))]
    [InlineData(HttpStatusCode.OK, """{"id":"op","status":"Failed","error":{"code":"EmailDropped"}}""", typeof(MailOutcome.Bounced))]
    [InlineData(HttpStatusCode.NotFound, "{}", typeof(MailOutcome.Unknown))]
    public async Task LookUp_SaysWhatBecameOfTheMessage(HttpStatusCode status, string body, Type outcome)
    {
        using var service = new FakeService();
        service.Answers.Enqueue((status, body));

        (await service.Provider().FindAsync("case-1-1", None)).ShouldBeOfType(outcome);
    }

    [Fact]
    public async Task TooLargeADocument_IsRefusedBeforeItIsSent()
    {
        using var service = new FakeService();
        var zip = new MailAttachment("file.zip", "application/zip", new BinaryData(new byte[7_000_001]));

        (await service.Provider().SendAsync(Letter with { Attachments = [zip] }, None)).ShouldBe(new MailOutcome.Refused("too-large"));
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_LeavesThePdfAndTheAddress_OnceHoweverOftenItIsSent()
    {
        using var service = new FakeService();
        var provider = service.Provider();
        var posted = Letter with { Channel = Channel.Post };

        await provider.SendAsync(posted, None);
        var outcome = await provider.SendAsync(posted, None);

        outcome.ShouldBe(new MailOutcome.Accepted("post/outbox/case-1-1"));
        service.BlobNames.ShouldBe(["/documents/post/outbox/case-1-1/address.json", "/documents/post/outbox/case-1-1/letter.pdf"]);
        (await provider.FindAsync("case-1-1", None)).ShouldBe(outcome);
        service.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task PostWithoutAnAddress_IsRefused()
    {
        using var service = new FakeService();
        var nowhere = Letter with { Channel = Channel.Post, Recipient = Letter.Recipient with { Address = null } };

        (await service.Provider().SendAsync(nowhere, None)).ShouldBe(new MailOutcome.Refused("no-postal-address"));
    }

    [Fact]
    public void OperationUuid_IsTheSameForTheSameId_AndMarkedAsVersionEight()
    {
        var uuid = OperationUuid.Of("case-1-1");

        uuid.ShouldBe(OperationUuid.Of("case-1-1"));
        uuid.ShouldNotBe(OperationUuid.Of("case-1-2"));
        uuid.Version.ShouldBe(8);
    }
}
