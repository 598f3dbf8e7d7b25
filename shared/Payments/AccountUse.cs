using System.Globalization;
using Smart.Shared.Calendar;
using Smart.Shared.Debtors;
using Smart.Shared.Storage;

namespace Smart.Shared.Payments;

/// <summary>What money on account paid.</summary>
/// <param name="Head">The debtor's head afterwards.</param>
/// <param name="Parts">What it paid.</param>
public sealed record UsedAccount(DebtorHead Head, IReadOnlyList<ReceiptPart> Parts);

/// <summary>
/// Uses money that stands on a debtor's account: of itself before an overdue invoice would be reminded, and when a person says so.
/// </summary>
public sealed class AccountUse(TableStore store, DebtorReader debtors, AllocationPolicy policy, BusinessClock clock)
{
    private const string Prefix = "use-";

    /// <summary>
    /// Pays what is overdue, oldest due date first, with what is on account. Nothing when the account is empty, nothing is overdue,
    /// or a receipt is being moved.
    /// </summary>
    public Task<UsedAccount?> UseForOverdueAsync(string debtorId, CancellationToken cancellationToken = default) =>
        RunAsync(debtorId, Automatic, open => open.DueOn < clock.Today, most: null, cancellationToken);

    /// <summary>
    /// A person uses money on account for named invoices, or for all open ones, once for its operation. 409 <c>nothing-on-account</c>,
    /// 422 <c>invoice-not-open</c>.
    /// </summary>
    /// <param name="debtorId">The debtor.</param>
    /// <param name="operationId">The same on every repetition.</param>
    /// <param name="numbers">The invoices; empty for all, oldest due date first.</param>
    /// <param name="most">No more than this; null for all that is on account.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public async Task<Result<UsedAccount>> UseAsync(
        string debtorId, string operationId, IReadOnlyList<string> numbers, Money? most, CancellationToken cancellationToken = default)
    {
        if (most is { IsPositive: false } or { Currency: not Money.Euro }) return Refusal.Rules("amount-invalid", "An amount to use is above zero, and in euro.", "amount");
        if (await debtors.LoadAsync(debtorId, [Range], cancellationToken) is not { } facts) return Refusal.Missing("debtor");
        var key = Prefix + operationId;
        if (facts.Find<ReceiptMarker>(DebtorKeys.Receipt(key)) is { } done) return new UsedAccount(facts.Head, done.Parts);
        if (!facts.Head.OnAccount.IsPositive) return Refusal.State("nothing-on-account", "Nothing is on this debtor's account.");
        if (numbers.Any(number => facts.OpenInvoices.All(open => open.Number != number)))
        {
            return Refusal.Rules("invoice-not-open", "Nothing of one of the invoices is open for this debtor.", "invoices");
        }

        var used = await RunAsync(debtorId, (_, _) => key, open => numbers.Count == 0 || numbers.Contains(open.Number), most, cancellationToken);
        return used is null ? Refusal.State("nothing-to-pay", "Nothing is open that the account could pay.") : used;
    }

    /// <summary>The uses of a debtor's account, the latest first.</summary>
    internal static async Task<IReadOnlyList<ReceiptMarker>> UsesAsync(DebtorReader debtors, string debtorId, CancellationToken cancellationToken)
    {
        var facts = await debtors.LoadAsync(debtorId, [Range], cancellationToken) ?? throw new InvalidOperationException($"Debtor {debtorId} has no head.");
        return [.. facts.All<ReceiptMarker>(Range).OrderByDescending(marker => marker.BookedAt)];
    }

    private static KeyRange Range => ReceiptMarker.Range(Prefix);

    private async Task<UsedAccount?> RunAsync(
        string debtorId, Func<DebtorFacts, AllocatedPart, string> keyOf, Func<OpenInvoice, bool> isMeant, Money? most, CancellationToken cancellationToken)
    {
        var use = await OptimisticRetry.RunAsync(debtorId, token => TryUseAsync(debtorId, keyOf, isMeant, most, token), cancellationToken);
        return use.Used;
    }

    private async Task<Use?> TryUseAsync(
        string debtorId, Func<DebtorFacts, AllocatedPart, string> keyOf, Func<OpenInvoice, bool> isMeant, Money? most, CancellationToken cancellationToken)
    {
        var facts = await debtors.LoadAsync(debtorId, [ReceiptMarker.Range(OfToday)], cancellationToken) ?? throw new InvalidOperationException($"Debtor {debtorId} has no head.");
        if (!facts.Head.OnAccount.IsPositive || facts.Head.Allocating is not null) return new Use(null);
        var amount = most is { } limit ? Money.Min(limit, facts.Head.OnAccount) : facts.Head.OnAccount;
        var plan = PaymentAllocator.Decide([.. facts.OpenInvoices.Where(isMeant)], new IncomingMoney(amount, clock.Today, []), policy);
        var parts = AllocationBatch.Fitting(plan.Parts);
        if (parts.Count == 0) return new Use(null);
        var used = parts.Sum(part => part.Paid);
        var marker = MarkerOf(debtorId, keyOf(facts, parts[0]), plan.Mode, parts);
        var batch = new AllocationBatch(marker.ReceiptKey, null, clock.Today, clock.Now).Of(facts.Head, marker, parts, -used);
        if (!(await store.CommitAsync(batch, cancellationToken)).IsCommitted) return null;
        return new Use(new UsedAccount(facts.Head with { OnAccount = facts.Head.OnAccount - used }, marker.Parts));
    }

    private ReceiptMarker MarkerOf(string debtorId, string key, AllocationMode mode, IReadOnlyList<AllocatedPart> parts) => new()
    {
        PartitionKey = debtorId,
        RowKey = DebtorKeys.Receipt(key),
        ReceiptKey = key,
        Chunk = 0,
        Mode = mode,
        Parts = [.. parts.Select(part => new ReceiptPart(part.Number, part.Paid))],
        Left = Money.Zero,
        IsLast = true,
        BookedAt = clock.Now,
    };

    private string OfToday => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{clock.Today:yyyyMMdd}-");

    // Named after the day, what is used and what it pays first. The same is met again on a day only when a payment of that day came
    // back and was made anew: then the version of the head tells them apart.
    private string Automatic(DebtorFacts facts, AllocatedPart first)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{OfToday}{first.Number}-{facts.Head.OnAccount.Cents}-{first.Before.Balance.Cents}");
        return facts.Find<ReceiptMarker>(DebtorKeys.Receipt(key)) is null ? key : string.Create(CultureInfo.InvariantCulture, $"{key}-{facts.Head.LetterVersion}");
    }

    private sealed record Use(UsedAccount? Used);
}
