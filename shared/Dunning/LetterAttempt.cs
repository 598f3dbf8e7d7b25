using Smart.Shared.Debtors;

namespace Smart.Shared.Dunning;

/// <summary>Where an attempt at a letter stands (design section 4, the letter protocol).</summary>
public enum LetterState
{
    /// <summary>Amounts and levels are fixed, nothing left the house; lapses at the end of its business date.</summary>
    Reserved,

    /// <summary>The line is crossed: it may have been sent.</summary>
    Sending,

    /// <summary>Accepted by the provider; claims are being written in chunks.</summary>
    Settling,

    /// <summary>Effective.</summary>
    Sent,

    /// <summary>Came back: never effective, its claims are reversed.</summary>
    Bounced,

    /// <summary>The provider would not take it: never sent.</summary>
    Refused,

    /// <summary>Given up before the line: something changed, or the day ended.</summary>
    Lapsed,

    /// <summary>The provider proved that it does not have it: not sent.</summary>
    NotSent,
}

/// <summary>One invoice in a letter.</summary>
/// <param name="Number">The invoice.</param>
/// <param name="Level">Its level once the letter is effective.</param>
/// <param name="Advances">False when it is only listed, at the level it has.</param>
/// <param name="Original">Amount of the invoice.</param>
/// <param name="Principal">Open principal.</param>
/// <param name="Interest">Interest that this letter newly claims.</param>
/// <param name="Costs">Fixed sum or costs that this letter newly claims.</param>
/// <param name="EarlierInterest">Interest claimed before and open.</param>
/// <param name="EarlierCosts">Costs claimed before and open.</param>
public sealed record LetterLine(
    string Number, int Level, bool Advances, Money Original, Money Principal, Money Interest, Money Costs, Money EarlierInterest, Money EarlierCosts)
{
    /// <summary>Everything to pay on the invoice according to the letter.</summary>
    public Money Total => Principal + Interest + Costs + EarlierInterest + EarlierCosts;
}

/// <summary>
/// An attempt at a letter: one letter number has at most one effective attempt. Stored names: renaming needs a migration.
/// </summary>
public sealed record LetterAttempt : DebtorRow
{
    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The letter's number in the case, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The attempt at it, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Where it stands.</summary>
    public required LetterState State { get; init; }

    /// <summary>The day it is dated, and after which a reservation lapses.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>How it goes.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Last day to pay that it asks.</summary>
    public required DateOnly PayBefore { get; init; }

    /// <summary>The invoices, oldest first.</summary>
    public required IReadOnlyList<LetterLine> Lines { get; init; }

    /// <summary>The head's letter version that the amounts were computed on.</summary>
    public required long LetterVersion { get; init; }

    /// <summary>The PDF, once rendered.</summary>
    public string? Document { get; init; }

    /// <summary>SHA-256 of the PDF.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>When it crossed the line, UTC: the provider's visibility time counts from here.</summary>
    public DateTimeOffset? SendingAt { get; init; }

    /// <summary>The day on which it was effectively sent.</summary>
    public DateOnly? SentOn { get; init; }

    /// <summary>The provider's own name for it.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Lines whose claims are written.</summary>
    public int SettledLines { get; init; }

    /// <summary>Lines whose claims were taken back because the letter came back.</summary>
    public int ReversedLines { get; init; }

    /// <summary>The day on which the provider said that it was not returned.</summary>
    public DateOnly? DeliveryCheckedOn { get; init; }

    /// <summary>Why it failed, a code.</summary>
    public string? Failure { get; init; }

    /// <summary>The same on every retry: case, letter, attempt.</summary>
    public string OperationId => $"{CaseId}-{Number}-{Attempt}";

    /// <summary>The highest level among the invoices that advance.</summary>
    public int Level => Lines.Where(line => line.Advances).Max(line => line.Level);

    /// <summary>Everything to pay.</summary>
    public Money Total => Lines.Sum(line => line.Total);

    /// <summary>True while it blocks another letter.</summary>
    public bool IsUnderWay => State is LetterState.Reserved or LetterState.Sending or LetterState.Settling;

    /// <summary>True when it took effect and was not returned.</summary>
    public bool IsEffective => State == LetterState.Sent;
}
