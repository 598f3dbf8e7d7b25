using Smart.Shared.Payments.BankFiles;
using Smart.Shared.References;

namespace Smart.Shared.Payments.Camt;

/// <summary>Makes movements of an entry and its transactions.</summary>
internal static class CamtMovements
{
    /// <summary>A movement of an amount in the currency of the account.</summary>
    internal static BankMovement Of(CamtStatement statement, CamtEntry entry, CamtDetail detail, decimal amount, string key, string? group, IReadOnlyList<BankMovement> details)
    {
        var isCredit = amount > 0m || (amount == 0m && entry.Sign > 0);
        var cameBack = detail.CameBack || entry.Own.CameBack;
        var digits = detail.Remittance.Digits;
        var currency = entry.Currency.Length > 0 ? entry.Currency : statement.Currency;
        return new()
        {
            Key = key,
            Line = detail.Line,
            Amount = amount,
            Currency = currency,
            ValueDate = CamtText.Date(entry.Valued),
            EntryDate = CamtText.Date(entry.Booked),
            BankReference = First(detail.ServicerReference, entry.BestReference, detail.InstructionId, detail.TransactionId),
            EndToEndId = BankReferences.Given(detail.EndToEndId),
            StructuredCommunication = digits,
            StructuredValid = StructuredCommunication.TryParse(digits, out _),
            CreditorReference = detail.Remittance.CreditorReference,
            Communication = detail.Remittance.Text,
            Information = InformationOf(entry.Own.Information, detail),
            Counterparty = CamtParty.Other(detail.Debtor, detail.Creditor, isCredit, statement.Header!.Iban, statement.Holder),
            TransactionCode = detail.Code.Length > 0 ? detail.Code : entry.Own.Code,
            ReturnReason = cameBack ? First(detail.ReturnReason, "returned") : null,
            IsReturn = cameBack,
            IsReversal = entry.IsReversal,
            DirectDebit = detail.Mandate.Length > 0 ? new(CamtText.Date(entry.Valued), detail.Creditor.Identification, detail.Mandate, '0', '0', Paid: !cameBack) : null,
            Original = (detail.Amounts.Original(amount, currency) ?? (group is null ? entry.Own.Amounts.Original(amount, currency) : null)) is { } money ? new(money.Amount, money.Currency) : null,
            GroupReference = group,
            Details = details,
        };
    }

    /// <summary>The charges of an entry and a transaction, as rows that explain; of an entry without transactions both are the same.</summary>
    internal static IReadOnlyList<BankMovement> Charges(CamtEntry entry, string key, string currency, CamtDetail one, CamtDetail? other = null)
    {
        CamtDetail[] of = other is null || ReferenceEquals(one, other) ? [one] : [one, other];
        return Array.TrueForAll(of, detail => detail.Charges.IsEmpty)
            ? []
            : [.. of.SelectMany(detail => detail.Charges.All).Select((charge, index) => Charge(entry, $"{key}-c{index + 1}", charge.Amount, charge.Currency.Length > 0 ? charge.Currency : currency))];
    }

    /// <summary>One charge.</summary>
    internal static BankMovement Charge(CamtEntry entry, string key, decimal amount, string currency) => new()
    {
        Key = key,
        Line = entry.Line,
        Amount = amount,
        Currency = currency,
        ValueDate = CamtText.Date(entry.Valued),
        EntryDate = CamtText.Date(entry.Booked),
        BankReference = entry.BestReference,
        Information = "charges",
        TransactionCode = entry.Own.Code,
    };

    private static string InformationOf(string ofEntry, CamtDetail detail)
    {
        var own = ofEntry == detail.Information ? "" : detail.Information;
        var rate = detail.Amounts.Rate.Length > 0 ? $"exchange rate {detail.Amounts.Rate}" : "";
        return string.Join(' ', new[] { ofEntry, own, rate }.Where(text => text.Length > 0));
    }

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0) return text;
        }

        return "";
    }
}
