using Smart.Shared.Debtors;
using Smart.Shared.Dunning;

namespace Smart.Shared.Tests.Dunning;

/// <summary>Cases to decide about.</summary>
internal static class Cases
{
    internal const string DebtorId = "dddddddddddddddddddd";
    internal const string CaseId = DebtorId + "-1";

    /// <summary>A Tuesday; the invoices below are due on it.</summary>
    internal static readonly DateOnly Due = new(2026, 3, 31);

    internal static DunningPolicy Policy => DunningPolicies.BuiltIn;

    internal static OpenInvoice Invoice(
        string number = "2026-000001", long cents = 1_210_00, DebtorKind regime = DebtorKind.Enterprise, DateOnly? due = null, bool clause = false) => new()
        {
            PartitionKey = DebtorId,
            RowKey = DebtorKeys.Open(number),
            Number = number,
            MemberId = "member",
            Regime = regime,
            IssuedOn = new DateOnly(2026, 3, 1),
            DueOn = due ?? Due,
            Subject = "Translation",
            Reference = "202600000196",
            Original = Money.Eur(cents),
            Principal = Money.Eur(cents),
            AccruedThrough = due ?? Due,
            HasPenaltyClause = clause,
        };

    /// <summary>The invoice after letters up to a level, the last sent on a day.</summary>
    internal static OpenInvoice At(this OpenInvoice invoice, int level, DateOnly sentOn) => invoice with { Level = level, LevelSentOn = sentOn };

    internal static CaseFacts Facts(params OpenInvoice[] open) => new(
        new DebtorHead
        {
            PartitionKey = DebtorId,
            RowKey = DebtorKeys.Head(DebtorId),
            Kind = open.Length == 0 ? DebtorKind.Enterprise : open[0].Regime,
            Language = Language.Fr,
            OpenCaseId = CaseId,
            CaseCount = 1,
            LetterVersion = 7,
        },
        new DunningCaseRow
        {
            PartitionKey = DebtorId,
            RowKey = DebtorKeys.Case(CaseId),
            CaseId = CaseId,
            State = CaseState.Open,
            PolicyVersion = Policy.Version,
            OpenedOn = Due.AddDays(1),
        },
        open,
        [],
        HasHold: false,
        new DebtorProfile
        {
            PartitionKey = DebtorId,
            RowKey = DebtorKeys.Profile(DebtorId),
            Name = "Atelier Nord",
            Address = new PostalAddress("Rue Haute 1", "1000", "Bruxelles", "BE"),
            Email = "compta@atelier.example",
            Channels = [Channel.Email, Channel.Post],
        });

    internal static LetterAttempt Letter(LetterState state, int number = 1, int attempt = 1, DateOnly? date = null, Channel channel = Channel.Email) => new()
    {
        PartitionKey = DebtorId,
        RowKey = DebtorKeys.Letter(CaseId, number, attempt),
        CaseId = CaseId,
        Number = number,
        Attempt = attempt,
        State = state,
        BusinessDate = date ?? new DateOnly(2026, 4, 7),
        Channel = channel,
        PayBefore = (date ?? new DateOnly(2026, 4, 7)).AddDays(10),
        Lines = [new LetterLine("2026-000001", 1, Advances: true, Money.Eur(1_210_00), Money.Eur(1_210_00), Money.Zero, Money.Zero, Money.Zero, Money.Zero)],
        LetterVersion = 7,
        SentOn = state == LetterState.Sent ? date ?? new DateOnly(2026, 4, 7) : null,
    };

    /// <summary>Decides with bank data complete through the day before.</summary>
    internal static CaseDecision Decide(CaseFacts facts, DateOnly today) => Decide(facts, today, today.AddDays(-1));

    internal static CaseDecision Decide(CaseFacts facts, DateOnly today, params DateOnly?[] completeThrough) =>
        CaseDecider.Decide(facts, new CaseCircumstances(today, completeThrough), Policy);
}
