using Smart.Functions.Tests.Stories;
using Smart.Local.Simulation;

namespace Smart.Functions.Tests.Invoicing;

/// <summary>An invoice whose message meets a provider that does not answer.</summary>
public sealed class DeliveryStories(TestStorage storage) : CollectionStory(storage)
{
    [Theory]
    [InlineData(MailFault.FailBefore)]
    [InlineData(MailFault.FailAfter)]
    public async Task LostAnswer_IsAskedAbout_AndTheInvoiceGoesOnce(MailFault fault)
    {
        World.Mail.Memory = MailMemory.LookUpOnly;
        World.Mail.VisibilityDelay = TimeSpan.FromMinutes(5);
        World.Mail.Next(fault);
        var owed = await OweAsync();
        (await DeliveryAsync(owed)).ShouldBe("sending");

        await World.Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        World.Mailbox.To(ClientEmail).ShouldHaveSingleItem();
        (await DeliveryAsync(owed)).ShouldBe("delivered");
    }

    [Fact]
    public async Task ProviderThatCannotBeAsked_CallsAPerson_WhoSendsItAgain()
    {
        World.Mail.Memory = MailMemory.Nothing;
        World.Mail.Next(MailFault.FailBefore);
        var owed = await OweAsync();
        await World.Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);
        (await DeliveryAsync(owed), World.Mailbox.To(ClientEmail).Count).ShouldBe(("unclear", 0));

        (await Desk.PostAsync($"invoices/{owed.Number}/delivery", new { delivered = false }, cancellationToken: Ct)).Succeeded.ShouldBeTrue();
        await World.Host.RunUntilIdleAsync(Ct);

        World.Mailbox.To(ClientEmail).ShouldHaveSingleItem();
        (await DeliveryAsync(owed)).ShouldBe("delivered");
    }

    [Fact]
    public async Task ProviderThatCannotBeAsked_CallsAPerson_WhoFoundItThere()
    {
        World.Mail.Memory = MailMemory.Nothing;
        World.Mail.Next(MailFault.FailAfter);
        var owed = await OweAsync();
        (await Desk.PostAsync($"invoices/{owed.Number}/delivery", new { delivered = true }, cancellationToken: Ct)).Problem.ShouldBe("delivery-not-unclear");
        await World.Host.AdvanceAsync(TimeSpan.FromMinutes(20), Ct);

        (await Desk.PostAsync($"invoices/{owed.Number}/delivery", new { delivered = true }, cancellationToken: Ct)).Text("delivery").ShouldBe("delivered");

        World.Mailbox.To(ClientEmail).ShouldHaveSingleItem();
        (await Desk.PostAsync("invoices/2026-999999/delivery", new { delivered = true }, cancellationToken: Ct)).Problem.ShouldBe("invoice-not-found");
        (await Desk.PostAsync($"invoices/{owed.Number}/delivery", new { }, cancellationToken: Ct)).Problem.ShouldBe("field-required");
    }

    private async Task<string> DeliveryAsync(Owed owed) => (await Desk.GetAsync($"invoices/{owed.Number}", Ct)).Text("delivery");
}
