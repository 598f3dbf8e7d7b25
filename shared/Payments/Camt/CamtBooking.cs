using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>
/// Decides what of an entry is booked: its transactions when they make its amount, with charges or without; else the entry as one
/// movement with its transactions under it, for its own amount is what the account moved by (rules 5.2).
/// </summary>
internal sealed class CamtBooking(CamtStatement statement)
{
    private const int MaximumExplanations = 1000;

    /// <summary>A transaction of the entry ended.</summary>
    internal void Take(CamtEntry entry, CamtDetail detail)
    {
        entry.Transactions++;
        if (entry.Yielded is not null) Stream(entry, detail);
        else if (entry.Details.Count < CamtEntry.Held) entry.Details.Add(detail);
        else if (CanStream(entry))
        {
            entry.Yielded = 0m;
            (entry.Transactions, var held) = (entry.Transactions - entry.Details.Count - 1, entry.Details.ToList());
            entry.Details.Clear();
            foreach (var first in held.Append(detail))
            {
                entry.Transactions++;
                Stream(entry, first);
            }
        }
    }

    /// <summary>The entry ended.</summary>
    internal void Close(CamtEntry entry)
    {
        statement.Open(entry.Currency);
        if (!Admit(entry)) return;
        var amount = entry.Signed!.Value;
        statement.Summary.Add(Math.Abs(amount), entry.Sign > 0, isBooked: true);
        if (entry.IsReversal) statement.Reversals += amount;
        if (entry.Currency.Length > 0 && entry.Currency != statement.Currency)
            statement.Failure("currency", $"The amount is in {entry.Currency}, the account in {statement.Currency}, at {PathOf(entry)}/Amt.");
        if (entry.Yielded is { } yielded) CloseStream(entry, yielded, amount);
        else if (entry.Transactions <= 1) One(entry, amount);
        else Batch(entry, amount);
    }

    /// <summary>True for what is booked; everything else is counted or refused, never left out in silence.</summary>
    private bool Admit(CamtEntry entry)
    {
        if (entry.Status is "PDNG" or "INFO" or "FUTR")
        {
            statement.NotBooked(entry.Status);
            if (entry.Signed is { } pending) statement.Summary.Add(Math.Abs(pending), entry.Sign > 0, isBooked: false);
            return false;
        }

        if (!entry.IsBooked) statement.Refuse(entry.Line, "status", $"The entry does not say whether it is booked, at {PathOf(entry)}/Sts.");
        else if (entry.Sign is null) statement.Refuse(entry.Line, "sign", $"The entry is neither credit nor debit, at {PathOf(entry)}/CdtDbtInd.");
        else if (entry.Amount is null) statement.Refuse(entry.Line, "amount", $"The amount of the entry cannot be read, at {PathOf(entry)}/Amt.");
        return entry.IsBooked && entry.Signed is not null;
    }

    private void One(CamtEntry entry, decimal amount)
    {
        var detail = entry.Details.Count == 1 ? entry.Details[0] : entry.Own;
        var key = KeyOf(entry);
        CheckOnly(entry, detail, amount);
        if (entry.Batch.Deviation(entry.Transactions, detail.Signed(entry.Sign!.Value, statement.Currency), statement.Currency) is { } deviation) Deviate(entry, deviation);
        statement.Yield(CamtMovements.Of(statement, entry, detail, amount, key, null, CamtMovements.Charges(entry, key, statement.Currency, entry.Own, detail)));
    }

    /// <summary>The only transaction of an entry says what it was for; how much, the entry says.</summary>
    private void CheckOnly(CamtEntry entry, CamtDetail detail, decimal amount)
    {
        if (detail.Signed(entry.Sign!.Value, statement.Currency) is not { } own || own == amount || own == 0m) return;
        var charges = (detail.Charges.SumIn(statement.Currency) ?? 0m) + (entry.Own.Charges.SumIn(statement.Currency) ?? 0m);
        if (own + charges != amount) Deviate(entry, $"the transaction is {BankAmounts.Text(own)} and the entry {BankAmounts.Text(amount)}");
    }

    private void Batch(CamtEntry entry, decimal amount)
    {
        var amounts = entry.Details.Count < entry.Transactions ? null : Amounts(entry);
        if (entry.IsReversal && amounts?.Sum() == -amount) amounts = [.. amounts.Select(original => -original)]; // written as what they reverse
        var sum = amounts?.Sum();
        if (entry.Batch.Deviation(entry.Transactions, sum, statement.Currency) is { } deviation) Deviate(entry, deviation);
        if (amounts is null || !Split(entry, amounts, amount))
        {
            Deviate(entry, sum is null ? $"the transactions do not all have an amount in {statement.Currency}; the entry is booked as one movement" : $"the transactions make {BankAmounts.Text(sum)} and the entry {BankAmounts.Text(amount)}; it is booked as one movement");
            AsOne(entry, amount);
        }
        else statement.Batches++;
    }

