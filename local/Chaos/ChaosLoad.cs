using System.Globalization;
using Smart.Local.Demo;
using Smart.Local.Http;
using Smart.Shared;
using Smart.Shared.Calendar;
using Smart.Shared.References;

namespace Smart.Local.Chaos;

/// <summary>Does what the plan says, as honest clients would, and keeps what the product promised them.</summary>
internal sealed class ChaosLoad
{
    private readonly ChaosPlan _plan;
    private readonly ChaosFacts _facts;
    private readonly ChaosJournal _journal;
    private readonly HonestClient _desk;
    private readonly BankDesk _bank;
    private readonly CardDesk _cards;
    private readonly DateOnly _today = BusinessClock.DateOf(TimeProvider.System.GetUtcNow());
    private Task<string?>[] _members = [];
    private Task<string?>[] _debtors = [];

    public ChaosLoad(ChaosPlan plan, ChaosWorld world, ChaosFacts facts, ChaosJournal journal)
    {
        _plan = plan;
        _facts = facts;
        _journal = journal;
        _desk = new HonestClient(new ApiClient(world.Http, "desk;desk,finance"), journal);
        _cards = new CardDesk(_desk, world.Stripe, facts, journal);
        // A file for each planned one and those that the rest of the money needs, all before today.
        _bank = new BankDesk(new HonestClient(new ApiClient(world.Http, "bank-link;finance"), journal), facts, journal, _today.AddDays(-plan.Files.Count - 5));
    }

