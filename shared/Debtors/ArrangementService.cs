using Smart.Shared.Calendar;
using Smart.Shared.References;
using Smart.Shared.Storage;

namespace Smart.Shared.Debtors;

/// <summary>Agrees with debtors how they pay in parts, and ends such agreements.</summary>
public sealed class ArrangementService(TableStore store, DebtorReader debtors, ReferenceDirectory references, BusinessClock clock)
{
    /// <summary>Calendar days that a promised payment may be late: a transfer takes a weekend.</summary>
    public const int GraceDays = 3;

    private const char Leading = '6';
    private const int MostInstalments = 36;

    /// <summary>
    /// Agrees on instalments for open invoices. The same request again is the same arrangement. 404 for an unknown debtor, 409 at
    /// the legal stage or for an invoice that is arranged already, 422 for instalments that are not the balance.
    /// </summary>
    /// <param name="requestId">The request's own id.</param>
    /// <param name="debtorId">The debtor.</param>
    /// <param name="numbers">The invoices.</param>
    /// <param name="instalments">The payments, by date; together the balance of the invoices.</param>
    /// <param name="agreedBy">Hash of the identity.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<ArrangementRow>> AgreeAsync(
        string requestId, string debtorId, IReadOnlyList<string> numbers, IReadOnlyList<Instalment> instalments, string agreedBy, CancellationToken cancellationToken = default)
    {
        var id = DerivedId.Of(requestId, "arrangement");
        if (await store.FindAsync<ArrangementRow>(TableNames.Debtors, debtorId, ArrangementRow.Key(id), cancellationToken) is { } there) return there;
        if (CheckDates(instalments) is { } wrong) return wrong;
        if (await debtors.LoadAsync(debtorId, [ArrangementRow.All], cancellationToken) is not { } facts) return Refusal.Missing("debtor");
        if (Check(facts, numbers, instalments) is { } refused) return refused;
        var reference = await references.RegisterNewAsync(Leading, ReferenceKind.Arrangement, debtorId, id, cancellationToken);
        var agreed = await OptimisticRetry.RunAsync(debtorId, token => TryAgreeAsync(Row(reference), token), cancellationToken);
        return agreed.Result;

        ArrangementRow Row(string digits) => new()
        {
            PartitionKey = debtorId,
            RowKey = ArrangementRow.Key(id),
            ArrangementId = id,
            Numbers = [.. numbers.Distinct(StringComparer.Ordinal)],
            Instalments = instalments,
            Owed = instalments.Sum(instalment => instalment.Amount),
            Reference = digits,
            AgreedOn = clock.Today,
            AgreedBy = agreedBy,
        };
    }

    /// <summary>Ends an arrangement: reminders go on. Again it changes nothing. 404 for an unknown one.</summary>
    public async Task<Result<ArrangementRow>> CancelAsync(string debtorId, string arrangementId, CancellationToken cancellationToken = default)
    {
        var cancelled = await OptimisticRetry.RunAsync(debtorId, token => TryCancelAsync(debtorId, arrangementId, token), cancellationToken);
        return cancelled.Result;
    }

    /// <summary>The arrangements of a debtor as they stand today; null for an unknown debtor.</summary>
    public async Task<IReadOnlyList<ArrangementStanding>?> ListAsync(string debtorId, CancellationToken cancellationToken = default)
    {
        if (await debtors.LoadAsync(debtorId, [ArrangementRow.All], cancellationToken) is not { } facts) return null;
        return [.. facts.All<ArrangementRow>(ArrangementRow.All).Select(row => row.On(facts.OpenInvoices, clock.Today, GraceDays))];
    }

    private async Task<Outcome?> TryAgreeAsync(ArrangementRow row, CancellationToken cancellationToken)
    {
        if (await debtors.LoadAsync(row.DebtorId, [ArrangementRow.All], cancellationToken) is not { } facts) return new(Refusal.Missing("debtor"));
        if (facts.Find<ArrangementRow>(row.RowKey) is { } there) return new(there);
        if (Check(facts, row.Numbers, row.Instalments) is { } refused) return new(refused);
        return (await store.CommitAsync(DebtorBatch.Of(facts.Head, altersLetters: true).Insert(row), cancellationToken)).IsCommitted ? new(row) : null;
    }

    private async Task<Outcome?> TryCancelAsync(string debtorId, string arrangementId, CancellationToken cancellationToken)
    {
        var key = ArrangementRow.Key(arrangementId);
        if (await debtors.LoadAsync(debtorId, [KeyRange.One(key)], cancellationToken) is not { } facts || facts.Find<ArrangementRow>(key) is not { } row)
        {
            return new(Refusal.Missing("arrangement"));
        }

        if (row.CancelledOn is not null) return new(row);
        var cancelled = row with { CancelledOn = clock.Today };
        return (await store.CommitAsync(DebtorBatch.Of(facts.Head, altersLetters: true).Replace(cancelled), cancellationToken)).IsCommitted ? new(cancelled) : null;
    }

    private Refusal? CheckDates(IReadOnlyList<Instalment> instalments)
    {
        var isOrdered = instalments.Zip(instalments.Skip(1)).All(pair => pair.First.DueOn < pair.Second.DueOn);
        return instalments.Count is < 1 or > MostInstalments || !isOrdered || instalments[0].DueOn < clock.Today || instalments.Any(instalment => instalment.Amount is { IsPositive: false } or { Currency: not Money.Euro })
            ? Refusal.Rules("instalments-invalid", $"1 to {MostInstalments} amounts in euro above zero, each later than the one before and none in the past.", "instalments")
            : null;
    }

    private Refusal? Check(DebtorFacts facts, IReadOnlyList<string> numbers, IReadOnlyList<Instalment> instalments)
    {
        if (facts.Head is { OpenCaseId: not null, CaseStage: CaseStage.Legal }) return Refusal.State("case-at-legal-stage", "The lawyer has the case: what is agreed goes through him.");
        var open = facts.OpenInvoices.Where(invoice => numbers.Contains(invoice.Number)).ToList();
        if (numbers.Count == 0 || open.Count != numbers.Distinct(StringComparer.Ordinal).Count()) return Refusal.Rules("invoice-not-open", "Each invoice of an arrangement is open for this debtor.", "invoices");
        var arranged = facts.All<ArrangementRow>(ArrangementRow.All)
            .Where(row => row.On(facts.OpenInvoices, clock.Today, GraceDays).State == ArrangementState.Kept)
            .SelectMany(row => row.Numbers);
        if (arranged.Intersect(numbers, StringComparer.Ordinal).Any()) return Refusal.State("invoice-arranged-already", "One of the invoices is in an arrangement that is kept.");
        var balance = open.Sum(invoice => invoice.Balance);
        return instalments.Sum(instalment => instalment.Amount) != balance
            ? Refusal.Rules("instalments-do-not-add-up", $"The instalments add up to the balance of the invoices, {balance}.", "instalments")
            : null;
    }

    private sealed record Outcome(Result<ArrangementRow> Result);
}