    private bool Split(CamtEntry entry, IReadOnlyList<decimal> amounts, decimal amount)
    {
        var sum = amounts.Sum();
        if (sum == amount)
        {
            Details(entry, amounts);
            return true;
        }

        if (Net(entry, amounts) is { } net && net.Sum() == amount)
        {
            Details(entry, net);
            return true;
        }

        if (entry.Own.Charges.SumIn(statement.Currency) is not { } charges || charges == 0m || sum + charges != amount) return false;
        Details(entry, amounts);
        statement.Yield(CamtMovements.Charge(entry, $"{KeyOf(entry)}-c", charges, statement.Currency));
        return true;
    }

    private void Details(CamtEntry entry, IReadOnlyList<decimal> amounts)
    {
        for (var index = 0; index < amounts.Count; index++)
        {
            var (detail, key) = (entry.Details[index], CamtKeys.Detail(KeyOf(entry), index + 1));
            statement.Yield(CamtMovements.Of(statement, entry, detail, amounts[index], key, GroupOf(entry), CamtMovements.Charges(entry, key, statement.Currency, detail)));
        }
    }

    private void AsOne(CamtEntry entry, decimal amount)
    {
        var (key, group) = (KeyOf(entry), GroupOf(entry));
        var explanations = entry.Details.Take(MaximumExplanations).Select((detail, index) =>
            CamtMovements.Of(statement, entry, detail, detail.Signed(entry.Sign!.Value, statement.Currency) ?? 0m, CamtKeys.Detail(key, index + 1), group, []));
        statement.Yield(CamtMovements.Of(statement, entry, entry.Own, amount, key, null, [.. explanations, .. CamtMovements.Charges(entry, key, statement.Currency, entry.Own)]));
    }

    private bool CanStream(CamtEntry entry)
    {
        if (!entry.IsBooked || entry.Signed is null) return false;
        statement.Open(entry.Currency);
        return Amounts(entry) is not null;
    }

    private void Stream(CamtEntry entry, CamtDetail detail)
    {
        if (detail.Signed(entry.Sign!.Value, statement.Currency) is not { } amount)
        {
            Fail(entry, $"transaction {entry.Transactions} has no amount in {statement.Currency}");
            return;
        }

        entry.Yielded += amount;
        var key = CamtKeys.Detail(KeyOf(entry), entry.Transactions);
        statement.Yield(CamtMovements.Of(statement, entry, detail, amount, key, GroupOf(entry), CamtMovements.Charges(entry, key, statement.Currency, detail)));
    }

    private void CloseStream(CamtEntry entry, decimal yielded, decimal amount)
    {
        if (yielded != amount) Fail(entry, $"the transactions make {BankAmounts.Text(yielded)} and the entry {BankAmounts.Text(amount)}");
        else statement.Batches++;
    }

    private decimal[]? Amounts(CamtEntry entry) => All(entry.Details.Select(detail => detail.Signed(entry.Sign!.Value, statement.Currency)));

    private decimal[]? Net(CamtEntry entry, IReadOnlyList<decimal> amounts) =>
        All(entry.Details.Select((detail, index) => amounts[index] + detail.Charges.SumIn(statement.Currency)));

    private static decimal[]? All(IEnumerable<decimal?> amounts)
    {
        var known = new List<decimal>();
        foreach (var amount in amounts)
        {
            if (amount is null) return null;
            known.Add(amount.Value);
        }

        return [.. known];
    }

    private string KeyOf(CamtEntry entry) => entry.Key ??= $"{statement.Key}-{statement.Keys.Next(entry.BestReference)}";

    private static string GroupOf(CamtEntry entry) => entry.BestReference.Length > 0 ? entry.BestReference : entry.Batch.Reference;

    private string PathOf(CamtEntry entry) => $"{statement.Path}/Ntry[{entry.Number}]";

    private void Deviate(CamtEntry entry, string what)
    {
        statement.DetailsFail = true;
        statement.Deviation("details", $"Line {entry.Line}: {what}, at {PathOf(entry)}/NtryDtls.");
    }

    private void Fail(CamtEntry entry, string what)
    {
        statement.DetailsFail = true;
        statement.Failure("details", $"Line {entry.Line}: {what}, at {PathOf(entry)}/NtryDtls.");
    }
}
