using System.Globalization;
using Smart.Shared.Payments.BankFiles;

namespace Smart.Shared.Payments.Camt;

/// <summary>Makes the header of a statement of what stands before its entries.</summary>
internal static class CamtHeader
{
    internal static BankStatementHeader Of(CamtStatement statement)
    {
        var account = (statement.Account.Length > 0 ? statement.Account : statement.OtherAccount).Replace(" ", "", StringComparison.Ordinal);
        var sequence = First(statement.ElectronicNumber, statement.LegalNumber, statement.Id);
        return new()
        {
            Account = account,
            Iban = CamtKeys.Part(BankAccounts.IbanOf(account)),
            Currency = statement.Currency,
            Number = First(statement.LegalNumber, statement.ElectronicNumber, statement.Id),
            Sequence = IsFirstPage(statement) ? sequence : $"{sequence}/{statement.Page}",
            KeySequence = KeyOf(statement),
            Date = CamtText.Date(statement.Created),
            OldBalance = statement.Balances.Opening?.Value,
            OldBalanceDate = CamtText.Date(statement.Balances.Opening?.Date ?? "") ?? CamtText.Date(statement.From),
            Holder = statement.Holder,
            Description = statement.Description,
            Bic = statement.Bic,
            IsDuplicate = statement.CopyOrDuplicate is "CODU" or "COPY" or "DUPL",
            IsNotification = statement.IsNotification,
            Line = statement.Line,
        };
    }

    /// <summary>
    /// The number by which the statement is known: of fixed width, so that keys sort as the bank counts; else its identification.
    /// Pages of one statement share both, and a notification may share them with a statement.
    /// </summary>
    private static string KeyOf(CamtStatement statement)
    {
        var number = First(statement.ElectronicNumber, statement.LegalNumber);
        var known = number.Length > 0 && number.All(char.IsAsciiDigit) ? number.PadLeft(9, '0') : CamtKeys.Part(First(number, statement.Id));
        return $"{(statement.IsNotification ? "N" : "")}{known}{(IsFirstPage(statement) ? "" : $"-p{CamtText.Number(statement.Page)!.Value.ToString("0000", CultureInfo.InvariantCulture)}")}";
    }

    private static bool IsFirstPage(CamtStatement statement) => CamtText.Number(statement.Page) is not > 1;

    private static string First(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0) return text;
        }

        return "";
    }
}
