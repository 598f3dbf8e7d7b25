namespace Smart.Functions.Tests.Timelines;

// What stands between the markers is shown in docs/story-tests.md; a test compares the two.
// <story-test>
public sealed class ShareStory(TestStorage storage) : StoryTest(storage)
{
    [Fact]
    public async Task Share_PaidByTransfer_CoversTheMember()
    {
        var ann = await MemberAsync("Ann");
        var asked = await Member("Ann").PostAsync($"members/{ann}/shares", new { count = 1 }, cancellationToken: Ct);
        World.Bank.Receive(30_00, "Ann", "BE71096123456769", asked.Text("communication").Replace("+", "").Replace("/", ""));

        await World.AdvanceToAsync(new DateOnly(2026, 3, 3), cancellationToken: Ct);

        (await Member("Ann").GetAsync($"members/{ann}/shares", Ct)).Text("status").ShouldBe("covered");
        World.Mailbox.To("Ann").ShouldHaveSingleItem().Attachments.ShouldHaveSingleItem("the certificate");
    }
}
// </story-test>
