using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Smart.Functions.Tests.Stories;
using Smart.Local.Simulation;
using Smart.Shared;
using Smart.Shared.Dunning;
using Smart.Shared.Legal;
using Smart.Shared.Storage;

namespace Smart.Functions.Tests.Legal;

/// <summary>A client who never answers: three letters, then the legal file.</summary>
public sealed class LegalStories(TestStorage storage) : CollectionStory(storage)
{
    private const string Vera = "vera;approver";

    private LegalFiles Files => World.Host.Services.GetRequiredService<LegalFiles>();

    [Fact]
    public async Task ThreeLetters_ThenAnApprovedFile_GoesToTheLawyerOnce_AndClosesOnPayment()
    {
        var owed = await OweAsync();
        await GoToAsync(LegalDay);
        World.Mailbox.Reminders.Select(letter => letter.CaseLetter).ShouldBe([$"{owed.CaseId}-1", $"{owed.CaseId}-2", $"{owed.CaseId}-3"]);
        World.Mailbox.To("approver@coop.example").Count.ShouldBe(1);
        var awaiting = (await World.As("vera", "approver").GetAsync("legal-files?state=awaiting-approval", Ct)).Value["items"]!.AsArray();
        awaiting.ShouldHaveSingleItem()!["caseId"]!.GetValue<string>().ShouldBe(owed.CaseId);
        var manifest = await ManifestAsync(owed);
        manifest.GetProperty("total").GetProperty("amount").GetString().ShouldBe("1267.40"); // 1,210.00 + 50 days at 10.5 % + 40.00
        manifest.GetProperty("procedure").GetString().ShouldBe("ios");

        (await DecideAsync(owed, Vera, new { approved = true })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var handed = World.Mailbox.To("lawyer@cabinet.example").ShouldHaveSingleItem();
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(handed.Attachments[0].Content)).ShouldBe((await FileAsync(owed)).DocumentHash);
        (await FileAsync(owed)).State.ShouldBe(LegalFileState.HandedOver);
        (await World.As("vera", "approver").GetAsync("legal-files", Ct)).Value["items"]!.AsArray().ShouldBeEmpty();

        Pay(owed, 1_267_40);
        await GoToAsync(LegalDay.AddDays(2));
        (await FileAsync(owed)).State.ShouldBe(LegalFileState.Closed);
        (await CaseAsync(owed)).Case!.State.ShouldBe(CaseState.Closed);
        await TimelineTellsItAllAsync(owed);
    }

    [Fact]
    public async Task Preparer_CannotApprove_AndAnOldFileCannotBeApproved()
    {
        var owed = await OweAsync();
        await GoToAsync(LegalDay);
        var first = (await FileAsync(owed)).DocumentHash;
        var both = "dora;desk,approver";
        (await World.As("dora", "desk", "approver").PostAsync($"legal-files/{owed.CaseId}/prepare", cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        await World.Host.RunUntilIdleAsync(Ct);

        (await DecideAsync(owed, both, new { approved = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await DecideAsync(owed, Vera, new { approved = true }, first)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await DecideAsync(owed, Vera, new { approved = false })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await DecideAsync(owed, Vera, new { reason = "neither yes nor no" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await DecideAsync(owed, "dora;desk", new { approved = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await DecideAsync(owed, Vera, new { approved = false, reason = "claim first" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await DecideAsync(owed, "else;approver", new { approved = true })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await GoToAsync(LegalDay.AddDays(10));
        (await CaseAsync(owed)).Case!.NeedsAttention.ShouldBe(LegalAttention.Refused);
        World.Mailbox.To("lawyer@cabinet.example").ShouldBeEmpty();
        World.Mailbox.Reminders.Count.ShouldBe(3);
    }

    [Fact]
    public async Task NobodyDecides_TheApproverIsReminded_ThenAPersonIsCalled_AndALateYesCounts()
    {
        var owed = await OweAsync();
        await GoToAsync(LegalDay.AddDays(15));

        World.Mailbox.To("approver@coop.example").Count.ShouldBe(5); // days 0, 3, 6, 9, 12
        var file = await FileAsync(owed);
        (file.State, file.Attention).ShouldBe((LegalFileState.NeedsAttention, LegalAttention.ApprovalOverdue));
        (await CaseAsync(owed)).Case!.NeedsAttention.ShouldBe(LegalAttention.ApprovalOverdue);

        (await DecideAsync(owed, Vera, new { approved = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        World.Mailbox.To("lawyer@cabinet.example").Count.ShouldBe(1);
    }

    [Fact]
    public async Task PartPaymentWhileItWaits_BuildsANewVersion()
    {
        var owed = await OweAsync();
        await GoToAsync(LegalDay);
        Pay(owed, 600_00);

        await GoToAsync(LegalDay.AddDays(1));

        var file = await FileAsync(owed);
        (file.State, file.Version).ShouldBe((LegalFileState.AwaitingApproval, 2));
        file.Total.ShouldBeLessThan(Money.Eur(700_00));
        World.Mailbox.To("approver@coop.example").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(MailFault.FailBefore)]
    [InlineData(MailFault.FailAfter)]
    public async Task LostAnswerWhileHandingOver_IsAskedAbout_AndTheLawyerGetsItOnce(MailFault fault)
    {
        var owed = await OweAsync();
        await GoToAsync(LegalDay);
        World.Mail.Memory = MailMemory.LookUpOnly;
        World.Mail.Next(fault);

        await DecideAsync(owed, Vera, new { approved = true });
        await World.Host.AdvanceAsync(TimeSpan.FromHours(1), Ct);

        World.Mailbox.To("lawyer@cabinet.example").Count.ShouldBe(1);
        (await FileAsync(owed)).State.ShouldBe(LegalFileState.HandedOver);
    }

    private async Task<LegalFileRow> FileAsync(Owed owed) => (await Files.FindAsync(owed.DebtorId, owed.CaseId, Ct))!;

    private async Task<JsonElement> ManifestAsync(Owed owed)
    {
        var bytes = (await Desk.DownloadAsync($"legal-files/{owed.CaseId}/file", Ct))!;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var stream = zip.GetEntry(LegalFilePack.ManifestName)!.Open();
        var manifest = JsonDocument.Parse(stream).RootElement.Clone();
        foreach (var entry in manifest.GetProperty("documents").EnumerateArray())
        {
            using var document = zip.GetEntry(entry.GetProperty("name").GetString()!)!.Open();
            DocumentStore.HashOf(await BinaryData.FromStreamAsync(document, Ct)).ShouldBe(entry.GetProperty("sha256").GetString());
        }

        zip.Entries.Count(entry => entry.FullName.StartsWith("letters/", StringComparison.Ordinal)).ShouldBe(3);
        zip.GetEntry($"invoices/{owed.Number}.pdf").ShouldNotBeNull();
        return manifest;
    }

    private async Task TimelineTellsItAllAsync(Owed owed)
    {
        var story = (await World.As("anna", "member").GetAsync($"invoices/{owed.Number}/timeline", Ct)).Value;
        var kinds = story["entries"]!.AsArray().Select(entry => entry!["kind"]!.GetValue<string>()).ToList();

        kinds[0].ShouldBe("issued");
        kinds.Count(kind => kind == "letter").ShouldBe(3);
        foreach (var kind in new[] { "delivered", "claimed", "reason", "case", "legal", "paid", "closed" }) kinds.ShouldContain(kind);
        story["instances"]!.AsArray().Select(instance => instance!["instanceId"]!.GetValue<string>())
            .ShouldBe([$"issue-{owed.Number}", $"dunning-{owed.CaseId}", $"legal-{owed.CaseId}"]);
    }
}