    /// <summary>Ends when every operation has its answer and every bank file is done.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _members = [.. _plan.Members.Select(member => RegisterAsync(member, cancellationToken))];
        _debtors = [.. _plan.Debtors.Select(debtor => EnterAsync(debtor, cancellationToken))];
        var money = _plan.Invoices.Select(invoice => InvoiceAsync(invoice, cancellationToken)).Concat(_plan.Shares.Select(share => ShareAsync(share, cancellationToken))).ToList();
        var files = _plan.Files.Select(file => FileAsync(file, cancellationToken)).ToList();
        await Task.WhenAll(money);
        // What came after the last planned file, in one more; it also lets a late file before it go.
        var last = new PlannedFile("file-last", TimeSpan.Zero, FileFate.Once);
        await Task.WhenAll(_plan.Files.Select(file => UntilAsync(file.At, cancellationToken)));
        await Task.WhenAll(files.Append(FileAsync(last, cancellationToken)));
        if (_bank.HasMoney) throw new InvalidOperationException("Money came in after the last file of the plan.");
    }

    private async Task<string?> RegisterAsync(PlannedMember planned, CancellationToken cancellationToken)
    {
        await UntilAsync(planned.At, cancellationToken);
        var body = new { name = planned.Key, email = $"{planned.Key}@members.example", language = "nl", address = DemoStage.Address("Kerkstraat 1", "9000", "Gent") };
        if (await AcceptedAsync(planned.Key, "members", body, cancellationToken) is not { } answer) return null;
        var id = answer.Text("memberId");
        _facts.AddMember(planned.Key, id);
        _journal.Alias(planned.Key, id);
        for (var number = 1; number <= planned.Contracts; number++)
        {
            var key = $"{planned.Key}-contract-{number}";
            if (await AcceptedAsync(key, $"members/{id}/contracts", new { title = key, startsOn = _today }, cancellationToken) is not { } declared) return null;
            _facts.Add(new ContractFact(key, id, declared.Value["ordinal"]!.GetValue<int>()));
        }

        return id;
    }

    private async Task<string?> EnterAsync(PlannedDebtor planned, CancellationToken cancellationToken)
    {
        await UntilAsync(planned.At, cancellationToken);
        var body = new
        {
            kind = "enterprise",
            language = "fr",
            name = planned.Key,
            email = $"{planned.Key}@clients.example",
            enterpriseNumber = DemoAccounts.Enterprise(100_000 + planned.Number),
            address = DemoStage.Address("Quai du Hainaut 1", "1080", "Molenbeek-Saint-Jean"),
        };
        if (await AcceptedAsync(planned.Key, "debtors", body, cancellationToken) is not { } answer) return null;
        _facts.AddDebtor(planned.Key, answer.Text("id"));
        _journal.Alias(planned.Key, answer.Text("id"));
        return answer.Text("id");
    }

    private async Task InvoiceAsync(PlannedInvoice planned, CancellationToken cancellationToken)
    {
        await UntilAsync(planned.At, cancellationToken);
        if (await _members[planned.Member] is not { } memberId || await _debtors[planned.Debtor] is not { } debtorId) return;
        var price = new { amount = (planned.UnitCents / 100m).ToString("0.00", CultureInfo.InvariantCulture), currency = Money.Euro };
        var line = new { description = planned.Key, quantity = planned.Quantity, unit = "day", unitPrice = price, rate = 21 };
        var body = new { memberId, contract = planned.Contract, debtorId, supplyOn = _today, customerReference = planned.Key, lines = new[] { line } };
        var attempts = planned.Repeat == RequestRepeat.AtOnce ? 2 : 1;
        var answers = (await Task.WhenAll(Enumerable.Range(0, attempts).Select(_ => AcceptedAsync(planned.Key, "invoices", body, cancellationToken)))).ToList();
        if (planned.Repeat == RequestRepeat.Later) answers.Add(await AcceptedAsync(planned.Key, "invoices", body, cancellationToken));
        foreach (var answer in answers.OfType<ApiAnswer>())
        {
            var invoice = new InvoiceFact(planned.Key, answer.Text("number"), debtorId, memberId, DemoStage.Cents(answer.Value["total"]!));
            _facts.Add(invoice);
            _journal.Alias(planned.Key, invoice.Number);
        }

        if (answers[0] is not { } first) return;
        var payer = ("Client", DemoAccounts.Iban(1_000_000 + planned.Debtor));
        await PayAsync(planned.Payments, new Asked(first.Text("communication"), DemoStage.Cents(first.Value["total"]!), payer, first.Text("number"), null), cancellationToken);
    }

    private async Task ShareAsync(PlannedShare planned, CancellationToken cancellationToken)
    {
        await UntilAsync(planned.At, cancellationToken);
        if (await _members[planned.Member] is not { } memberId) return;
        if (await AcceptedAsync(planned.Key, $"members/{memberId}/shares", new { count = planned.Count }, cancellationToken) is not { } answer) return;
        var (requestId, cents) = (answer.Text("requestId"), DemoStage.Cents(answer.Value["amount"]!));
        _facts.Add(new ShareFact(planned.Key, requestId, memberId, planned.Count, cents));
        _journal.Alias(planned.Key, requestId);
        await PayAsync(planned.Payments, new Asked(answer.Text("communication"), cents, ("Member", DemoAccounts.Iban(2_000_000 + planned.Member)), null, requestId), cancellationToken);
    }

    private async Task PayAsync(IReadOnlyList<PlannedPayment> payments, Asked asked, CancellationToken cancellationToken)
    {
        foreach (var payment in payments)
        {
            _journal.Alias(payment.Key, asked.Number ?? asked.ShareRequestId!);
            if (payment.Spelling == PaymentSpelling.Card) await _cards.PayAsync(payment.Key, asked.Number!, cancellationToken);
            else _bank.Receive(TransferOf(payment, asked));
        }
    }

    private static Transfer TransferOf(PlannedPayment payment, Asked asked)
    {
        var digits = string.Concat(asked.Communication.Where(char.IsAsciiDigit));
        var (structured, text) = payment.Spelling switch
        {
            PaymentSpelling.Structured => (digits, ""),
            PaymentSpelling.InText => ("", $"invoice {asked.Communication}"),
            PaymentSpelling.DigitWrong => ($"{digits[..9]}{(char)('0' + ((digits[9] - '0' + 1) % 10))}{digits[10..]}", ""),
            PaymentSpelling.Unknown => (StructuredCommunication.FromBase(7_999_000_000L + Math.Abs(asked.Cents % 1_000_000)).Digits, ""),
            PaymentSpelling.None => ("", "merci"),
            _ => throw new InvalidOperationException($"{payment.Spelling} is no transfer."),
        };
        var isRight = payment.Spelling is PaymentSpelling.Structured or PaymentSpelling.InText;
        var payer = isRight ? asked.Payer : StrangerOf(payment);
        return new Transfer(
            payment.Key, Math.Max(1, asked.Cents * payment.Percent / 100), payer.Name, payer.Iban, structured, text, isRight ? asked.Number : null, isRight ? asked.ShareRequestId : null);
    }

    // A client who types a wrong digit is known by his account, and booked: who names nothing here is nobody that we know.
    private static (string Name, string Iban) StrangerOf(PlannedPayment payment) =>
        ("Zzyx", DemoAccounts.Iban(3_000_000 + int.Parse(string.Concat(payment.Key.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture)));

    private async Task FileAsync(PlannedFile planned, CancellationToken cancellationToken)
    {
        await UntilAsync(planned.At, cancellationToken);
        await _bank.CloseDayAsync(planned, cancellationToken);
    }

    private async Task<ApiAnswer?> AcceptedAsync(string key, string path, object body, CancellationToken cancellationToken)
    {
        var answer = await _desk.PostAsync(key, path, body, cancellationToken);
        if (answer.Succeeded) return answer;
        _facts.Surprise(key, $"{answer.Request} was refused: {(int)answer.Status} {answer.Problem}");
        return null;
    }

    private async Task UntilAsync(TimeSpan at, CancellationToken cancellationToken)
    {
        if (at - _journal.Elapsed is { Ticks: > 0 } wait) await Task.Delay(wait, TimeProvider.System, cancellationToken);
    }

    /// <summary>What is to be paid, and how it is named.</summary>
    private sealed record Asked(string Communication, long Cents, (string Name, string Iban) Payer, string? Number, string? ShareRequestId);
}
