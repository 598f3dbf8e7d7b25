using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Coda;

/// <summary>
/// A movement with detail number 0000 and its details, booked by the type digit: of 1 and 2 the details and not the total, unless
/// there are none; of 3 the total, its details 8 explain; a detail 7 is booked, its 9 explain (rules 5.1).
/// </summary>
internal sealed class CodaGroup(CodaMovement top, string statementKey, string currency, CodaTotals totals, Queue<BankFileItem> output)
{
    private const int MaximumExplanations = 1000;
    private CodaMovement? detail;
    private CodaMovement? explanation;
    private CodaMovement? informed;
    private decimal details, explained;
    private bool hasDetails, isBroken;

    internal CodaMovement Top { get; } = top;

    internal bool HasDetails => hasDetails;

    private bool IsTotal => CodaCodes.IsTotal(Top.Type);

    /// <summary>The movement that the following records 2.2 to 3.3 belong to.</summary>
    internal CodaMovement Current => explanation ?? detail ?? Top;

    /// <summary>
    /// An information record 3.1 names the movement it informs about by its code: the total, or the last detail. Its 3.2 and 3.3 carry
    /// no code and follow it.
    /// </summary>
    internal CodaMovement InformedBy(CodaRecord record) =>
        record[1] != '1' && informed is not null ? informed : informed = NamedBy(record);

    private CodaMovement NamedBy(CodaRecord record)
    {
        var code = record.Raw(31, 8).Trim();
        return Current != Top && !code.SequenceEqual(Current.Code) && code.SequenceEqual(Top.Code) ? Top : Current;
    }

    internal void Add(CodaMovement next)
    {
        CloseExplanation();
        informed = null;
        hasDetails = true;
        if (next.Amount is null) isBroken = true;
        if (!IsTotal || (next.Type == '9' && detail is not null))
        {
            explanation = next;
            return;
        }

        CloseDetail();
        detail = next;
        details += next.Amount ?? 0m;
    }

    internal void Close()
    {
        CloseExplanation();
        CloseDetail();
        if (IsTotal && hasDetails)
        {
            if (!isBroken && Top.Amount is { } amount) totals.Group(amount, details, Top.Line, booked: true);
            return;
        }

        if (IsTotal) totals.EmptyGroup();
        else if (hasDetails && !isBroken && Top.Amount is { } amount) totals.Group(amount, explained, Top.Line, booked: false);
        Book(Top, null);
    }

    private void CloseDetail()
    {
        if (detail is null) return;
        Book(detail, Top);
        detail = null;
    }

    private void CloseExplanation()
    {
        if (explanation is null) return;
        if (detail is null) explained += explanation.Amount ?? 0m;
        var owner = detail ?? Top;
        if (owner.Explanations.Count < MaximumExplanations) owner.Explanations.Add(explanation.Build(statementKey, currency));
        else if (owner.Explanations.Count == MaximumExplanations) totals.Deviation("records", $"More than {MaximumExplanations} details explain the movement on line {owner.Line}; the rest is not shown.");
        explanation = null;
    }

    private void Book(CodaMovement movement, CodaMovement? group)
    {
        if (movement.Amount is not { } amount) return;
        if (!BankAmounts.IsWholeCents(amount)) totals.Failure("cents", $"The amount {BankAmounts.Text(amount)} on line {movement.Line} is not whole cents.");
        totals.Movements++;
        output.Enqueue(new BankFileItem.MovementRead(movement.Build(statementKey, currency, group)));
    }
}
