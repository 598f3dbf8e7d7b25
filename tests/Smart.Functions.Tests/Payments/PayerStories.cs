using Microsoft.Extensions.DependencyInjection;
using Smart.Shared;
using Smart.Shared.Debtors;
using Smart.Shared.Invoicing;
using Smart.Shared.Payments.Matching;
using Smart.Shared.References;

namespace Smart.Functions.Tests.Payments;

/// <summary>What an account that paid before and the name of a payer do for the next receipt.</summary>
public sealed class PayerStories(TestStorage storage) : MatchingStory(storage)
{
    [Fact]
    public async Task AccountOfAPayer_IsRememberedWhenAPersonDecided_AndBooksTheNextReceipt()
    {
        var debtor = await DebtorAsync();
        var (one, two) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 230_00));
        await ImportAsync(NextFile(From(100_00, "merci")));
        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        await JsonAsync(await PostAsync($"{PathOf(waiting)}/allocate", new { debtorId = debtor, invoiceNumber = one.ToString() }), 200);

        await ImportAsync(NextFile(From(230_00, "merci encore")));

        (await IsClosedAsync(debtor, two)).ShouldBeTrue();
        (await ReceiptsAsync()).Single(receipt => receipt.Amount == Money.Eur(230_00)).MatchedBy.ShouldBe([MatchReason.KnownAccount, MatchReason.AmountFits]);
    }

    [Fact]
    public async Task AccountOfAPayer_IsRememberedWhenItsStatementSettles()
    {
        var debtor = await DebtorAsync();
        var (one, two) = (await InvoiceAsync(debtor, 1, 100_00), await InvoiceAsync(debtor, 2, 230_00));

        await ImportAsync(NextFile(From(100_00, one.Reference.ToString()), Transfer(-5_00, "bank") with { CounterpartyAccount = "BE48320070184927" }));
        (await Host.Services.GetRequiredService<PayerDirectory>().FindAsync("BE32 1234 5678 9002", Ct)).ShouldBe([debtor]);
        await ImportAsync(NextFile(From(230_00, "")));

        (await IsClosedAsync(debtor, two)).ShouldBeTrue();
    }

    [Fact]
    public async Task BookingThatAPersonReverses_TakesBackWhatItAloneTaught()
    {
        var (right, wrong) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        await InvoiceAsync(wrong, 1, 100_00);
        await ImportAsync(NextFile(From(100_00, "merci")));
        var path = PathOf((await WorklistAsync()).ShouldHaveSingleItem());
        await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = wrong }), 200);
        (await PayersAsync()).ShouldBe([wrong]);

        await JsonAsync(await PostAsync($"{path}/reverse", new { reason = "another client of that name" }), 200);

        (await PayersAsync()).ShouldBeEmpty();
        await JsonAsync(await PostAsync($"{path}/allocate", new { debtorId = right }), 200);
        (await PayersAsync()).ShouldBe([right]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task BookingThatAPersonReverses_LeavesWhatOthersTaughtToo(int count)
    {
        var debtor = await DebtorAsync();
        var numbers = new List<InvoiceNumber>();
        for (var i = 1; i <= count; i++) numbers.Add(await InvoiceAsync(debtor, i, 100_00 + i));
        await ImportAsync(NextFile([.. numbers.Select((number, i) => From(100_01 + i, number.Reference.ToString()))]));
        var receipt = (await ReceiptsAsync()).Single(one => one.Amount == Money.Eur(100_01));

        await JsonAsync(await PostAsync($"/api/receipts/{receipt.PartitionKey}/{receipt.Key}/reverse", new { reason = "a mistake" }), 200);

        (await PayersAsync()).ShouldBe([debtor]);
    }

    [Fact]
    public async Task OurOwnAccount_IsNeverRememberedAsAPayers()
    {
        var debtor = await DebtorAsync();
        var number = await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(100_00, number.Reference.ToString()) with { CounterpartyAccount = Iban }));

        (await IsClosedAsync(debtor, number)).ShouldBeTrue();
        (await Host.Services.GetRequiredService<PayerDirectory>().FindAsync(Iban, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AnotherClientsInvoice_PaidFromAKnownAccount_HoldsBothUntilAPersonDecides()
    {
        var (client, other) = (await DebtorAsync(), await DebtorAsync("debtor2"));
        await InvoiceAsync(client, 1, 100_00);
        var theirs = await InvoiceAsync(other, 2, 300_00);
        await ImportAsync(NextFile(From(1_00, new InvoiceNumber(2026, 1).Reference.ToString())));

        await ImportAsync(NextFile(From(300_00, $"facture {theirs}")));

        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("candidates").EnumerateArray().Select(candidate => candidate.GetProperty("debtorId").GetString()).Distinct().ShouldBe([other, client]);
        Texts(waiting.GetProperty("candidates")[0].GetProperty("reasons")).ShouldContain(MatchReason.OtherDebtorsAccount);
        foreach (var held in new[] { client, other }) (await IsHeldAsync(held)).ShouldBeTrue();
    }

    [Fact]
    public async Task NameOfAPayer_LeadsToTheDebtor_AndHoldsItsLetters()
    {
        var created = await Host.Services.GetRequiredService<DebtorService>().CreateAsync("request1", null, NewClient("Société Dupont & Fils SRL"), Ct);
        var debtor = created.Value.Id;
        await InvoiceAsync(debtor, 1, 100_00);

        await ImportAsync(NextFile(Transfer(100_00, "merci") with { CounterpartyName = "SRL DUPONT ET FILS SOCIETE" }));

        var waiting = (await WorklistAsync()).ShouldHaveSingleItem();
        waiting.GetProperty("candidates")[0].GetProperty("debtorId").GetString().ShouldBe(debtor);
        Texts(waiting.GetProperty("candidates")[0].GetProperty("reasons")).ShouldBe([MatchReason.Name, MatchReason.AmountFits]);
        (await IsHeldAsync(debtor)).ShouldBeTrue();
    }

    [Fact]
    public async Task RenamedDebtor_IsFoundUnderItsNewName()
    {
        var debtors = Host.Services.GetRequiredService<DebtorService>();
        var created = await debtors.CreateAsync("request1", null, NewClient("Ancien Nom SA"), Ct);

        (await debtors.UpdateContactAsync(created.Value.Id, NewClient("Nouveau Nom SA").Contact!, Ct)).IsSuccess.ShouldBeTrue();

        (await Host.Services.GetRequiredService<NameDirectory>().FindAsync("nouveau nom", 3, Ct)).ShouldBe([created.Value.Id]);
    }

    private static NewDebtor NewClient(string name) => new()
    {
        Kind = DebtorKind.Enterprise,
        Language = Language.Fr,
        EnterpriseNumber = "0403019261",
        Contact = new DebtorContact { Name = name, Address = new PostalAddress("Rue Haute 1", "1000", "Bruxelles", "BE") },
    };

    private Task<IReadOnlyList<string>> PayersAsync() => Host.Services.GetRequiredService<PayerDirectory>().FindAsync(ClientAccount, Ct);
}
